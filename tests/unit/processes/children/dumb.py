"""A child that talks nonsense instead of saying that it is ready."""

import os

os.write(1, b"\xff\xff\xff\x7f and so on")

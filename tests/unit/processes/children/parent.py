"""A program that gets killed while its child works: says the child's id, then waits."""

import os
import sys

sys.path.insert(0, os.environ["PYTHONPATH"].split(os.pathsep)[0])

from echo import Said

from reviewer.processes.child import Child

child = Child("echo", seconds=60.0)


def tell(share, words):
    sys.stdout.write(f"{child.pid}\n")
    sys.stdout.flush()


child.call("hang", Said(), Said, on_progress=tell)

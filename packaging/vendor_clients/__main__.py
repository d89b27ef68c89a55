"""Drive the emulators with what the vendors wrote: `make vendor-clients`.

The emulators run here, with the local engines; the clients run in an environment of their own, `build/vendor-clients`,
which is made from `requirements.txt` beside this file and is no part of the product.
"""

import os
import subprocess
import sys
from pathlib import Path

from reviewer import document_types
from reviewer.emulators._callbacks import CallbackOptions
from reviewer.emulators._emulator import emulate
from reviewer.emulators._local_reader import LocalReader
from reviewer.emulators._server import address, listen, serving
from reviewer.settings import Settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def main(python: str) -> int:
    types = document_types.load()
    hook = listen("127.0.0.1", 0)
    hook_url = address(hook)
    hook.close()  # the client listens there
    failed = 0
    with LocalReader(types, Settings()) as reader:
        callbacks = CallbackOptions(url=hook_url, secret="vendor-client-secret")
        for name in ("mindee", "aspose"):
            emulator = emulate(name, reader, types=types, latency=1.0, callbacks=callbacks)
            with serving(emulator.app) as url:
                known = {"EMULATOR_URL": url, "EMULATOR_KEY": emulator.service.key, "HOOK_URL": hook_url}
                command = [python, str(HERE / f"drive_{name}.py"), str(ROOT / "resources" / "samples")]
                code = subprocess.run(command, env={**os.environ, **known}, check=False).returncode
            print(f"{name}: {'its client accepts the emulator' if code == 0 else 'FAILED'}")
            failed += code != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

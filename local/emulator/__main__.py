"""`python -m local.emulator`: the emulator in the foreground, as the environment says.

It leads a session of its own and ends with whoever started it, however that ended.
"""

import os
import signal
import threading
import time

from local.emulator import patches


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    import ministack.app

    patches.apply_all()
    os.environ.setdefault("BIND_HOST", "127.0.0.1")
    ministack.app.main()

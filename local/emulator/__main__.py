"""`python -m local.emulator`: the emulator in the foreground, as the environment says."""

import os

from local.emulator import patches

if __name__ == "__main__":
    import ministack.app

    patches.apply_all()
    os.environ.setdefault("BIND_HOST", "127.0.0.1")
    ministack.app.main()

"""Says in one line what is missing on this machine. Runs under any Python 3, before all else."""

import shutil
import subprocess
import sys

PYTHON = (3, 11)
NODE = 20


def problem() -> str:
    """What a person must mend first, or nothing."""
    if sys.version_info < PYTHON:
        have = ".".join(map(str, sys.version_info[:3]))
        return f"Python 3.11 or newer is needed, this is {have}: try PYTHON=python3.12 make …"
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        return "Python's venv module is missing: on Debian, apt-get install python3-venv"
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return f"Node.js {NODE} or newer with npm is needed: the AWS CDK runs in it"
    said = subprocess.check_output([node, "--version"], text=True).strip()
    if int(said.lstrip("v").partition(".")[0]) < NODE:
        return f"Node.js {NODE} or newer is needed, this is {said}"
    return ""


if __name__ == "__main__":
    wrong = problem()
    if wrong:
        sys.exit("error: " + wrong)

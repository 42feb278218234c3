"""`down`: stop the stack that `run` keeps up."""

import argparse
import os
import signal
import time

from local.places import home
from local.problem import Problem
from local.stack import ENDPOINTS, read_endpoints

HELP = "stop the running stack"

_SECONDS_TO_STOP = 30


def register(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(act=act)


def act(_: argparse.Namespace) -> int:
    pid = int(read_endpoints(home())["pid"])
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        (home() / ENDPOINTS).unlink(missing_ok=True)
        print("it had stopped already")
        return 0
    deadline = time.monotonic() + _SECONDS_TO_STOP
    while time.monotonic() < deadline:
        if not (home() / ENDPOINTS).exists():
            print("stopped")
            return 0
        time.sleep(0.2)
    raise Problem(f"process {pid} does not stop")

"""`python -m local`: the stack on this machine, and small tools around it."""

import argparse
import os
import sys
from collections.abc import Callable

from local.places import CORE

sys.path.insert(0, str(CORE))

from local.commands import demo, down, explain, redrive, run, send, status
from local.problem import Problem

COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "run": (run.HELP, run.register),
    "demo": (demo.HELP, demo.register),
    "send": (send.HELP, send.register),
    "status": (status.HELP, status.register),
    "explain": (explain.HELP, explain.register),
    "redrive": (redrive.HELP, redrive.register),
    "down": (down.HELP, down.register),
}


def main(words: list[str]) -> int:
    """Run one command; a problem that a person can mend is one line and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, (help_text, register) in COMMANDS.items():
        register(commands.add_parser(name, help=help_text, description=help_text))
    chosen = parser.parse_args(words)
    try:
        code: int = chosen.act(chosen)
    except Problem as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

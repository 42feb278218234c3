"""`python -m local`: the stack on this machine, and small tools around it."""

import argparse
import os
import sys
from importlib import import_module

from local.places import CORE

sys.path.insert(0, str(CORE))

from local.problem import Problem

COMMANDS = {
    "run": "local.commands.run",
    "demo": "local.commands.demo",
    "send": "local.commands.send",
    "status": "local.commands.status",
    "explain": "local.commands.explain",
    "preview": "local.commands.preview",
    "classify": "local.commands.classify",
    "suggest-words": "local.commands.suggest_words",
    "corrections": "local.commands.corrections",
    "redrive": "local.commands.redrive",
    "down": "local.commands.down",
}
"""The module of each. Only the wanted one is imported: some need the CDK, others must be quick."""


def main(words: list[str]) -> int:
    """Run one command; a problem that a person can mend is one line and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name in words[:1] if words[:1] and words[0] in COMMANDS else COMMANDS:
        command = import_module(COMMANDS[name])
        command.register(commands.add_parser(name, help=command.HELP, description=command.HELP))
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

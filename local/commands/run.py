"""`run`: the stack, kept up until Ctrl-C or `down`."""

import argparse
import signal
import threading
from pathlib import Path

from local.addresses import Addresses
from local.places import DEFAULT_POLICY, home
from local.stack import LocalStack

HELP = "start the whole stack and keep it up"

_LOOK_AT = """
  Conversations   {sandbox_url}
  Mailbox         {mailbox_url}   (files: {mailbox_dir})
  API             {api_url}
  All addresses   {endpoints}

  Try:  .venv/bin/python -m local send --channel x --author ayse --text "Kargom 9 gündür gelmedi"
        .venv/bin/python -m local status

Ctrl-C stops it."""


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--policy", type=Path, default=DEFAULT_POLICY, help="the care policy to run fast"
    )
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    until = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: until.set())
    with LocalStack(
        home=home(), addresses=Addresses.chosen(), policy_file=options.policy, say=_say
    ) as stack:
        print(
            _LOOK_AT.format(**stack.endpoints, endpoints=stack.home / "endpoints.json"),
            flush=True,
        )
        while not until.wait(1):
            pass
        print("stopping", flush=True)
    return 0


def _say(line: str) -> None:
    print(f"· {line}", flush=True)

"""`demo`: the whole main job, end to end, on this machine; ends by itself."""

import argparse
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from local.addresses import Addresses
from local.demo.agents import Agents
from local.demo.audit import Findings, audit
from local.demo.customers import Customers
from local.demo.summary import agreement, last_line, show
from local.line import Line
from local.mailbox.folder import Mailbox
from local.places import DEFAULT_POLICY, home
from local.sandbox.platforms import PLATFORMS
from local.stack import LocalStack
from local.stream import Stage, Step, load_stream
from local.table import all_cases

HELP = "play a day of customers, platforms and agents in three minutes and check the outcome"

_IN_THE_TABLE = ("opened", "joined", "noise", "edited", "deleted", "duplicate")
_QUIET_AFTER = 75.0
_SETTLES_WITHIN = 45.0
_LOOK_EVERY = 1.0


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", type=Path, default=DEFAULT_POLICY)
    parser.add_argument("--steps", type=int, default=0, help="only the first so many")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    console = Console(highlight=False)
    began = time.monotonic()
    steps = load_stream()[: options.steps or None]
    with LocalStack(
        home=home(),
        addresses=Addresses.chosen(),
        policy_file=options.policy,
        say=lambda line: console.print(f"· {line}"),
    ) as stack:
        customers, agents = _cast(stack, console)
        _play(customers, agents, steps, console)
        _wait_for_the_end(stack, agents, console)
        agents.stop()
        customers.stop()
        found = _settled(stack, customers)
        show(console, found, customers, agents.done)
        right, known = agreement(found, _openings(customers))
        console.print(f"\nkinds as a person would say them: {right} of {known} cases")
    console.print(f"took {time.monotonic() - began:.0f} s\n")
    print(last_line(found, customers), flush=True)
    return _verdict(found, customers, agents, console)


def _cast(stack: LocalStack, console: Console) -> tuple[Customers, Agents]:
    secrets = {name: each["secret"] for name, each in stack.endpoints["channels"].items()}

    def note(line: str) -> None:
        console.print(f"[yellow]{line}[/yellow]")

    customers = Customers(
        sandbox=stack.sandbox,
        stage=Stage(stack.sandbox, secrets),
        line=Line(stack.endpoints),
        note=note,
    )
    return customers, Agents(mailbox=stack.mailbox, note=note)


def _play(customers: Customers, agents: Agents, steps: tuple[Step, ...], console: Console) -> None:
    agents.start()
    customers.start()
    with _progress(console) as progress:
        task = progress.add_task("customers speak", total=len(steps))
        customers.play(steps, lambda _: progress.advance(task))


def _wait_for_the_end(stack: LocalStack, agents: Agents, console: Console) -> None:
    """Until every case is closed, or as long as the follow-ups take."""
    deadline = time.monotonic() + _QUIET_AFTER
    with _progress(console) as progress:
        task = progress.add_task("cases close")
        while time.monotonic() < deadline:
            cases = all_cases(stack.endpoints["aws_endpoint_url"], stack.endpoints["table_name"])
            closed = sum(case.is_closed for case in cases)
            progress.update(task, completed=closed, total=len(cases))
            if closed == len(cases) and agents.is_idle:
                return
            time.sleep(_LOOK_EVERY)


def _settled(stack: LocalStack, customers: Customers) -> Findings:
    """The findings once nothing is on its way any more, or when waiting helps no longer."""
    deadline = time.monotonic() + _SETTLES_WITHIN
    while True:
        mails = Mailbox(stack.mailbox_dir).mails()
        found = audit(stack.endpoints, stack.sandbox, mails, _expected(customers))
        if not found.lost or time.monotonic() > deadline:
            return found
        time.sleep(_LOOK_EVERY)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("  {task.description:<16}"),
        BarColumn(bar_width=40),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )


def _expected(customers: Customers) -> dict[tuple[str, str], Step]:
    """The mentions that were told to us with a right signature, by channel and id."""
    expected: dict[tuple[str, str], Step] = {}
    for step in customers.performed:
        if step.expect in _IN_THE_TABLE and step.do in ("post", "reply", "quote"):
            post = customers.stage.post(step.key)
            expected[step.channel, PLATFORMS[step.channel].told_id(post)] = step
    return expected


def _openings(customers: Customers) -> dict[str, Step]:
    return {id_: step for (_, id_), step in _expected(customers).items() if step.kind}


def _verdict(found: Findings, customers: Customers, agents: Agents, console: Console) -> int:
    if customers.surprises or agents.refused:
        console.print(f"[red]{customers.surprises + agents.refused} calls went wrong[/red]")
    wrong = found.lost or found.doubled or customers.surprises or agents.refused
    return 1 if wrong else 0

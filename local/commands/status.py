"""`status`: the cases of the running stack with their clocks."""

import argparse
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table

from hearback.domain.case import Case
from hearback.domain.sla import SlaClock
from local.places import home
from local.stack import read_endpoints
from local.table import all_cases

HELP = "show the cases and their clocks"


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="closed cases, too")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    endpoints = read_endpoints(home())
    cases = all_cases(endpoints["aws_endpoint_url"], endpoints["table_name"])
    shown = [case for case in cases if options.all or not case.is_closed]
    now = datetime.now(UTC)
    table = Table("case", "channel", "kind", "sev", "status", "team", "clocks", box=None)
    for case in sorted(shown, key=lambda each: each.opened_at):
        table.add_row(
            case.id,
            case.channel,
            case.kind,
            str(int(case.severity)),
            case.status,
            case.team,
            _clocks(case, now),
        )
    console = Console()
    console.print(table)
    console.print(f"{len(shown)} of {len(cases)} cases shown")
    return 0


def _clocks(case: Case, now: datetime) -> str:
    return "\n".join(f"{clock.metric} {_state(clock, now)}" for clock in case.clocks)


def _state(clock: SlaClock, now: datetime) -> str:
    late = clock.is_breached(now)
    if clock.satisfied_at is not None:
        by = clock.satisfied_at - clock.started_at
        return f"[red]late[/red], after {_short(by)}" if late else f"kept in {_short(by)}"
    if clock.cancelled_at is not None:
        return "[red]broken[/red]" if late else "cancelled"
    if late:
        return f"[red]broken[/red] {_short(now - clock.due_at)} ago"
    if clock.paused_at is not None:
        return "paused"
    return f"due in {_short(clock.due_at - now)}"


def _short(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"

"""What the demonstration shows at its end."""

from collections import Counter
from datetime import timedelta
from statistics import median

from rich.console import Console
from rich.table import Table

from hearback.domain.changes import CaseOpened
from hearback.domain.replies import ReplyStatus
from hearback.domain.sla import SlaClock, SlaMetric
from local.demo.audit import Findings
from local.demo.customers import Customers
from local.sandbox.platforms import ACCOUNTS, PLATFORMS
from local.stream import Step

_MOST_LINES = 20


def show(console: Console, found: Findings, customers: Customers, agents_acts: int) -> None:
    console.print()
    console.print(_mentions(found, customers))
    console.print(channels(found, customers))
    console.print(_answers(found, customers))
    console.print(_cases(found))
    console.print(_clocks(found))
    console.print(_talk(found, agents_acts))
    for title, lines in (("lost", found.lost), ("doubled", found.doubled)):
        for line in lines[:_MOST_LINES]:
            console.print(f"[red]{title}[/red] {line}")


def last_line(found: Findings, customers: Customers) -> str:
    sent = sum(reply.status is ReplyStatus.SENT for reply in found.replies)
    return (
        f"demo: {len(customers.performed)} mentions, {len(found.cases)} cases, {sent} replies, "
        f"{len(found.mails)} alerts, {found.breaches} breaches, "
        f"{len(found.lost)} lost, {len(found.doubled)} doubled"
    )


def _table(title: str, *columns: str) -> Table:
    table = Table(*columns, title=title, title_justify="left", title_style="bold", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _mentions(found: Findings, customers: Customers) -> Table:
    table = _table("Mentions", "channel", "steps played", "in the table", "cases", "our replies")
    played = Counter(step.channel for step in customers.performed)
    cases = Counter(case.channel for case in found.cases)
    replies = _replies(found)
    for channel in sorted(played):
        table.add_row(
            channel,
            str(played[channel]),
            str(found.mentions_by_channel[channel]),
            str(cases[channel]),
            str(replies[channel]) if PLATFORMS[channel].api_path else "by hand",
        )
    return table


def channels(found: Findings, customers: Customers) -> str:
    """On how many customers spoke, and where they heard back, as the platforms show it."""
    spoke = {step.channel for step in customers.performed}
    heard = sorted(channel for channel, number in _replies(found).items() if number)
    titles = ", ".join(PLATFORMS[channel].title for channel in heard)
    return f"customers spoke on {len(spoke)} channels and heard back on {len(heard)}: {titles}"


def _replies(found: Findings) -> Counter[str]:
    return Counter(post.channel for post in found.posts if post.is_ours and post.in_reply_to)


def _answers(found: Findings, customers: Customers) -> str:
    answers = ", ".join(f"{n} × {status}" for status, n in sorted(customers.statuses.items()))
    return f"webhooks answered {answers}; {found.dead_letters} dead letters with their reason\n"


def _cases(found: Findings) -> Table:
    kinds = sorted({case.kind for case in found.cases})
    table = _table("Cases", "status", *kinds)
    for status in sorted({case.status for case in found.cases}):
        counts = Counter(case.kind for case in found.cases if case.status is status)
        table.add_row(status, *(str(counts[kind]) if counts[kind] else "·" for kind in kinds))
    return table


def _clocks(found: Findings) -> Table:
    table = _table("Clocks", "promise", "kept", "late", "broken", "cancelled", "running", "median")
    for metric in SlaMetric:
        clocks = [c for case in found.cases for c in case.clocks if c.metric is metric]
        if clocks:
            states = Counter(_state(clock) for clock in clocks)
            table.add_row(
                metric,
                *(str(states[s]) for s in ("kept", "late", "broken", "cancelled", "running")),
                _median(clocks),
            )
    return table


def _state(clock: SlaClock) -> str:
    if clock.satisfied_at is not None:
        return "late" if clock.is_breached(clock.satisfied_at) else "kept"
    if clock.breached_at is not None:
        return "broken"
    return "cancelled" if clock.cancelled_at is not None else "running"


def _median(clocks: list[SlaClock]) -> str:
    spans = [c.satisfied_at - c.started_at for c in clocks if c.satisfied_at is not None]
    return f"{median(span / timedelta(seconds=1) for span in spans):.1f} s" if spans else "·"


def _talk(found: Findings, agents_acts: int) -> Table:
    table = _table("Talk", "what", "number")
    states = Counter(reply.status for reply in found.replies)
    for status in sorted(states, key=lambda each: (each is ReplyStatus.FAILED, each)):
        table.add_row(f"replies {status}", str(states[status]))
    failures = Counter(r.failure.partition(":")[0] for r in found.replies if r.failure)
    for reason, number in failures.most_common():
        table.add_row(f"  {reason}", str(number))
    table.add_row("replies as the platforms show them", str(_replies(found).total()))
    ours = {account.id for account in ACCOUNTS}
    letters = sum(message.sender_id in ours for message in found.messages)
    table.add_row("private messages as the platforms show them", str(letters))
    for kind, number in sorted(Counter(deed.kind for deed in found.deeds).items()):
        table.add_row(f"deeds as the platforms show them: {kind}", str(number))
    topics = Counter(mail.topic for mail in found.mails)
    for topic in sorted(topics):
        table.add_row(f"mails to {topic}", str(topics[topic]))
    table.add_row("acts of agents", str(agents_acts))
    return table


def agreement(found: Findings, openings: dict[str, Step]) -> tuple[int, int]:
    """How many cases are of the kind that a person would say: (right, of how many)."""
    kinds = {
        change.external_id: case.kind
        for case in found.cases
        for entry in found.entries
        if entry.case_id == case.id
        for change in entry.changes
        if isinstance(change, CaseOpened)
    }
    known = [(kinds[id_], step.kind) for id_, step in openings.items() if id_ in kinds]
    return sum(given == wanted for given, wanted in known), len(known)

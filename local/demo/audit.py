"""What became of everything, read from the table, the sandbox, the mailbox and the workflow.

Nothing here trusts a counter of the demonstration's own: a mention is lost if the platform
showed it and the table does not know it; a reply is doubled if the platform shows it twice.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from hearback.adapters.items import read, read_entry
from hearback.domain.alerts import AlertKind, alerts_for
from hearback.domain.case import Case
from hearback.domain.changes import Entry
from hearback.domain.replies import Reply, ReplyStatus
from local.aws import client
from local.mailbox.mail import Mail
from local.sandbox import Sandbox
from local.sandbox.deeds import Deed, Message
from local.sandbox.posts import Post
from local.stream import Step
from local.table import all_items

_MAY_BE_UNNEEDED = (AlertKind.WARNING, AlertKind.OPENED, AlertKind.CUSTOMER_WROTE)
"""What the work overtakes may stay unsaid; a breach never."""


@dataclass(slots=True)
class Findings:
    """`lost` and `doubled` hold a line for each thing that is."""

    cases: list[Case] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    dead_letters: int = 0
    mentions_by_channel: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    @property
    def breaches(self) -> int:
        return sum(clock.breached_at is not None for case in self.cases for clock in case.clocks)


@dataclass(frozen=True, slots=True)
class _Table:
    seen: dict[tuple[str, str], str]
    mentions: list[tuple[str, str, str]]
    mailed: set[str]


def audit(
    endpoints: dict[str, Any],
    sandbox: Sandbox,
    mails: tuple[Mail, ...],
    expected: dict[tuple[str, str], Step],
) -> Findings:
    """`expected`: by channel and id, the step behind each mention that must be in the table."""
    found = Findings(
        mails=list(mails),
        posts=list(sandbox.posts()),
        messages=list(sandbox.messages()),
        deeds=list(sandbox.deeds()),
    )
    table = _read_table(endpoints, found)
    _check_mentions(table, expected, found)
    _check_executions(endpoints, found)
    _check_replies(found)
    _check_private_replies(found)
    _check_alerts(table, found)
    _check_queues(endpoints, found)
    return found


def _read_table(endpoints: dict[str, Any], found: Findings) -> _Table:
    table = _Table(seen={}, mentions=[], mailed=set())
    for item in all_items(endpoints["aws_endpoint_url"], endpoints["table_name"]):
        kind, _, rest = item["pk"]["S"].partition("#")
        part = item["sk"]["S"].partition("#")[0]
        if kind == "MENTION":
            where = (item["channel"]["S"], item["external_id"]["S"])
            table.seen[where] = item.get("case_id", {}).get("S", "")
            found.mentions_by_channel[where[0]] += 1
        elif kind == "CASE" and part == "CASE":
            found.cases.append(read(Case, item))
        elif kind == "CASE" and part == "EVENT":
            found.entries.append(read_entry(item))
        elif kind == "CASE" and part == "REPLY":
            found.replies.append(read(Reply, item))
        elif kind == "CASE" and part == "ALERT":
            table.mailed.add(f"{rest}#{item['sk']['S'].partition('#')[2]}")
        elif kind == "CASE" and part == "MENTION":
            mention = item["mention"]["M"]
            table.mentions.append((rest, mention["channel"]["S"], mention["external_id"]["S"]))
    return table


def _check_mentions(table: _Table, expected: dict[tuple[str, str], Step], found: Findings) -> None:
    in_cases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case_id, channel, external_id in table.mentions:
        in_cases[channel, external_id].add(case_id)
    known = {case.id for case in found.cases}
    for where, step in expected.items():
        if where not in table.seen:
            found.lost.append(f"mention {step.key or step.of} on {where[0]}")
    for where, case_id in table.seen.items():
        if case_id and (case_id not in known or case_id not in in_cases[where]):
            found.lost.append(f"case {case_id} of the mention {where[1]} on {where[0]}")
    for where, cases in in_cases.items():
        if len(cases) > 1:
            found.doubled.append(f"mention {where[1]} on {where[0]} is in {len(cases)} cases")


def _check_executions(endpoints: dict[str, Any], found: Findings) -> None:
    workflows = client("stepfunctions", endpoints["aws_endpoint_url"])
    pages = workflows.get_paginator("list_executions").paginate(
        stateMachineArn=endpoints["state_machine_arn"]
    )
    status = {e["name"]: e["status"] for page in pages for e in page["executions"]}
    running = Counter(name.partition(".")[0] for name in status if status[name] == "RUNNING")
    for case in found.cases:
        wanted = "SUCCEEDED" if case.is_closed else "RUNNING"
        if status.get(case.execution) != wanted:
            found.lost.append(
                f"workflow of case {case.id} ({case.status}): {status.get(case.execution)}"
            )
        if running[case.id] > 1:
            found.doubled.append(f"case {case.id} has {running[case.id]} running workflows")


def _check_replies(found: Findings) -> None:
    said = Counter(
        (p.channel, p.in_reply_to, p.text) for p in found.posts if p.is_ours and p.in_reply_to
    )
    meant = Counter((r.channel, r.in_reply_to, r.text) for r in found.replies)
    for reply in found.replies:
        if reply.status is ReplyStatus.SENT and not _is_out(reply, found):
            found.lost.append(f"reply {reply.id} of case {reply.case_id} is not on {reply.channel}")
        if reply.status in (ReplyStatus.QUEUED, ReplyStatus.SENDING):
            found.lost.append(f"reply {reply.id} of case {reply.case_id} is still on its way")
    for (channel, target, text), times in said.items():
        if times > max(meant[channel, target, text], 1):
            found.doubled.append(f"a reply to {target} stands {times} times on {channel}")


def _is_out(reply: Reply, found: Findings) -> bool:
    """Whether the platform shows it: as a post, a private message or a deed.

    Of what was taken back there is nothing to show.
    """
    undone = {(r.case_id, r.undoes) for r in found.replies if r.status is ReplyStatus.SENT}
    if reply.undoes or (reply.case_id, reply.id) in undone:
        return True
    if not reply.form.speaks:
        targets = (reply.in_reply_to, reply.person_id)
        done = (d for d in found.deeds if (d.channel, d.kind) == (reply.channel, reply.form))
        return any(deed.target in targets for deed in done)
    message = (reply.channel, reply.external_id.rpartition(":")[2])
    if any((m.channel, m.id) == message for m in found.messages):
        return True
    post = (reply.channel, reply.external_id)
    return any((p.channel, p.id) == post for p in found.posts if p.is_ours)


def _check_private_replies(found: Findings) -> None:
    """Of two people who are told the same, each has a conversation of their own."""
    said = Counter((m.channel, m.conversation, m.text) for m in found.messages)
    for message in {(m.channel, m.conversation, m.text): m for m in found.messages}.values():
        times = said[message.channel, message.conversation, message.text]
        meant = sum(
            (reply.channel, reply.text) == (message.channel, message.text)
            and message.is_with(reply.person_id)
            for reply in found.replies
        )
        if times > max(meant, 1):
            found.doubled.append(f"a private message stands {times} times on {message.channel}")


def _check_alerts(table: _Table, found: Findings) -> None:
    for alert in (alert for entry in found.entries for alert in alerts_for(entry)):
        if alert.id not in table.mailed and alert.kind not in _MAY_BE_UNNEEDED:
            found.lost.append(f"alert {alert.kind} of case {alert.case_id}")
    bodies = Counter((mail.topic, mail.subject, mail.body) for mail in found.mails)
    for (topic, subject, _), times in bodies.items():
        if times > 1:
            found.doubled.append(f"mail to {topic}: {subject} came {times} times")
    _check_mails_exist(table, found)


def _check_mails_exist(table: _Table, found: Findings) -> None:
    """Each case of which an alert is noted as mailed is in a mail."""
    text = "\n".join(mail.body for mail in found.mails)
    for case_id in {alert_id.partition("#")[0] for alert_id in table.mailed}:
        if f"/cases/{case_id}?" not in text:
            found.lost.append(f"mail about case {case_id}")


def _check_queues(endpoints: dict[str, Any], found: Findings) -> None:
    sqs = client("sqs", endpoints["aws_endpoint_url"])
    for name, url in endpoints["outputs"].items():
        if not name.endswith("DlqUrl"):
            continue
        answer = sqs.get_queue_attributes(
            QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
        )
        waiting = int(answer["Attributes"]["ApproximateNumberOfMessages"])
        if name == "MentionsDlqUrl":
            found.dead_letters = waiting
        elif waiting:
            found.lost.append(f"{waiting} messages in {name.removesuffix('Url')}")

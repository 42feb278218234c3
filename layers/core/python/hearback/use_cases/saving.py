"""Writing a decision down, and deciding again when somebody else wrote first."""

from collections.abc import Callable
from typing import TypeVar

from hearback.domain.case import CaseMention
from hearback.domain.changes import ThreadLinked
from hearback.domain.decision import Decision
from hearback.domain.errors import Conflict
from hearback.domain.ports import AuthorProfile, Cases, Commit, SeenMention
from hearback.domain.replies import Reply
from hearback.domain.timers import next_wake_at

_TRIES = 6

ResultT = TypeVar("ResultT")


def save(
    cases: Cases,
    decision: Decision,
    *,
    mention: CaseMention | None = None,
    new_mention: SeenMention | None = None,
    was_noise: bool = False,
    author: AuthorProfile | None = None,
    updated_reply: Reply | None = None,
    returned_reply: Reply | None = None,
) -> None:
    """Write a decision's changes, all or nothing; a decision without changes writes nothing."""
    if not decision.changes:
        return
    case = decision.result()
    cases.commit(
        Commit(
            case=case,
            entry=decision.entry(),
            wake_at=next_wake_at(case, decision.policy, decision.now),
            mention=mention,
            new_mention=new_mention,
            was_noise=was_noise,
            replies=tuple(decision.replies),
            updated_reply=updated_reply,
            returned_reply=returned_reply,
            author=author,
            references=_new_references(decision),
        )
    )


def _new_references(decision: Decision) -> tuple[str, ...]:
    known = {thread.reference for thread in decision.before.threads}
    linked = (c.thread.reference for c in decision.changes if isinstance(c, ThreadLinked))
    return tuple(reference for reference in linked if reference and reference not in known)


def until_settled(attempt: Callable[[], ResultT]) -> ResultT:
    """Read, decide and write again as long as others write in between; then `Conflict`."""
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except Conflict:
            continue
    return attempt()

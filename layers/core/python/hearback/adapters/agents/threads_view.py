"""Where a case's conversations are, and whether we know who is talking."""

from dataclasses import dataclass

from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.times import Times
from hearback.domain.case import Case
from hearback.domain.threads import Thread, ThreadLink

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow:
    """`is_doubtful`: anybody could have named the reference by which it came to the case."""

    name: str
    detail: str
    reference: str
    is_doubtful: bool


def thread_rows(case: Case, times: Times) -> tuple[ThreadRow, ...]:
    """Nothing for a case that has only its first conversation."""
    if len(case.conversations) < 2:
        return ()
    return tuple(_row(thread, times) for thread in case.conversations)


def identity_line(case: Case, times: Times) -> str:
    words, check = times.words, case.identity
    if check is None:
        return words("page.identity_none")
    return words(
        "page.identity_checked",
        way=words.of(check.way),
        proof=words.of(check.proof),
        by=flat(check.by, _LONGEST_NAME),
        at=times.at(check.at),
    )


def _row(thread: Thread, times: Times) -> ThreadRow:
    words = times.words
    heard = bool(thread.last_mention_id)
    told = [words("page.thread_since", at=times.at(thread.since))]
    if not heard:
        by_hand = thread.link is ThreadLink.BY_HAND
        told.append(words("page.thread_by_hand" if by_hand else "page.thread_awaited"))
    elif thread.link is not ThreadLink.OPENED:
        told.append(words.of(thread.link))
    if thread.verified_at:
        told.append(words("page.thread_verified"))
    unproven = thread.link is ThreadLink.PUBLIC_REFERENCE and not thread.verified_at
    return ThreadRow(
        name=f"{words.named('channel', thread.channel)} · {words.of(thread.visibility)}",
        detail=", ".join(told),
        reference="" if heard else thread.reference,
        is_doubtful=heard and unproven,
    )

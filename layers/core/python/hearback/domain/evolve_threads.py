"""How a case's conversations come about: from mentions, from links, from checks of identity."""

from dataclasses import replace

from hearback.domain.case import Case
from hearback.domain.changes import MentionJoined
from hearback.domain.identity import IdentityCheck, IdentityWay
from hearback.domain.mention import Visibility
from hearback.domain.threads import Thread, ThreadLink

_CHECKED_ON = {IdentityWay.EMAIL: "email", IdentityWay.PHONE: "phone"}


def with_mention(case: Case, joined: MentionJoined) -> Case:
    """The case with a further mention, and with its thread as the place where to answer."""
    threads = case.conversations
    where = (joined.channel or case.channel, _visibility(case, joined))
    known = (n for n, t in enumerate(threads) if (t.channel, t.visibility) == where)
    at = next(known, len(threads))
    thread = threads[at] if at < len(threads) else _new(case, joined)
    received_at = max(thread.last_mention_at or joined.received_at, joined.received_at)
    heard = replace(
        thread,
        account_id=joined.account_id or thread.account_id,
        thread_id=joined.thread_id or thread.thread_id,
        person_id=joined.person_id or thread.person_id,
        last_mention_id=joined.external_id,
        last_mention_at=received_at,
        subject=joined.subject or thread.subject,
        bulk=joined.bulk,
    )
    return replace(
        case,
        threads=(*threads[:at], heard, *threads[at + 1 :]),
        talks_at=at,
        last_mention_id=joined.external_id,
        last_mention_at=max(case.last_mention_at, joined.received_at),
        mention_count=case.mention_count + 1,
    )


def with_thread(case: Case, thread: Thread) -> Case:
    """The case with a linked thread, in the place of the one that waited for it and of its like.

    A case has one conversation a place: what was known of that one is not lost.
    """
    threads = case.conversations
    replaced = [n for n, known in enumerate(threads) if _takes_place_of(thread, known)]
    at = replaced[0] if replaced else len(threads)
    for known in (threads[n] for n in replaced if threads[n].last_mention_id):
        thread = replace(
            thread,
            account_id=thread.account_id or known.account_id,
            thread_id=thread.thread_id or known.thread_id,
            person_id=thread.person_id or known.person_id,
            last_mention_id=thread.last_mention_id or known.last_mention_id,
            last_mention_at=thread.last_mention_at or known.last_mention_at,
            subject=thread.subject or known.subject,
            bulk=thread.bulk or known.bulk,
        )
    others = {n: known for n, known in enumerate(threads) if n not in replaced}
    now = {**others, at: thread}
    order = sorted(now)
    talks_at = order.index(at if case.talks_at in replaced else case.talks_at)
    return replace(case, threads=tuple(now[n] for n in order), talks_at=talks_at)


def with_identity(case: Case, check: IdentityCheck) -> Case:
    """The case with a check, and with the thread marked in which it was made."""
    at = checked_thread(case, check.way)
    threads = tuple(
        replace(t, verified_at=check.at) if n == at else t for n, t in enumerate(case.conversations)
    )
    return replace(case, identity=check, threads=threads)


def checked_thread(case: Case, way: IdentityWay) -> int | None:
    """The place of the thread that a check of this kind is made in; none if there is none."""
    threads = case.conversations
    if way in _CHECKED_ON:
        fitting = [n for n, t in enumerate(threads) if t.channel == _CHECKED_ON[way]]
    elif way is IdentityWay.PRIVATE_MESSAGE:
        fitting = [n for n, t in enumerate(threads) if t.is_private and t.last_mention_id]
    else:
        fitting = []
    if case.talks_at in fitting:
        return case.talks_at
    return fitting[-1] if fitting else None


def _visibility(case: Case, joined: MentionJoined) -> Visibility:
    return joined.visibility if joined.channel else case.visibility


def _new(case: Case, joined: MentionJoined) -> Thread:
    return Thread(
        channel=joined.channel or case.channel,
        visibility=_visibility(case, joined),
        since=joined.received_at,
        link=ThreadLink.PLATFORM,
    )


def _takes_place_of(new: Thread, known: Thread) -> bool:
    if new.reference and new.reference == known.reference:
        return True
    return (new.channel, new.visibility) == (known.channel, known.visibility)

"""A case from its first word to its latest, in order: theirs, ours, and what happened between."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hearback.adapters.agents.case_mail import in_order
from hearback.adapters.agents.plain import flat, readable, web_address
from hearback.adapters.agents.story import agent_of, failure, holding, phrases, remedy
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import Words
from hearback.domain.case import CaseMention
from hearback.domain.changes import (
    MentionJoined,
    ReplyFailed,
    ReplyQueued,
    ReplyRecorded,
    ReplySent,
)
from hearback.domain.classification import Classification
from hearback.domain.mention import Visibility
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.replies import Reply, ReplyForm, ReplyStatus

_LONGEST_NAME = 60
_LONGEST_REASON = 60
_SHOWN_AS_WORDS = (MentionJoined, ReplyQueued, ReplyRecorded, ReplySent, ReplyFailed)
"""What was said stands there itself, with what became of it."""


class Voice(StrEnum):
    """In the order in which things of one moment are shown."""

    CUSTOMER = "customer"
    US = "us"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened.

    `day`: set where a new day begins, unless all is of today. `state` is a reply's: sent,
    failed, held and so on.
    """

    voice: Voice
    at: datetime
    who: str = ""
    text: str = ""
    day: str = ""
    marks: tuple[str, ...] = ()
    struck: bool = False
    link: str = ""
    language: str = ""
    state: str = ""
    state_words: str = ""
    note: str = ""


def timeline(file: CaseFile, times: Times, policy: CarePolicy) -> list[Moment]:
    moments = [_said(kept, file, times) for kept in in_order(file.mentions)]
    said = [reply for reply in file.replies if reply.form.speaks]
    newest = max(said, key=lambda reply: reply.created_at, default=None)
    moments += [_answered(reply, reply == newest, file, times) for reply in said]
    moments += _events(file, times, policy)
    voices = list(Voice)
    moments.sort(key=lambda moment: (moment.at, voices.index(moment.voice)))
    return list(_with_days(moments, times))


def _with_days(moments: list[Moment], times: Times) -> Iterator[Moment]:
    shown = times.day(times.now)
    for moment in moments:
        day = times.day(moment.at)
        yield replace(moment, day="" if day == shown else day)
        shown = day


def author_name(file: CaseFile, nameless: str) -> str:
    author = file.case.author
    return flat(author.name, _LONGEST_NAME) or flat(author.handle, _LONGEST_NAME) or nameless


def _said(kept: CaseMention, file: CaseFile, times: Times) -> Moment:
    words = times.words
    marks = _where(kept.mention.channel, kept.mention.visibility, file, words)
    if kept.edited_at:
        marks.append(f"{words('page.edited')} {times.at(kept.edited_at)}")
    if kept.deleted_at:
        marks.append(f"{words('page.deleted')} {times.at(kept.deleted_at)}")
    if kept.classification.fallback:
        marks.append(words.of(kept.classification.fallback))
    return Moment(
        voice=Voice.CUSTOMER,
        at=kept.mention.received_at,
        who=author_name(file, words("mail.nameless")),
        text=readable(kept.mention.text).strip() or words("page.no_words"),
        marks=tuple(marks),
        struck=kept.deleted_at is not None,
        link=web_address(kept.mention.url),
        language=kept.classification.language.label.value,
        note=_decisive(kept.classification, times),
    )


def _where(channel: str, visibility: Visibility, file: CaseFile, words: Words) -> list[str]:
    """Named once a case has more than one conversation."""
    if len(file.case.conversations) < 2:
        return []
    return [f"{words.named('channel', channel)}, {words.of(visibility).lower()}"]


def _decisive(said: Classification, times: Times) -> str:
    """The words by which the labels were given, so that an agent sees why."""
    found = [reason for each in said.reasons if (reason := flat(each, _LONGEST_REASON))]
    return times.words("page.decisive", reasons=", ".join(found)) if found else ""


def _answered(reply: Reply, is_newest: bool, file: CaseFile, times: Times) -> Moment:
    words = times.words
    held = reply.status is ReplyStatus.QUEUED and bool(reply.failure)
    state = "held" if held else reply.status.value
    note = holding(reply.failure, words) if held else ""
    if reply.status is ReplyStatus.FAILED:
        note = failure(reply.failure, words)
        note += f" — {remedy(reply.failure, words)}" if is_newest else ""
    elif not note and reply.promised_at:
        note = words("page.promised", due=times.at(reply.promised_at))
    by = flat(reply.author.removeprefix("agent:"), _LONGEST_NAME)
    return Moment(
        voice=Voice.US,
        at=reply.created_at,
        who=by if reply.by_human else words("page.system"),
        text=readable(reply.text),
        marks=(
            words.of(reply.purpose) if reply.by_human else words("page.automatic"),
            *([words("page.template_mark")] if reply.approved else []),
            *_where(reply.channel, _visibility(reply), file, words),
        ),
        state=state,
        state_words=words(f"reply_status.{state}"),
        note=note,
    )


def _visibility(reply: Reply) -> Visibility:
    return Visibility.PUBLIC if reply.form is ReplyForm.PUBLIC else Visibility.PRIVATE


def _events(file: CaseFile, times: Times, policy: CarePolicy) -> Iterator[Moment]:
    for entry in file.history:
        if text := phrases(entry, times, policy, leave_out=_SHOWN_AS_WORDS):
            yield Moment(voice=Voice.EVENT, at=entry.at, who=agent_of(entry), text=text)

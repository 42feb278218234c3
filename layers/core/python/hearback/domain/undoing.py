"""Taking back what was done to a post or its author: a mistake, or a customer who apologised.

It is the mild direction, so that one agent may, with a reason, also when the case is closed.
What is only on its way is taken back likewise: it is not done then, or undone right after.
"""

from collections.abc import Sequence

from hearback.domain.abuse import LONGEST_REASON
from hearback.domain.case import Case, CaseMention, DeedMark
from hearback.domain.changes import SilenceEnded
from hearback.domain.decision import Decision
from hearback.domain.errors import ActRefused
from hearback.domain.mention import Mention
from hearback.domain.offers import NOTHING, Offered
from hearback.domain.replies import ReplyForm
from hearback.domain.sla import SlaMetric

_AT_A_POST = (ReplyForm.LIKE, ReplyForm.HIDE)

Choices = Sequence[tuple[DeedMark, Mention]]
"""Deeds and what each was about, the latest first."""


def against(form: ReplyForm, case: Case, mentions: Sequence[CaseMention], offered: Offered) -> str:
    """Why no such deed can be taken back now, in one word; nothing if one can."""
    standing = [d for d in case.standing_deeds if d.form is form]
    if not standing:
        return "nothing_to_undo"
    if all(case.is_taken_back(deed.id) for deed in standing):
        return "already_done"
    if not _about(form, case, mentions):
        return "post_deleted"
    return "" if choices(form, case, mentions, offered) else "not_offered"


def choices(
    form: ReplyForm, case: Case, mentions: Sequence[CaseMention], offered: Offered
) -> Choices:
    """What of this form stands, and its platform takes back."""
    return [
        (deed, target)
        for deed, target in _about(form, case, mentions)
        if form in offered.get(target.channel, NOTHING).undoes
    ]


def take_back(decision: Decision, choices: Choices, *, deed_id: str, reason: str) -> None:
    """Queue it, of the chosen deed or the latest. Raises `ActRefused`."""
    chosen = [each for each in choices if deed_id in ("", each[0].id)]
    if not chosen:
        raise ActRefused("nothing_to_undo")
    deed, target = chosen[0]
    given = _given(reason)
    decision.queue_deed(deed.form, target, target.account_id, given, undoes=deed.id)


def end_silence(decision: Decision, reason: str) -> None:
    """Answer them again; who still waits for one does so from now on. Raises `ActRefused`."""
    decision.add(SilenceEnded(reason=_given(reason)))
    if not decision.case.is_resolved:
        decision.start(SlaMetric.NEXT_RESPONSE)


def _given(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ActRefused("no_reason")
    if len(reason) > LONGEST_REASON:
        raise ActRefused("reason_too_long")
    return reason


def _about(form: ReplyForm, case: Case, mentions: Sequence[CaseMention]) -> Choices:
    """Of a post that its author has deleted there is nothing left to show or to like."""
    kept = {m.mention.external_id: m for m in mentions}
    found = (
        (deed, kept[deed.target_id])
        for deed in reversed(case.standing_deeds)
        if deed.form is form and deed.target_id in kept and not case.is_taken_back(deed.id)
    )
    return [
        (deed, target.mention)
        for deed, target in found
        if target.deleted_at is None or form not in _AT_A_POST
    ]

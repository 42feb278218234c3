"""The steps against abuse, in the order of the care policy, and what is kept of each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.domain.replies import ReplyForm


class AbuseStep(StrEnum):
    """In order. `SILENCE`: we answer no more; `POLICE` is told by people, and noted here."""

    WARN = "warn"
    SILENCE = "silence"
    HIDE = "hide"
    MUTE = "mute"
    BLOCK = "block"
    REPORT = "report"
    POLICE = "police"


RUNGS: tuple[tuple[AbuseStep, ...], ...] = (
    (AbuseStep.WARN,),
    (AbuseStep.SILENCE,),
    (AbuseStep.HIDE, AbuseStep.MUTE),
    (AbuseStep.BLOCK,),
    (AbuseStep.REPORT,),
    (AbuseStep.POLICE,),
)
"""Each needs the one before it; what a platform does not offer is passed over."""

FORM_OF = {
    AbuseStep.HIDE: ReplyForm.HIDE,
    AbuseStep.MUTE: ReplyForm.MUTE,
    AbuseStep.BLOCK: ReplyForm.BLOCK,
    AbuseStep.REPORT: ReplyForm.REPORT,
}
"""The steps that a platform takes for us."""

BY_OURSELVES = (AbuseStep.SILENCE, AbuseStep.POLICE)
"""The steps that take effect when they are decided: no platform has a word in them."""

BY_TWO = frozenset({*FORM_OF, AbuseStep.POLICE})
"""The harder ones: one asks, another approves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseRequest:
    """A step that one person has asked for. `evidence`: the post's words as they stood then."""

    step: AbuseStep
    mention_id: str
    evidence: str
    reason: str
    by: str
    at: datetime

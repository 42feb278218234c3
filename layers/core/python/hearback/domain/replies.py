"""What we say to customers, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TAKEN_BACK = "taken_back"
"""The failure of a deed that was taken back before it was done."""


class ReplyPurpose(StrEnum):
    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    PROMISE = "promise"
    ASK_CUSTOMER = "ask_customer"
    REMINDER = "reminder"
    RESOLUTION = "resolution"
    FOLLOW_UP = "follow_up"
    IDENTITY_CHECK = "identity_check"
    MOVE_TO_DM = "move_to_dm"
    MOVE_TO_EMAIL = "move_to_email"
    MOVE_TO_PHONE = "move_to_phone"
    MOVE_TO_WEB_FORM = "move_to_web_form"
    WARNING = "warning"
    DEED = "deed"


class ReplyForm(StrEnum):
    """How we turn to the customer, or on them.

    `PUBLIC`: below their post; `PRIVATE`: the one private answer that a public post may have;
    `DM`: a message in a private conversation. The others say nothing: they are deeds.
    """

    PUBLIC = "public"
    PRIVATE = "private"
    DM = "dm"
    LIKE = "like"
    HIDE = "hide"
    MUTE = "mute"
    BLOCK = "block"
    REPORT = "report"

    @property
    def speaks(self) -> bool:
        return self in (ReplyForm.PUBLIC, ReplyForm.PRIVATE, ReplyForm.DM)


class ReplyStatus(StrEnum):
    """`RECORDED`: said another way by an agent; nothing was sent from here."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedWords:
    """A template that the platform has approved, by name and by the platform's language code.

    `values`: its placeholders with what fills them; numbered ones in their order.
    """

    name: str
    language: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What a mail carries beside its words. `sender`: our name beside our address; `subject`: that
    of the mail that it answers, or one of ours; `thread_id`: the conversation's first mail;
    `reference`: what makes the customer's answer known to be this case's."""

    sender: str = ""
    subject: str = ""
    thread_id: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply on its way. `in_reply_to` is the external id of the mention that it answers.

    `person_id`: whom it is about, by the platform's id. A deed has no words for the customer:
    its `text` is the agent's reason. `approved`: the template that `text` is the reading of.
    `letterhead`: of a mail only.

    `attempts` counts calls to the platform. More than none means that an earlier one may have
    got through, so that the platform is asked before it is told again. While `SENDING`,
    `leased_until` keeps other workers off. `undoes`: the id of the deed that is to be taken back.
    """

    id: str
    case_id: str
    channel: str
    account_id: str
    in_reply_to: str
    text: str
    purpose: ReplyPurpose
    by_human: bool
    author: str
    created_at: datetime
    form: ReplyForm = ReplyForm.PUBLIC
    person_id: str = ""
    letterhead: Letterhead | None = None
    promised_at: datetime | None = None
    approved: ApprovedWords | None = None
    status: ReplyStatus = ReplyStatus.QUEUED
    attempts: int = 0
    leased_until: datetime | None = None
    external_id: str = ""
    sent_at: datetime | None = None
    failure: str = ""
    undoes: str = ""

"""What the gate can find, and how much it weighs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RuleClass(StrEnum):
    """In order of weight. Of style alone an agent may think otherwise, and say so.

    `LEGAL`: data whose mere publication does harm that cannot be taken back (identity numbers,
    cards, bank accounts). `PRIVACY`: other personal data. `PLATFORM`: what the platform refuses,
    or punishes our account for.
    """

    LEGAL = "legal"
    PRIVACY = "privacy"
    PLATFORM = "platform"
    STYLE = "style"


class Rule(StrEnum):
    IDENTITY_NUMBER = "identity_number"
    PAYMENT_CARD = "payment_card"
    IBAN = "iban"
    PHONE_NUMBER = "phone_number"
    EMAIL_ADDRESS = "email_address"
    NAME_WITH_REFERENCE = "name_with_reference"
    IDENTITY_ASKED = "identity_asked"
    WRONG_ACCOUNT = "wrong_account"
    NOT_SUMMONED = "not_summoned"
    OUTSIDE_WINDOW = "outside_window"
    TEMPLATE_NEEDED = "template_needed"
    PRIVATE_REPLY_USED = "private_reply_used"
    PRIVATE_REPLY_LATE = "private_reply_late"
    TOO_LONG = "too_long"
    BLAME = "blame"
    PROMISE_WITHOUT_TIME = "promise_without_time"
    PROMISE_CONTRADICTED = "promise_contradicted"
    SAME_AGAIN = "same_again"


_LEGAL = (Rule.IDENTITY_NUMBER, Rule.PAYMENT_CARD, Rule.IBAN)
_PRIVACY = (
    Rule.PHONE_NUMBER,
    Rule.EMAIL_ADDRESS,
    Rule.NAME_WITH_REFERENCE,
    Rule.IDENTITY_ASKED,
)
_STYLE = (Rule.BLAME, Rule.PROMISE_WITHOUT_TIME, Rule.PROMISE_CONTRADICTED, Rule.SAME_AGAIN)
_CLASSES = {
    **dict.fromkeys(Rule, RuleClass.PLATFORM),
    **dict.fromkeys(_LEGAL, RuleClass.LEGAL),
    **dict.fromkeys(_PRIVACY, RuleClass.PRIVACY),
    **dict.fromkeys(_STYLE, RuleClass.STYLE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing against a text.

    `evidence`: the words or figures that it is about, as they stand in the text; it may be
    personal data and belongs on the agent's page only. `at`: the moment that matters, for
    instance when a window closed.
    """

    rule: Rule
    evidence: str = ""
    at: datetime | None = None

    @property
    def rule_class(self) -> RuleClass:
        return _CLASSES[self.rule]


def may_be_waived(findings: Iterable[Finding]) -> bool:
    """Whether an agent may send all the same: nothing but style stands against it."""
    return all(finding.rule_class is RuleClass.STYLE for finding in findings)

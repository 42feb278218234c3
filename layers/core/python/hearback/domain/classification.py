"""What a mention is: the label scheme of the care policy."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

LabelT = TypeVar("LabelT")


class Language(StrEnum):
    TURKISH = "tr"
    ENGLISH = "en"
    OTHER = "other"

    @property
    def written(self) -> "Language":
        """The language in which we write to those who speak this one."""
        return Language.ENGLISH if self is Language.OTHER else self


class Kind(StrEnum):
    """In order of precedence: a complaint phrased as a question is a complaint."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    NOISE = "noise"


class Sentiment(StrEnum):
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Severity(IntEnum):
    """0 opinion or annoyance; 1 a concrete failure; 2 danger, fraud, violence."""

    LOW = 0
    MEDIUM = 1
    URGENT = 2


class Leverage(StrEnum):
    NONE = "none"
    PUBLICITY = "publicity"
    LEGAL = "legal"
    CHURN = "churn"
    PHYSICAL = "physical"


class Topic(StrEnum):
    BILLING = "billing"
    DELIVERY = "delivery"
    REFUND = "refund"
    PRODUCT = "product"
    CUSTOMER_SERVICE = "customer_service"
    NETWORK = "network"
    APP = "app"
    CAMPAIGN = "campaign"
    CONTRACT = "contract"
    BRANCH = "branch"
    PRIVACY = "privacy"
    OTHER = "other"


class Fallback(StrEnum):
    """Why the engine that should have decided gave no answer, so that another one's stands."""

    BUSY = "busy"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    UNUSABLE = "unusable"
    COST_CAP = "cost_cap"


@dataclass(frozen=True, slots=True)
class Verdict(Generic[LabelT]):
    """A label with the classifier's own probability that it is right (0..1)."""

    label: LabelT
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """All that the classifier says of one text; `reasons` are the words that decided.

    `fallback` is set where another engine than `engine` should have decided.
    """

    language: Verdict[Language]
    kind: Verdict[Kind]
    sentiment: Verdict[Sentiment]
    offensive: Verdict[bool]
    severity: Verdict[Severity]
    leverage: Verdict[Leverage]
    topic: Verdict[Topic]
    engine: str
    reasons: tuple[str, ...] = ()
    fallback: Fallback | None = None

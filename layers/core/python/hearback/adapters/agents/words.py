"""All words that agents read, in their team's language."""

from enum import Enum
from typing import Literal

from hearback.adapters.agents.clock_state import ClockState
from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.words_deeds_en import WORDS as ENGLISH_DEEDS
from hearback.adapters.agents.words_deeds_tr import WORDS as TURKISH_DEEDS
from hearback.adapters.agents.words_en import WORDS as ENGLISH
from hearback.adapters.agents.words_tr import WORDS as TURKISH
from hearback.domain.abuse_steps import AbuseStep
from hearback.domain.acts import Act
from hearback.domain.alerts import AlertKind
from hearback.domain.case import CaseStatus
from hearback.domain.classification import Fallback, Kind, Language, Leverage, Severity, Topic
from hearback.domain.identity import IdentityProof, IdentityWay
from hearback.domain.mention import Visibility
from hearback.domain.replies import ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.sla import SlaMetric
from hearback.domain.threads import Destination, ThreadLink

CATALOGUES = {"tr": TURKISH | TURKISH_DEEDS, "en": ENGLISH | ENGLISH_DEEDS}

GROUP_OF: dict[type[Enum], str] = {
    AbuseStep: "abuse_step",
    Act: "act",
    AlertKind: "alert",
    CaseStatus: "status",
    ClockState: "clock_state",
    Destination: "destination",
    Fallback: "fallback",
    IdentityProof: "identity_proof",
    IdentityWay: "identity_way",
    Kind: "kind",
    Language: "language",
    Leverage: "leverage",
    ReplyForm: "form",
    ReplyPurpose: "purpose",
    ReplyStatus: "reply_status",
    Severity: "severity",
    SlaMetric: "metric",
    ThreadLink: "thread_link",
    Topic: "topic",
    Visibility: "visibility",
}
"""Where the catalogue keeps the words for each kind of value."""

_LONGEST_NAME = 40


class Words:
    """The catalogue of one language. A key is `group.name`; an unknown one raises `KeyError`."""

    def __init__(self, language: Literal["tr", "en"]) -> None:
        self.language = language
        self._groups = CATALOGUES[language]

    def __call__(self, key: str, /, **values: object) -> str:
        group, _, name = key.partition(".")
        return self._groups[group][name].format(**values) if values else self._groups[group][name]

    def knows(self, key: str) -> bool:
        group, _, name = key.partition(".")
        return name in self._groups.get(group, {})

    def of(self, value: Enum) -> str:
        """The words for a value of the domain: a status, a kind, a metric."""
        return self(f"{GROUP_OF[type(value)]}.{value.name.lower()}")

    def named(self, group: str, name: str) -> str:
        """The words for a name that policies and adapters may add to, else the name itself."""
        return self._groups[group].get(name) or flat(name, _LONGEST_NAME)

"""Reply templates: which words fit a case best, and filling in their placeholders."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeVar
from zlib import crc32

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from hearback.domain.classification import Kind
from hearback.domain.mention import Visibility
from hearback.domain.replies import ReplyPurpose

T = TypeVar("T")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = frozenset(
    {"name", "handle", "brand", "support", "time", "contact", "reference", "rules"}
)


class Tone(StrEnum):
    WARM = "warm"
    FORMAL = "formal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What words are looked for."""

    purpose: ReplyPurpose
    language: str
    channel: str
    kind: Kind
    visibility: Visibility = Visibility.PUBLIC
    tone: Tone = Tone.WARM


def _known_placeholders(text: str) -> str:
    if unknown := sorted(set(_PLACEHOLDER.findall(text)) - PLACEHOLDERS):
        raise ValueError(
            f"unknown placeholder {{{unknown[0]}}}; known: {', '.join(sorted(PLACEHOLDERS))}"
        )
    if "{" in (rest := _PLACEHOLDER.sub("", text)) or "}" in rest:
        raise ValueError("a brace without its partner")
    return text


class Template(BaseModel):
    """Words for one purpose. What is left empty fits all; see `fitting` for what is preferred."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: ReplyPurpose
    language: Literal["tr", "en"]
    channels: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    visibility: Visibility | None = None
    tone: Tone | None = None
    text: Annotated[str, Field(min_length=1), AfterValidator(_known_placeholders)]

    @model_validator(mode="after")
    def _suits_its_purpose(self) -> Self:
        if self.purpose is ReplyPurpose.DEED:
            raise ValueError("a deed has no words")
        asks_who = self.purpose is ReplyPurpose.IDENTITY_CHECK
        if asks_who and self.visibility is not Visibility.PRIVATE:
            raise ValueError("nobody is asked in public who they are: visibility must be private")
        return self

    def fits(self, occasion: Occasion) -> bool:
        return (
            self.purpose == occasion.purpose
            and self.language == occasion.language
            and (not self.channels or occasion.channel in self.channels)
            and (not self.kinds or occasion.kind in self.kinds)
            and self.visibility in (None, occasion.visibility)
            and self.tone in (None, occasion.tone)
        )

    @property
    def rank(self) -> tuple[bool, ...]:
        """The kind weighs most: an apology for praise would be wrong on any channel."""
        private = self.visibility is not None
        return bool(self.kinds), private, bool(self.channels), self.tone is not None

    @property
    def names_time(self) -> bool:
        return "{time}" in self.text

    def is_as_good_as(self, other: Self) -> bool:
        return (self.rank, self.names_time) == (other.rank, other.names_time)


def fitting(templates: Iterable[Template], occasion: Occasion) -> list[Template]:
    """Those that fit, the most specific first; of equals the first in the policy."""
    found = (template for template in templates if template.fits(occasion))
    return sorted(found, key=lambda template: template.rank, reverse=True)


def equals(found: Sequence[Template], *, timeless: bool = False) -> list[Template]:
    """Of those that `fitting` found, the ones that fit and promise as well as the first.

    `timeless`: those that promise a time are passed over.
    """
    usable = [each for each in found if not (timeless and each.names_time)]
    return [each for each in usable if each.is_as_good_as(usable[0])]


def in_turn(found: Sequence[T], key: str, turn: int = 0) -> list[T]:
    """The same ones, beginning with another for another `key`, and with the next in each turn."""
    begin = (crc32(key.encode("utf-8", "replace")) + turn) % max(len(found), 1)
    return [*found[begin:], *found[:begin]]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each `{placeholder}` replaced; an empty value takes its blank with it."""
    filled = _PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), text)
    return re.sub(r" +([,.!?])", r"\1", re.sub(r" {2,}", " ", filled)).strip()

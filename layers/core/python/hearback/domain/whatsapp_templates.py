"""The templates that WhatsApp has approved, as the policy knows them.

Contract: developers.facebook.com/docs/whatsapp/business-management-api/message-templates (names,
languages, numbered and named parameters of a body).
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from hearback.domain.replies import ApprovedWords, ReplyPurpose

LONGEST_BODY = 1_024
"""Characters of a template's body."""

_PLACEHOLDER = re.compile(r"\{\{([a-z0-9_]+)\}\}")
_POSSIBLE = (
    ReplyPurpose.ACKNOWLEDGEMENT,
    ReplyPurpose.ANSWER,
    ReplyPurpose.ASK_CUSTOMER,
    ReplyPurpose.REMINDER,
    ReplyPurpose.RESOLUTION,
    ReplyPurpose.FOLLOW_UP,
)
"""What can be said with nothing but these values: no time, no way of ours, no rules."""

Value = Literal["name", "reference", "brand"]
"""The customer's first name, the short name of the case, the brand's name."""


def _with_text_keys(value: object) -> object:
    """YAML reads `{1: name}` with a number."""
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else value


def _readable_placeholders(text: str) -> str:
    rest = _PLACEHOLDER.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise ValueError("placeholders are written {{1}} or {{first_name}}, without blanks")
    names = set(_PLACEHOLDER.findall(text))
    numbers = {name for name in names if name.isdecimal()}
    if numbers and numbers != names:
        raise ValueError("placeholders are either all numbered or all named")
    if numbers and numbers != {str(number) for number in range(1, len(numbers) + 1)}:
        raise ValueError("numbered placeholders count from {{1}} without a gap")
    return text


def _possible(purposes: tuple[ReplyPurpose, ...]) -> tuple[ReplyPurpose, ...]:
    if wrong := [purpose for purpose in purposes if purpose not in _POSSIBLE]:
        raise ValueError(f"no template can be for {wrong[0]}; possible: {', '.join(_POSSIBLE)}")
    return purposes


class WhatsAppTemplate(BaseModel):
    """One that was approved: `name` and `language` as WhatsApp knows it, `text` word for word.

    `values`: what fills each placeholder. `nameless`: said in the place of a first name that is not
    known; without it, such a customer does not get this template.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,512}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Z]{2,3})?$")]
    purposes: Annotated[
        tuple[ReplyPurpose, ...], Field(min_length=1), AfterValidator(_possible)
    ] = (ReplyPurpose.ANSWER,)
    text: Annotated[
        str, Field(min_length=1, max_length=LONGEST_BODY), AfterValidator(_readable_placeholders)
    ]
    values: Annotated[Mapping[str, Value], BeforeValidator(_with_text_keys)] = {}
    nameless: str = ""

    @model_validator(mode="after")
    def _each_placeholder_has_its_value(self) -> Self:
        if without := [name for name in self.placeholders if name not in self.values]:
            raise ValueError(f"values says nothing of {{{{{without[0]}}}}}")
        if idle := sorted(set(self.values) - set(self.placeholders)):
            raise ValueError(f"values fills {{{{{idle[0]}}}}}, which the text does not have")
        return self

    @property
    def id(self) -> str:
        """WhatsApp keeps the languages of a template under one name."""
        return f"{self.name}/{self.language}"

    @property
    def spoken(self) -> str:
        """The language without its country: `en` of `en_GB`."""
        return self.language.partition("_")[0]

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Numbers in their order, names as the text has them."""
        found = dict.fromkeys(_PLACEHOLDER.findall(self.text))
        return tuple(sorted(found, key=lambda name: int(name) if name.isdecimal() else 0))

    def filled(self, known: Mapping[str, str]) -> tuple[str, ApprovedWords] | None:
        """As the customer reads it, and what WhatsApp is told; None if a value is missing.

        WhatsApp takes no line breaks and no rows of blanks in a value.
        """
        told = {each: self._value(self.values[each], known) for each in self.placeholders}
        if not all(told.values()):
            return None
        text = _PLACEHOLDER.sub(lambda found: told[found[1]], self.text)
        values = tuple(told.items())
        return text, ApprovedWords(name=self.name, language=self.language, values=values)

    def _value(self, what: Value, known: Mapping[str, str]) -> str:
        value = known[what] or (self.nameless if what == "name" else "")
        return " ".join(value.split())

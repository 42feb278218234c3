"""Reply templates: which words fit a case, and filling in their placeholders."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hearback.domain.classification import Kind
from hearback.domain.replies import ReplyPurpose

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = frozenset({"name", "handle", "brand", "support", "time"})


def _known_placeholders(text: str) -> str:
    if unknown := sorted(set(_PLACEHOLDER.findall(text)) - PLACEHOLDERS):
        raise ValueError(
            f"unknown placeholder {{{unknown[0]}}}; known: {', '.join(sorted(PLACEHOLDERS))}"
        )
    if "{" in (rest := _PLACEHOLDER.sub("", text)) or "}" in rest:
        raise ValueError("a brace without its partner")
    return text


class Template(BaseModel):
    """Words for one purpose. The first template that fits a case is used."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: ReplyPurpose
    language: Literal["tr", "en"]
    channels: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    text: Annotated[str, Field(min_length=1), AfterValidator(_known_placeholders)]

    def fits(self, *, purpose: ReplyPurpose, language: str, channel: str, kind: Kind) -> bool:
        return (
            self.purpose == purpose
            and self.language == language
            and (not self.channels or channel in self.channels)
            and (not self.kinds or kind in self.kinds)
        )


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each `{placeholder}` replaced; an empty value takes its blank with it."""
    filled = _PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), text)
    return re.sub(r" +([,.!?])", r"\1", re.sub(r" {2,}", " ", filled)).strip()

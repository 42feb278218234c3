"""One line of the stream, typed and checked."""

import hashlib
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from hearback.domain.classification import Kind, Leverage
from hearback.domain.mention import Author
from local.sandbox.platform import Person
from local.sandbox.platforms import PLATFORMS

SECONDS = 75.0
"""How long the whole stream takes."""

Expectation = Literal[
    "opened",
    "joined",
    "noise",
    "unrelated",
    "duplicate",
    "echo",
    "edited",
    "deleted",
    "ignored",
    "broken",
    "refused",
]
_SAYING = ("post", "reply", "quote", "echo")


class Speaker(BaseModel):
    """Who says it. Ids are made of the names, so that one speaker keeps theirs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    handle: str = ""
    followers: int = Field(default=120, ge=0)

    def on(self, channel: str) -> Author:
        """As the platform knows them. Raises `KeyError` for a channel that nobody plays."""
        digest = hashlib.sha256(f"{channel} {self.handle or self.name}".encode()).digest()
        person = Person(
            number=10**18 + int.from_bytes(digest[:6]),
            name=self.name,
            handle=self.handle,
            followers=self.followers,
        )
        return PLATFORMS[channel].author(person)


class Step(BaseModel):
    """Something that happens `at` so many seconds after the start. See the package's docstring."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: float = Field(ge=0, le=SECONDS)
    do: Literal["post", "reply", "quote", "edit", "delete", "redeliver", "echo", "raw"]
    channel: str
    expect: Expectation
    key: str = ""
    of: str = ""
    author: Speaker | None = None
    account: Literal["support", "corporate", "page"] = "support"
    form: Literal["", "legacy", "mention"] = ""
    anonymous: bool = False
    title: str = ""
    stars: int = Field(default=0, ge=0, le=5)
    text: str = ""
    repeat: tuple[str, int] = ("", 0)
    encoding: Literal["utf-8", "latin-1", "utf-16"] = "utf-8"
    signature: Literal["good", "bad", "none"] = "good"
    status: int = 200
    lang: Literal["tr", "en", "mixed", "other", ""] = ""
    kind: Kind | None = None
    severity: int = Field(default=0, ge=0, le=2)
    leverage: Leverage = Leverage.NONE
    offensive: bool = False
    on_proposal: Literal["yes", "no", "silent", ""] = ""
    answer: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        """The text in full."""
        unit, times = self.repeat
        return self.text + unit * times

    @field_validator("channel")
    @classmethod
    def _is_played(cls, channel: str) -> str:
        if channel not in PLATFORMS:
            raise ValueError(f"no such channel: {channel}")
        return channel

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if self.do in (*_SAYING, "edit") and not (self.key or self.do == "edit"):
            raise ValueError("what is said needs a key")
        if self.do in ("reply", "quote", "edit", "delete", "redeliver") and not self.of:
            raise ValueError(f"{self.do} needs the key that it is of")
        if self.do in ("post", "quote") and self.author is None:
            raise ValueError(f"{self.do} needs an author")
        if self.do in (*_SAYING, "edit") and self.do != "echo" and not (self.kind and self.lang):
            raise ValueError("what people say needs a kind and a language")
        if (self.expect == "opened") != bool(self.on_proposal):
            raise ValueError("the line that opens a case, and no other, says what follows")
        if (self.on_proposal in ("yes", "no")) != bool(self.answer):
            raise ValueError("a yes or a no, and nothing else, has an answer")
        if (self.expect == "refused") != (self.status != 200):
            raise ValueError("what is refused, and nothing else, has a status")
        if self.form == "legacy" and self.channel != "x":
            raise ValueError("only X has a legacy form")
        if self.form == "mention" and self.channel != "facebook":
            raise ValueError("only Facebook has mentions without an author")
        return self

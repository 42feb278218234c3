"""What is polled."""

from datetime import timedelta
from typing import Self

from pydantic import Field, model_validator

from hearback.domain.policy.values import Duration, Id, Strict

LONGEST_QUERY = 512
"""Characters: X takes no longer search, and the other platforms take as much."""


_MESSAGES_POLLED = ("bluesky",)
"""Elsewhere they are pushed, or come with what is said in public."""


class Source(Strict):
    """What is polled: a feed, or one list of an account on a platform that does not push.

    `account`: the brand's own account through which its mentions come; a feed has none. `url`:
    the page to read instead of the platform's API. `hub`: who pushes the page, of channel `websub`,
    which is subscribed to and not read. `query`: search for it, rather than read what was said to
    the account. `messages`: read what was said to the account in private. `budget`: what a day may
    cost, in the platform's unit (calls' units, posts read); without one the sources of a channel
    share its quota evenly. `look_back`: how old the oldest may be that the first poll takes in.
    """

    id: Id
    brand: Id
    channel: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    account: str = ""
    every: Duration = timedelta(minutes=15)
    url: str = Field(default="", pattern=r"^(https?://.*)?$")
    hub: str = Field(default="", pattern=r"^(https?://.*)?$")
    query: str = Field(default="", max_length=LONGEST_QUERY)
    messages: bool = False
    budget: int | None = Field(default=None, ge=1)
    look_back: Duration = timedelta(days=1)

    @model_validator(mode="after")
    def _says_what_to_read(self) -> Self:
        if self.channel == "feed" and not self.url:
            raise ValueError("a feed needs a url")
        if self.channel == "websub" and not (self.url and self.hub):
            raise ValueError("a source of channel websub needs a url (its topic) and a hub")
        if self.channel != "websub" and self.hub:
            raise ValueError("only a source of channel websub has a hub")
        if self.channel not in ("feed", "websub") and not self.account:
            raise ValueError(f"a source of channel {self.channel} needs an account")
        if self.messages and self.channel not in _MESSAGES_POLLED:
            raise ValueError(f"messages are not polled on channel {self.channel}")
        if self.messages and self.query:
            raise ValueError("a source reads messages or searches, not both")
        return self

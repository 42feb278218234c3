"""Whose mentions are looked for: names, accounts, and ways to reach the brand."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from hearback.domain.policy.values import Id, Strict
from hearback.domain.threads import Destination


class Account(Strict):
    """An account of the brand's own. Replies go out from `support`, likes from `corporate`."""

    channel: str
    id: str = Field(min_length=1)
    handle: str = ""
    purpose: Literal["support", "corporate"] = "support"


class Ways(Strict):
    """Where a conversation can be moved to: an address, a number, a page; empty is not offered."""

    email: str = Field(default="", pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")
    phone: str = Field(default="", pattern=r"^(\+?[0-9][0-9 ()-]{2,19})?$")
    web_form: str = Field(default="", pattern=r"^(https://\S+)?$")

    def of(self, destination: Destination) -> str:
        """Empty for a direct message, which needs no address of ours."""
        return "" if destination is Destination.DM else str(getattr(self, destination.value))


class Brand(Strict):
    """`contacts`: our own phone numbers and addresses, which may be said in public."""

    id: Id
    name: str = Field(min_length=1)
    watch_words: tuple[str, ...] = Field(min_length=1)
    ambiguous: Mapping[str, tuple[str, ...]] = {}
    exclude: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    contacts: tuple[str, ...] = ()
    ways: Ways = Ways()

    @property
    def own_contacts(self) -> tuple[str, ...]:
        """All numbers and addresses of ours that may be said in public."""
        return (*self.contacts, *filter(None, (self.ways.email, self.ways.phone)))

"""What makes a platform of the sandbox: our accounts, its API, and how its news reach us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flask import Blueprint

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.posts import Post

Headers = dict[str, str]
Verb = Literal["added", "edited", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on any platform; `number` is theirs, of 19 digits."""

    number: int
    name: str
    handle: str = ""
    followers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What an id is made of. `count` rises with every id, `answered` is what the post answers."""

    count: int
    at: datetime
    author: Author
    answered: Post | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a platform tells us of: a post that was said, reworded or taken down.

    `to`: the account of ours that it is told to. `form`: one of the platform's other envelopes.
    `anonymous`: the author is withheld.
    """

    post: Post
    to: Author
    now: datetime
    verb: Verb = "added"
    answers_us: bool = False
    form: str = ""
    anonymous: bool = False


def _nothing(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """How a platform calls us.

    `body` tells the news, `sign` makes the headers that prove a body: secret, body, now and the
    message's id, where the platform has one. `secret` makes a signing secret; `verify_token` is
    what the handshake needs beside it. `query`: what the address carries, made of the secret.
    `tells_own`: whether our own posts are told to us, too.
    """

    body: Callable[[News], bytes]
    sign: Callable[[str, bytes, datetime, str], Headers]
    secret: Callable[[], str]
    verify_token: str = ""
    query: Callable[[str], str] = _nothing
    tells_own: bool = False


def own_id(post: Post) -> str:
    return post.id


def bearer_credentials(account: BrandAccount, _: str) -> Mapping[str, str]:
    return {"access_token": account.token}


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One platform. Its news come by `webhook`, are polled from `source`, or come by mail.

    `api_path`: where its API is, below the sandbox's address; empty where nothing can be called.
    `source`: the fields of the care policy's source, made of the sandbox's address. `messages`:
    what people write to us in private is polled from a source of its own.
    `told_id`: the id under which we know a post. `credentials`: what our stage is given for an
    account, made of the sandbox's address. `default_thread`: the list in which a post stands if
    it answers nobody. `call_name`: by which people call us there.
    """

    channel: str
    title: str
    author: Callable[[Person], Author]
    new_id: Callable[[Naming], str]
    accounts: tuple[BrandAccount, ...] = ()
    routes: Blueprint | None = None
    api_path: str = ""
    webhook: Webhook | None = None
    source: Callable[[str], Mapping[str, str]] | None = None
    messages: bool = False
    mail: Callable[[News], bytes] | None = None
    told_id: Callable[[Post], str] = own_id
    edits_have_ids: bool = False
    default_thread: str = ""
    call_name: str = ""
    credentials: Callable[[BrandAccount, str], Mapping[str, str]] = bearer_credentials

    @property
    def source_id(self) -> str:
        """By which the local stage's policy knows where it is polled."""
        fields = self.source("") if self.source else {}
        return fields.get("id", self.channel)

    @property
    def messages_source_id(self) -> str:
        return f"{self.source_id}-messages"

"""What the tests of deeds start from: each platform, speaking to a server on this machine."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms import adapter_class
from hearback.domain.ports import Platform
from hearback.domain.replies import Reply, ReplyForm, ReplyPurpose
from tests.contract.platforms.given import TOKEN, a_reply
from tests.contract.platforms.local_server import Call, LocalServer, Scripted, as_json

OAUTH_TOKEN = as_json({"access_token": "t1", "expires_in": 3599})
SESSION = as_json({"accessJwt": "a1", "refreshJwt": "r1"})
POST = "at://did:plc:them/app.bsky.feed.post/3k"


def platform(channel: str, server: LocalServer) -> Platform:
    secret = {
        "access_token": TOKEN,
        "app_password": "abcd-efgh",
        **dict.fromkeys(("client_id", "client_secret", "refresh_token"), "x"),
        "token_uri": f"{server.url}/token",
    }
    api = PlatformApi(http=Urllib3Http(), base_url=server.url, credentials=lambda: {"1500": secret})
    made: Platform = adapter_class(channel)(api)
    return made


def a_deed(channel: str, form: ReplyForm, **changes: Any) -> Reply:
    own: dict[str, Any] = {"text": "Küfür ve tehdit", "person_id": "42", "form": form}
    return a_reply(channel, purpose=ReplyPurpose.DEED, **own | changes)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A deed as the platform's documents tell it. `asks`: answers to what is asked before it."""

    channel: str
    form: ReplyForm
    method: str
    path: str
    body: object = None
    query: dict[str, list[str]] = field(default_factory=dict)
    target: str = "2085"
    asks: tuple[Scripted, ...] = ()
    answer: Scripted = field(default_factory=lambda: as_json({}))
    read: Callable[[Call], object] | None = None
    undoes: bool = False

    @property
    def name(self) -> str:
        return f"{self.channel}-{'un' if self.undoes else ''}{self.form}"

    @property
    def reply(self) -> Reply:
        undone = {"undoes": "000002-1"} if self.undoes else {}
        return a_deed(self.channel, self.form, in_reply_to=self.target, **undone)

    def done(self, server: LocalServer, *answers: Scripted) -> str:
        server.answers(*self.asks, *(answers or (self.answer,)))
        return platform(self.channel, server).send(self.reply)

"""What the offices of all platforms need: a way out, and whether an entry has what is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from hearback.adapters.http import Http, HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.answers import require_success
from hearback.domain.errors import Refused
from hearback.domain.tokens import Entry

LINKEDIN_TOKENS = "https://www.linkedin.com/oauth/v2"
INSTAGRAM = "https://graph.instagram.com"

_FACEBOOKS_HOST, _INSTAGRAMS_HOST = "graph.facebook.com", "graph.instagram.com"


@dataclass(frozen=True, slots=True)
class Desk:
    """`api_urls`: by channel, where its API is, if not at its own address."""

    http: Http
    api_urls: Mapping[str, str]

    def base(self, channel: str, otherwise: str) -> str:
        return (self.api_urls.get(channel) or otherwise).rstrip("/")


def is_login_token(desk: Desk, channel: str, entry: Entry) -> bool:
    """Whether it is a token of Instagram login: known by where the account's API is."""
    if channel != "instagram" or not fields.token(entry.get("access_token")):
        return False
    host = urlsplit(desk.api_urls.get(channel, "")).hostname
    elsewhere = host not in (None, _FACEBOOKS_HOST) and not has_app(entry)
    return elsewhere or host == _INSTAGRAMS_HOST


def has(*names: str) -> Callable[[Entry], bool]:
    """Whether they are there, and fit into a call."""
    return lambda entry: all(fields.token(entry.get(name)) for name in names)


has_app = has("access_token", "client_id", "client_secret")


def success(answer: HttpAnswer) -> None:
    require_success(answer)
    if answer.status >= 300:
        raise Refused(f"http_{answer.status}")

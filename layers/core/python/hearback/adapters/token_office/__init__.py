"""Where tokens are traded, tried and asked about."""

from collections.abc import Mapping

from hearback.adapters.http import Http
from hearback.adapters.token_office import checks, grants, telling
from hearback.adapters.token_office.desk import Desk, has_app, is_login_token
from hearback.domain.api_versions import META
from hearback.domain.known_tokens import Told
from hearback.domain.tokens import Entry, Renewed


class TokenOfficeOfPlatforms:
    """`TokenOffice` and `Door`. `api_urls`: by channel, where its API is, if not at its own
    address."""

    def __init__(self, http: Http, api_urls: Mapping[str, str]) -> None:
        self._desk = Desk(http, api_urls)

    def can_renew(self, channel: str, entry: Entry) -> bool:
        needed = grants.NEEDED.get(channel)
        return needed is not None and (needed(entry) or self.renews_itself(channel, entry))

    def renew(self, channel: str, entry: Entry) -> Renewed:
        return grants.GRANTS[channel](self._desk, channel, entry)

    def renews_itself(self, channel: str, entry: Entry) -> bool:
        return is_login_token(self._desk, channel, entry)

    def can_check(self, channel: str, entry: Entry) -> bool:
        needed = checks.NEEDED.get(channel)
        return needed is not None and needed(entry)

    def check(self, channel: str, entry: Entry) -> None:
        checks.CHECKS[channel](self._desk, channel, entry)

    def can_tell(self, channel: str, entry: Entry) -> bool:
        return channel in META and has_app(entry) and not self.renews_itself(channel, entry)

    def tell(self, channel: str, entry: Entry) -> Told:
        return telling.ask(self._desk, channel, entry)

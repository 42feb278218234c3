"""Calling platforms: one place for timeouts, sizes and what went wrong on the way."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from hearback.domain.errors import NotAuthorised, Refused, Unavailable

_LARGEST_ANSWER = 5 * 1024 * 1024
_SECONDS_TO_CONNECT = 3.0
_SECONDS_TO_READ = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """Header names in lower case; `json()` is `{}` for a body that is none."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def json(self) -> dict[str, Any]:
        try:
            answer = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return answer if isinstance(answer, dict) else {}


class Http(Protocol):
    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json_body: object = None,
        form: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> HttpAnswer:
        """The platform's answer, whatever its status. Raises `Unavailable` if there is none."""
        ...


Credentials = Mapping[str, Mapping[str, str]]
"""By account id: what the platform gave us for it, such as `access_token`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformApi:
    """How to reach a platform. `credentials` reads the secret when it is first needed."""

    http: Http
    base_url: str
    credentials: Callable[[], Credentials]

    def credential(self, account_id: str, name: str) -> str:
        """Raises `NotAuthorised` if we have none: people must set it, the reply waits.

        Blanks around it are those of whoever pasted it; one inside fits into no header.
        """
        value = self.credentials().get(account_id, {}).get(name, "").strip()
        if not value:
            raise NotAuthorised(f"no {name} for account {account_id}")
        if not (value.isascii() and value.isprintable()):
            raise NotAuthorised(f"the {name} for account {account_id} is garbled")
        return value


class Urllib3Http:
    """The real thing: no retries and no redirects of its own; both are decided elsewhere."""

    def __init__(self) -> None:
        from hearback.adapters.checked_pool import checked_pool  # noqa: PLC0415 - the edge imports this module's types only

        self._pool = checked_pool(_SECONDS_TO_CONNECT, _SECONDS_TO_READ)

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json_body: object = None,
        form: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> HttpAnswer:
        from urllib.parse import urlencode  # noqa: PLC0415

        import urllib3  # noqa: PLC0415

        sent = {"user-agent": "hearback", **(headers or {})}
        body: bytes | None = None
        if json_body is not None:
            sent["content-type"] = "application/json"
            body = json.dumps(json_body, ensure_ascii=False).encode()
        elif form is not None:
            sent["content-type"] = "application/x-www-form-urlencoded"
            body = urlencode(form).encode()
        if query:
            url = f"{url}?{urlencode(query)}"
        try:
            answer = self._pool.request(
                method, url, headers=sent, body=body, redirect=False, preload_content=False
            )
            content = answer.read(_LARGEST_ANSWER + 1, decode_content=True)
        except urllib3.exceptions.HTTPError as error:
            cause = error.__cause__ if isinstance(error.__cause__, Refused) else None
            raise Unavailable(str(cause) if cause else type(error).__name__) from error
        if len(content) > _LARGEST_ANSWER:
            answer.close()  # its rest would be read as the answer to the next call
            raise Unavailable("answer over 5 MB")
        answer.release_conn()
        names = {name.lower(): value for name, value in answer.headers.items()}
        return HttpAnswer(status=answer.status, headers=names, body=content)

"""SES's client as it is, whose calls an `Http` answers instead of SES."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.exceptions import ReadTimeoutError

from hearback.adapters.platforms.email.replies import Ses, ses_at
from hearback.domain.errors import Unavailable
from tests.contract.platforms.mutants.answers import SAID, Answering

_KEYS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret"}


def ses_before(answering: Answering) -> Ses:
    """One client serves all: to make it takes a second."""
    relay, client = _kept()
    relay.to = answering
    ses: Ses = client
    return ses


class _Relay:
    def __init__(self) -> None:
        self.to: Answering | None = None

    def __call__(self, request: Any, **_: Any) -> AWSResponse:
        assert self.to is not None
        try:
            answer = self.to.answer(request.url, SAID.encode() in request.body)
        except Unavailable as error:
            raise ReadTimeoutError(endpoint_url=request.url) from error
        headers: Any = HeadersDict(answer.headers)
        return AWSResponse(request.url, answer.status, headers, _Raw(answer.body))


class _Raw:
    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield self._body


@lru_cache(maxsize=1)
def _kept() -> tuple[_Relay, Any]:
    relay, client = _Relay(), ses_at("https://a.example", region_name="eu-west-1", **_KEYS)
    client.meta.events.register("before-send.sesv2.SendEmail", relay)
    return relay, client

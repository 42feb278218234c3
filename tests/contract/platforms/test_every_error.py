"""What an HTTP status means is the same for every channel and form, but for what is listed here.

The platforms' own codes are tried beside each adapter: `test_<channel>_replies`, `test_deeds`.
"""

from typing import Any

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.domain.errors import (
    DeliveryFailed,
    NotAuthorised,
    RateLimited,
    Refused,
    Unavailable,
)
from hearback.domain.replies import ReplyForm
from tests.contract.platforms.given import a_reply
from tests.contract.platforms.mutants.answers import ANSWERS, SAID, Answering
from tests.contract.platforms.mutants.entries import TARGETS, adapter
from tests.contract.platforms.parsers import OWN
from tests.contract.platforms.test_foreign_input import SPOKEN

KINDS: dict[int, type[DeliveryFailed]] = {
    **dict.fromkeys((301, 400, 403, 404, 405, 410, 413, 422), Refused),
    **dict.fromkeys((401, 402), NotAuthorised),
    **dict.fromkeys((408, 425, 500, 502, 503, 504, 529), Unavailable),
    429: RateLimited,
}
OTHERWISE: dict[tuple[str, int], type[DeliveryFailed]] = {
    ("app_store", 403): NotAuthorised,  # the key's role lacks a right
    ("mastodon", 403): NotAuthorised,  # the token lacks a scope, or the account is closed
    ("reddit", 403): NotAuthorised,  # the app lacks a scope, or may not speak in this community
    ("telegram", 404): NotAuthorised,  # the token is in the address: there is no such bot
}
PROOFS = ("/token", "/access_token", "createSession")
"""Calls before the first one that counts: they are answered well."""

BY_NAME = {"email": "SES says by its errors' names what went wrong; boto3 reads them"}


class Failing(Answering):
    status = 500
    body = b"{}"

    def answer(self, url: str, told_the_text: bool = False) -> HttpAnswer:
        if any(part in url for part in PROOFS):
            return super().answer(url, told_the_text)
        return HttpAnswer(status=self.status, headers={"retry-after": "7"}, body=self.body)


@pytest.mark.parametrize(("channel", "form"), [each for each in SPOKEN if each[0] not in BY_NAME])
def test_each_status_is_of_its_kind_whatever_its_body(channel: str, form: ReplyForm) -> None:
    reply = a_reply(
        channel,
        form=form,
        text=SAID,
        account_id=OWN,
        person_id="42",
        in_reply_to=TARGETS[channel][0],
    )
    for status, kind in KINDS.items():
        for body in (b"{}", b"", b"<html>", b'{"error": null}', b"[]", b'"\xff'):
            http: Any = Failing.well(ANSWERS[channel])
            http.status, http.body = status, body
            with pytest.raises(DeliveryFailed) as failed:
                adapter(channel, http).send(reply)
            error = failed.value
            assert type(error) is OTHERWISE.get((channel, status), kind), (status, body)
            assert not isinstance(error, RateLimited) or error.retry_after == 7

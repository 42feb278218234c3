"""What keeps channels alive, deployed: tokens, handshakes, and the operators' mails."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.adapters.channels_table import ChannelsTable
from local import webhooks
from local.mailbox.mail import Mail
from local.sandbox.platforms import PLATFORMS
from tests.care import Care, an_author, wait_for

pytestmark = pytest.mark.xdist_group("stack")
PAGE = "urn:li:organization:1"


@pytest.fixture
def tokens(care: Care) -> Iterator[dict[str, Any]]:
    """The platforms' secret as it is; put back afterwards."""
    before = read_tokens(care)
    yield before
    put_tokens(care, before)


def read_tokens(care: Care) -> dict[str, Any]:
    secret = care.stack.endpoints["outputs"]["PlatformSecret"]
    answer = care.aws("secretsmanager").get_secret_value(SecretId=secret)
    plain: dict[str, Any] = json.loads(answer["SecretString"])
    return plain


def put_tokens(care: Care, plain: dict[str, Any]) -> None:
    secret = care.stack.endpoints["outputs"]["PlatformSecret"]
    care.aws("secretsmanager").put_secret_value(SecretId=secret, SecretString=json.dumps(plain))


def renew(care: Care) -> dict[str, Any]:
    """One run, whoever ran last."""
    care.aws("dynamodb").delete_item(
        TableName=care.stack.endpoints["table_name"],
        Key={"pk": {"S": "TOKENS"}, "sk": {"S": "TURN"}},
    )
    return care.invoke("RenewTokensName", {})


def operators_mail(care: Care, word: str) -> Mail:
    mails = care.stack.mailbox.mails
    return wait_for(
        lambda: next((m for m in mails("operators") if word in m.body), None), f"mail: {word}"
    )


def test_operators_hear_of_a_token_that_ends_and_when_it_is_renewed(
    care: Care, tokens: dict[str, Any]
) -> None:
    ends_at = datetime.now(UTC) + timedelta(days=3)
    near = {"access_token": "t", "expires_at": ends_at.isoformat()}
    put_tokens(care, {**tokens, "linkedin": {PAGE: near}})
    assert renew(care) == {"in_trouble": 1}
    mail = operators_mail(care, "token ends soon")
    assert "erişim izninin süresi yakında doluyor" in mail.body
    assert PAGE in mail.body
    assert renew(care) == {"in_trouble": 1}
    far = {**near, "expires_at": (ends_at + timedelta(days=60)).isoformat()}
    put_tokens(care, {**tokens, "linkedin": {PAGE: far}})
    assert renew(care) == {"in_trouble": 0}
    operators_mail(care, "is over")
    told = [m for m in care.stack.mailbox.mails("operators") if "LinkedIn" in m.subject]
    assert len(told) == 2


def test_operators_hear_at_once_of_an_account_that_is_revoked_and_when_it_is_back(
    care: Care,
) -> None:
    account = next(a.id for a in PLATFORMS["x"].accounts if a.purpose == "support")
    event = {"event_type": "oauth.revoke", "filter": {"user_id": account}, "payload": {}}
    body = json.dumps({"data": event}).encode()
    switch = f"{care.stack.endpoints['sandbox_url']}/control/tokens/x/{account}"
    care.http.request("DELETE", switch)
    signed = webhooks.sign("x", care.secret("x"), body, datetime.now(UTC))
    assert care.call("x", body, signed).status == 200
    mail = operators_mail(care, "X: access to our account is refused")
    assert "hesabımıza erişim reddediliyor" in mail.body
    assert f"{account} · " in mail.body
    log = ChannelsTable(care.aws("dynamodb"), care.stack.endpoints["table_name"])
    renew(care)
    assert [each.account_id for each in log.refusals()] == [account]
    care.http.request("PUT", switch)
    renew(care)
    assert log.refusals() == ()
    care.invoke("WatchChannelsName", {})
    operators_mail(care, "X: access to our account is refused – is over")


def test_a_handshake_is_answered_and_noted(care: Care) -> None:
    url = f"{care.stack.endpoints['api_url']}/webhooks/x?crc_token=abc"
    assert care.http.request("GET", url).status == 200
    log = ChannelsTable(care.aws("dynamodb"), care.stack.endpoints["table_name"])
    known = wait_for(lambda: log.handshakes("x").answered_at, "the handshake's note")
    assert datetime.now(UTC) - known < timedelta(minutes=5)


def test_channels_are_watched(care: Care) -> None:
    said = care.invoke("WatchChannelsName", {})
    assert set(said) == {"troubles", "mails"}
    log = ChannelsTable(care.aws("dynamodb"), care.stack.endpoints["table_name"])
    care.says(an_author("watched"), "@NivoraDestek merhaba")
    assert wait_for(lambda: log.weeks("x"), "the channel's first hour")

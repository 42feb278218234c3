"""What nobody should send: it gets a 4xx and a count, never a 5xx, a trace or a case."""

import json
from datetime import UTC, datetime

import pytest

from local import webhooks
from local.aws import client
from tests.care import Care, an_author, wait_for

pytestmark = pytest.mark.xdist_group("stack")

Headers = dict[str, str]


def signed(care: Care, channel: str, body: bytes) -> Headers:
    return webhooks.sign(channel, care.secret(channel), body, datetime.now(UTC))


DEEP = b"[" * 50_000 + b"]" * 50_000
HUGE = b'{"a": "' + b"x" * (256 * 1024) + b'"}'
BODIES = {
    "not JSON": b"data=1",
    "cut off": b'{"data": {',
    "empty": b"",
    "50,000 deep": DEEP,
    "NaN": b'{"data": NaN}',
    "Infinity": b"[Infinity, -Infinity]",
    "5,000 digits": b'{"id": ' + b"9" * 5_000 + b"}",
    "not UTF-8": b'{"text": "\xff\xfe"}',
    "a byte order mark": b'\xef\xbb\xbf{"a": 1}',
    "over 256 KB": HUGE,
}


@pytest.mark.parametrize("channel", ["x", "facebook", "generic"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_rightly_signed_body_that_cannot_be_read_is_refused(
    care: Care, channel: str, body: bytes
) -> None:
    answer = care.call(channel, body, signed(care, channel, body))
    assert 400 <= answer.status < 500
    assert b"Traceback" not in answer.data


@pytest.mark.parametrize("channel", ["x", "facebook", "generic"])
def test_an_unsigned_or_badly_signed_body_is_refused(care: Care, channel: str) -> None:
    body = json.dumps({"type": "complaint.created", "data": {"id": "1", "text": "t"}}).encode()
    headers = signed(care, channel, body)
    spoiled = {k: v[:-4] + "AAA=" if "signature" in k else v for k, v in headers.items()}
    for wrong in ({"content-type": "application/json"}, spoiled):
        assert care.call(channel, body, wrong).status == 401
    assert care.call(channel, body + b" ", headers).status == 401


def test_an_unknown_channel_is_not_found(care: Care) -> None:
    for channel in ("myspace", "feed", "..", "x%00"):
        assert care.call(channel, b"{}", {}).status in (400, 403, 404)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"null",
        b'{"data": {"event_type": "post.vanish"}}',
        b'{"for_user_id": "1", "favorite_events": [{"id": "1"}]}',
        b'{"object": "page", "entry": [{"id": "1", "changes": [{"field": "poke"}]}]}',
        b'{"type": "invoice.paid", "data": {}}',
    ],
)
@pytest.mark.parametrize("channel", ["x", "facebook", "generic"])
def test_an_event_that_nobody_knows_is_accepted_and_counted(
    care: Care, channel: str, body: bytes
) -> None:
    assert care.call(channel, body, signed(care, channel, body)).status == 200


def test_refusals_and_acceptances_are_metrics_and_no_text_is_logged(care: Care) -> None:
    canary = "kanarya-4711"
    body = json.dumps({"type": "complaint.created", "data": {"text": canary}}).encode()
    care.call("generic", body, {})
    care.call("generic", body, signed(care, "generic", body))

    def told() -> str:
        text = care.logged_by("ReceiveWebhookName")
        return text if "WebhookRefused" in text else ""

    text = wait_for(told, "the metric")
    assert '"WebhookAccepted":[1.0]' in text.replace(" ", "")
    assert '"reason":"Unverified"' in text.replace(" ", "")
    assert canary not in text + care.logged_by("IngestMentionsName")


def handshake(care: Care, channel: str, query: str) -> tuple[int, str]:
    url = f"{care.stack.endpoints['api_url']}/webhooks/{channel}?{query}"
    answer = care.http.request("GET", url)
    return answer.status, answer.data.decode()


def test_meta_gets_its_challenge_back_if_it_knows_the_token(care: Care) -> None:
    token = care.stack.endpoints["channels"]["facebook"]["verify_token"]
    query = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
    assert handshake(care, "facebook", query + token) == (200, "1158201444")
    assert handshake(care, "facebook", query + "guess")[0] == 401


def test_x_gets_its_challenge_signed(care: Care) -> None:
    status, text = handshake(care, "x", "crc_token=9b4507b3-9040-4669-9ca3-6b94edb50553")
    assert status == 200
    expected = webhooks.sign(
        "x", care.secret("x"), b"9b4507b3-9040-4669-9ca3-6b94edb50553", datetime.now(UTC)
    )["x-twitter-webhooks-signature"]
    assert json.loads(text) == {"response_token": expected}


def test_poison_lands_in_the_dead_letters_with_its_reason_and_its_neighbours_are_taken(
    care: Care,
) -> None:
    sqs = client("sqs", care.url)
    queue = care.stack.endpoints["queue_url"]
    dlq = care.stack.endpoints["dlq_url"]
    before = _dead(care, dlq)
    sqs.send_message(QueueUrl=queue, MessageBody="no delivery at all")
    ece = an_author("ece_poison")
    care.says(ece, "@NivoraDestek kargom yok, rezalet")
    care.case_of(ece)
    wait_for(lambda: _dead(care, dlq) > before, "the dead letter")
    reasons: set[str] = set()
    while got := sqs.receive_message(
        QueueUrl=dlq,
        MaxNumberOfMessages=10,
        VisibilityTimeout=20,
        MessageAttributeNames=["All"],
    ).get("Messages"):
        reasons |= {m["MessageAttributes"]["reason"]["StringValue"] for m in got}
    assert any("no delivery" in reason for reason in reasons)


def _dead(care: Care, dlq: str) -> int:
    answer = client("sqs", care.url).get_queue_attributes(QueueUrl=dlq, AttributeNames=["All"])
    return int(answer["Attributes"]["ApproximateNumberOfMessages"])

"""The edge's own way to AWS: against the emulator, and against a server that fails."""

import json
from dataclasses import dataclass, field

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ClientError

from hearback.adapters.edge_aws import AwsJsonService, EdgeQueues, EdgeSecrets
from local.aws import client
from tests.contract.platforms.local_server import LocalServer, Scripted

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "not a secret",
    "AWS_SESSION_TOKEN": "session",
    "AWS_REGION": "eu-central-1",
}
BUSY = Scripted(status=503, body=b'{"__type": "com.amazon#ServiceUnavailable"}')
THROTTLED = Scripted(status=400, body=b'{"__type": "ThrottlingException"}')
DENIED = Scripted(status=400, body=b'{"__type": "x#AccessDenied", "message": "the body"}')
DONE = Scripted(body=b'{"MessageId": "1"}')


@dataclass
class Pauses:
    taken: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


def sqs(url: str, pauses: Pauses) -> AwsJsonService:
    return AwsJsonService("sqs", "AmazonSQS", "1.0", url, environment=ENVIRONMENT, pause=pauses)


def test_a_message_and_a_secret_go_their_way_in_the_emulator(
    emulator_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (ENVIRONMENT | {"AWS_ENDPOINT_URL": emulator_url}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    queue_url = client("sqs", emulator_url).create_queue(QueueName="edge")["QueueUrl"]
    EdgeQueues(queue_url).send_message(QueueUrl=queue_url, MessageBody="Kargom gelmedi 😡")
    (message,) = client("sqs", emulator_url).receive_message(QueueUrl=queue_url)["Messages"]
    assert message["Body"] == "Kargom gelmedi 😡"
    arn = client("secretsmanager", emulator_url).create_secret(
        Name="edge", SecretString='{"x": {"signing": ["s"]}}'
    )["ARN"]
    assert json.loads(EdgeSecrets().get_secret_value(SecretId=arn)["SecretString"])["x"]


def test_a_call_is_signed_as_aws_asks() -> None:
    with LocalServer() as server:
        server.answers(DONE)
        sqs(server.url, Pauses())("SendMessage", {"MessageBody": "m"})
        (call,) = server.calls
    given = call.headers
    assert given["x-amz-target"] == "AmazonSQS.SendMessage"
    assert given["x-amz-security-token"] == "session"
    again = AWSRequest(
        method="POST",
        url=f"{server.url}/",
        data=call.body.encode(),
        headers={
            name: given[name] for name in ("content-type", "x-amz-target", "host", "x-amz-date")
        },
    )
    again.context["timestamp"] = given["x-amz-date"]
    credentials = Credentials("AKIDEXAMPLE", "not a secret", "session")
    signer = SigV4Auth(credentials, "sqs", "eu-central-1")
    again.headers["X-Amz-Security-Token"] = "session"
    signature = signer.signature(
        signer.string_to_sign(again, signer.canonical_request(again)), again
    )
    assert given["authorization"].endswith(f"Signature={signature}")
    assert "/eu-central-1/sqs/aws4_request" in given["authorization"]


@pytest.mark.parametrize("trouble", [BUSY, THROTTLED, Scripted(raw=b"")])
def test_passing_trouble_is_tried_again_with_a_pause(trouble: Scripted) -> None:
    pauses = Pauses()
    with LocalServer() as server:
        server.answers(trouble, trouble, DONE)
        assert sqs(server.url, pauses)("SendMessage", {}) == {"MessageId": "1"}
    assert pauses.taken == [0.1, 0.4]


def test_trouble_that_stays_is_raised_without_what_was_sent() -> None:
    with LocalServer() as server:
        server.answers(BUSY)
        with pytest.raises(ClientError, match="ServiceUnavailable"):
            sqs(server.url, Pauses())("SendMessage", {"MessageBody": "Ayşe 0532"})
        assert len(server.calls) == 3


def test_what_another_try_cannot_mend_is_raised_at_once() -> None:
    with LocalServer() as server:
        server.answers(DENIED)
        with pytest.raises(ClientError, match="AccessDenied") as caught:
            sqs(server.url, Pauses())("SendMessage", {})
        assert "the body" not in str(caught.value)
        assert len(server.calls) == 1


def test_nobody_there_is_raised_as_botocore_does() -> None:
    with pytest.raises(BotoCoreError):
        sqs("http://127.0.0.1:9", Pauses())("SendMessage", {})


@pytest.mark.parametrize(
    ("variables", "url"),
    [
        ({}, "https://sqs.eu-central-1.amazonaws.com/"),
        ({"AWS_ENDPOINT_URL": "http://all"}, "http://all/"),
        ({"AWS_ENDPOINT_URL": "http://all", "AWS_ENDPOINT_URL_SQS": "http://q/"}, "http://q/"),
    ],
)
def test_the_endpoint_is_what_the_sdks_variables_say(variables: dict[str, str], url: str) -> None:
    service = AwsJsonService(
        "sqs",
        "AmazonSQS",
        "1.0",
        "https://sqs.eu-central-1.amazonaws.com/",
        environment=ENVIRONMENT | variables,
    )
    assert service.url == url

"""The two AWS calls of the edge, signed and sent by botocore's own parts without its clients.

Building clients from service models is half of a cold start. Both services speak AWS JSON:
a POST whose header names the operation. Credentials, region and endpoints come from the
environment as for every AWS SDK.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ClientError
from botocore.httpsession import URLLib3Session

_TIMEOUT = 5
"""Seconds to connect, and between two bytes."""

_PAUSES = (0.1, 0.4)
"""Seconds before the second try and the third."""


class AwsJsonService:
    """One service: `AwsJsonService("sqs", "AmazonSQS", "1.0", "https://…")("SendMessage", {…})`."""

    def __init__(
        self,
        service: str,
        target: str,
        version: str,
        url: str,
        *,
        environment: Mapping[str, str] = os.environ,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._service = service
        self._target = target
        self._content_type = f"application/x-amz-json-{version}"
        self.url = endpoint_of(service, environment) or url
        self._environment = environment
        self._pause = pause

    def __call__(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """The answer. Raises as botocore's clients do: `ClientError`, `BotoCoreError`."""
        for pause in (*_PAUSES, None):
            try:
                answer = _session().send(self._signed(operation, parameters).prepare())
            except BotoCoreError:
                if pause is None:
                    raise
            else:
                if answer.status_code == 200:
                    plain: dict[str, Any] = json.loads(answer.content)
                    return plain
                code = _error_code(answer.content)
                if pause is None or (answer.status_code < 500 and "Throttl" not in code):
                    raise ClientError({"Error": {"Code": code, "Message": ""}}, operation)
            self._pause(pause)
        raise AssertionError("unreachable")

    def _signed(self, operation: str, parameters: dict[str, Any]) -> AWSRequest:
        request = AWSRequest(
            method="POST",
            url=self.url,
            data=json.dumps(parameters).encode(),
            headers={
                "Content-Type": self._content_type,
                "X-Amz-Target": f"{self._target}.{operation}",
            },
        )
        said = self._environment
        credentials = Credentials(
            said["AWS_ACCESS_KEY_ID"], said["AWS_SECRET_ACCESS_KEY"], said.get("AWS_SESSION_TOKEN")
        )
        SigV4Auth(credentials, self._service, said["AWS_REGION"]).add_auth(request)
        return request


class EdgeQueues:
    """Of SQS what the edge needs."""

    def __init__(self, queue_url: str) -> None:
        url = urlsplit(queue_url)
        self._call = AwsJsonService("sqs", "AmazonSQS", "1.0", f"{url.scheme}://{url.netloc}/")

    def send_message(self, **parameters: Any) -> dict[str, Any]:
        return self._call("SendMessage", parameters)


class EdgeSecrets:
    """Of Secrets Manager what the edge needs."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        region = environment["AWS_REGION"]
        domain = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
        url = f"https://secretsmanager.{region}.{domain}/"
        self._call = AwsJsonService("secretsmanager", "secretsmanager", "1.1", url)

    def get_secret_value(self, **parameters: str) -> dict[str, Any]:
        return self._call("GetSecretValue", parameters)


def endpoint_of(service: str, environment: Mapping[str, str]) -> str:
    """What the SDKs' variables say, or empty: the service's own, then that of all services."""
    names = (f"AWS_ENDPOINT_URL_{service.upper()}", "AWS_ENDPOINT_URL")
    found = next(filter(None, (environment.get(name) for name in names)), "")
    return f"{found.rstrip('/')}/" if found else ""


@lru_cache(maxsize=1)
def _session() -> URLLib3Session:
    return URLLib3Session(timeout=_TIMEOUT)


def _error_code(content: bytes) -> str:
    """The error's name only: its message may repeat what was sent."""
    try:
        return str(json.loads(content)["__type"]).rpartition("#")[2]
    except (ValueError, KeyError, TypeError):
        return "unknown"

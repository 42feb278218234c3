"""The line from the platforms to the running stack: webhooks, mails, and a knock at the poller."""

import json
from dataclasses import dataclass, field
from typing import Any

import urllib3

from local import mail_in
from local.aws import client
from local.sandbox.platform import Headers


@dataclass(frozen=True, slots=True)
class Line:
    """`endpoints`: where the stack is, as `endpoints.json` says."""

    endpoints: dict[str, Any]
    http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, maxsize=8)
    )

    def bring(self, channel: str, body: bytes, headers: Headers) -> int:
        """Hand in what a platform tells, by its own way; the status of the answer."""
        if channel == "email":
            mail_in.receive(self.endpoints, body)
            return 200
        return self.call(channel, body, headers).status

    def call(self, channel: str, body: bytes, headers: Headers) -> urllib3.BaseHTTPResponse:
        known = self.endpoints["channels"].get(channel, {})
        path = known.get("path", f"/webhooks/{channel}")
        return self.http.request(
            "POST", self.endpoints["api_url"] + path, body=body, headers=headers
        )

    def poll(self, source: str) -> dict[str, Any]:
        """Have a source looked at now; what the poller says."""
        answer = client("lambda", self.endpoints["aws_endpoint_url"]).invoke(
            FunctionName=self.endpoints["outputs"]["PollSourceName"],
            Payload=json.dumps({"source": source}).encode(),
        )
        said: dict[str, Any] = json.loads(answer["Payload"].read())
        return said

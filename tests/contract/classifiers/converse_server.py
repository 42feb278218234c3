"""A server on this machine that speaks the Converse API: a test says what the model answers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

SOUND: dict[str, Any] = {
    "language": "tr",
    "language_confidence": 0.99,
    "kind": "complaint",
    "kind_confidence": 0.93,
    "sentiment": "negative",
    "sentiment_confidence": 0.9,
    "offensive": False,
    "offensive_confidence": 0.97,
    "severity": 1,
    "severity_confidence": 0.8,
    "leverage": "none",
    "leverage_confidence": 0.95,
    "topic": "delivery",
    "topic_confidence": 0.88,
    "reasons": ["gelmedi"],
}
"""What a model writes into the tool for a parcel that did not come."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def post(self) -> str:
        """The block that is the stranger's."""
        return str(self.body["messages"][0]["content"][1]["text"])


@dataclass(frozen=True, kw_only=True)
class Said:
    """`after`: seconds until the answer comes."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0


Model = Callable[[Asked], Said]


def content(*blocks: object, stop: str = "tool_use") -> Said:
    """An answer with these content blocks."""
    answer = {
        "output": {"message": {"role": "assistant", "content": list(blocks)}},
        "stopReason": stop,
        "usage": {"inputTokens": 1100, "outputTokens": 150, "totalTokens": 1250},
        "metrics": {"latencyMs": 600},
    }
    return Said(body=json.dumps(answer).encode())


def call(labels: object, tool: str = "record_labels") -> dict[str, Any]:
    return {"toolUse": {"toolUseId": "t1", "name": tool, "input": labels}}


def labels(**changes: object) -> Said:
    """A sound answer but for these labels."""
    return content(call({**SOUND, **changes}))


def error(kind: str, status: int) -> Said:
    return Said(
        status=status,
        headers={"x-amzn-errortype": kind},
        body=b'{"message": "the service\'s own words"}',
    )


class ConverseServer:
    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.model: Model = lambda _: labels()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def says(self, *answers: Said) -> None:
        """In this order; the last one is repeated."""
        left = list(answers)
        self.model = lambda _: left.pop(0) if len(left) > 1 else left[0]

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - self is the handler's
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                asked = Asked(
                    path=self.path,
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=json.loads(self.rfile.read(length)),
                )
                server.asked.append(asked)
                answer = server.model(asked)
                time.sleep(answer.after)
                self._send(answer)

            def _send(self, answer: Said) -> None:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(answer.body)))
                self.end_headers()
                try:
                    self.wfile.write(answer.body)
                except OSError:
                    """The client has given up waiting."""

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Keep the tests' output clean."""

        return Handler

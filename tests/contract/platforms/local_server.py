"""A real HTTP server on this machine that answers what a test tells it to."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, kw_only=True)
class Call:
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: str


@dataclass(kw_only=True)
class Scripted:
    """An answer. `raw` replaces all of it; without any bytes the server hangs up."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None


class LocalServer:
    """Answers come in the order given; the last one is repeated."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.calls: list[Call] = []
        self._answers: list[Scripted] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answers(self, *scripted: Scripted) -> None:
        self._answers = list(scripted)

    def answers_json(
        self, content: object, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        self.answers(as_json(content, status, headers))

    def _next(self) -> Scripted:
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - self is the handler's
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("content-length", 0))
                parts = urlsplit(self.path)
                server.calls.append(
                    Call(
                        method=self.command,
                        path=parts.path,
                        query=parse_qs(parts.query),
                        headers={name.lower(): value for name, value in self.headers.items()},
                        body=self.rfile.read(length).decode(),
                    )
                )
                answer = server._next()
                if answer.raw is not None:
                    self.wfile.write(answer.raw)
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - the library's names

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Keep the tests' output clean."""

        return Handler


def as_json(
    content: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Scripted:
    return Scripted(status=status, body=json.dumps(content).encode(), headers=headers or {})

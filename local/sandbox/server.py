"""Serving a Flask app from a thread of this process."""

from dataclasses import dataclass
from threading import Thread
from types import TracebackType
from typing import Self

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """A demonstration's terminal has better things to show."""


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server at work; closing it ends its thread and frees the port."""

    server: BaseWSGIServer
    thread: Thread

    @property
    def url(self) -> str:
        return f"http://{self.server.host}:{self.server.port}"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def run_in_thread(app: Flask, host: str = "127.0.0.1", port: int = 0) -> RunningServer:
    """Serve `app`, each call in a thread of its own; port 0 takes a free one."""
    server = make_server(host, port, app, threaded=True, request_handler=_Silent)
    thread = Thread(
        target=server.serve_forever, args=(0.05,), name=f"serve-{server.port}", daemon=True
    )
    thread.start()
    return RunningServer(server, thread)

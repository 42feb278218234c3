"""The customers and their platforms: the stream in its own time, answers, echoes of our posts."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

import urllib3

from local.line import Line
from local.sandbox.posts import Post
from local.sandbox.state import Sandbox
from local.stream import Call, Stage, Step

_SENDERS = 8
_LOOK_EVERY = 0.3
_RETRY_AFTER = (1.0, 2.0, 4.0)
_ASKED = ("çözüldü mü", "solved for you")
"""How a proposal reads to a customer."""


@dataclass(slots=True)
class Customers:
    """Plays the stream to the API. `answers` counts what the API said by expected status."""

    sandbox: Sandbox
    stage: Stage
    line: Line
    note: Callable[[str], None]
    sent: int = 0
    surprises: int = 0
    performed: list[Step] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    _openings: dict[tuple[str, str], Step] = field(default_factory=dict)
    _heard: set[tuple[str, str]] = field(default_factory=set)
    _answered: set[tuple[str, str]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)
    _senders: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_SENDERS))
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._listen, name="customers", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._senders.shutdown()

    def play(self, steps: tuple[Step, ...], on_step: Callable[[Step], None]) -> None:
        """The whole stream, each step at its time."""
        began = time.monotonic()
        for step in steps:
            wait = began + step.at - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            with self._lock:
                call = self.stage.perform(step, datetime.now(UTC))
                self._remember(step)
            self._send(call, step.status)
            on_step(step)

    def _remember(self, step: Step) -> None:
        self.performed.append(step)
        if step.on_proposal:
            post = self.stage.post(step.key or step.of)
            if post.author.id:
                self._openings[post.channel, post.author.id] = step

    def _send(self, call: Call | None, expected: int) -> None:
        """Nothing where the platform waits to be asked."""
        if call is not None:
            self._senders.submit(self._call, call, expected)

    def _call(self, call: Call, expected: int) -> None:
        try:
            status = self._delivered(call)
        except urllib3.exceptions.HTTPError as error:
            self._surprised(f"{call.channel} webhook: {type(error).__name__}")
            return
        with self._lock:
            self.sent += 1
            self.statuses[status] += 1
        # A front door may spoil bytes that are no text before we see them: 401 for 400 is as good.
        if status // 100 != expected // 100:
            self._surprised(f"{call.channel} webhook: {status} instead of {expected}")

    def _delivered(self, call: Call) -> int:
        """The last answer's status. As every platform does, again if we are busy or broken."""
        for pause in (*_RETRY_AFTER, 0.0):
            status = self.line.bring(call.channel, call.body, call.headers)
            if status < 500 and status != 429:
                break
            time.sleep(pause)
        return status

    def _surprised(self, line: str) -> None:
        self.surprises += 1
        self.note(line)

    def _listen(self) -> None:
        """Platforms tell us of our own posts; customers answer our proposals."""
        while not self._stop.is_set():
            for post in self.sandbox.posts():
                key = (post.channel, post.id)
                if post.is_ours and post.in_reply_to and key not in self._heard:
                    self._heard.add(key)
                    self._take_note(post)
            self._stop.wait(_LOOK_EVERY)

    def _asked(self, ours: Post) -> tuple[str, str]:
        """Whom, also if their post was taken down meanwhile."""
        posts = self.sandbox.posts(ours.channel)
        author = next((post.author.id for post in posts if post.id == ours.in_reply_to), None)
        return ours.channel, author or ""

    def _take_note(self, ours: Post) -> None:
        with self._lock:
            self._send(self.stage.echo(ours, datetime.now(UTC)), 200)
            if not any(words in ours.text for words in _ASKED):
                return
            customer = self._asked(ours)
            opening = self._openings.get(customer)
            if opening is None or customer in self._answered:
                return
            self._answered.add(customer)
            answer = self.stage.answer(opening, ours, datetime.now(UTC))
            self._send(answer, 200)

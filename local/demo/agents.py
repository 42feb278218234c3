"""The agents: they read their mails, open the links and act on the pages, as people do.

What an agent does with a case follows from the customer's words alone, so that every run plays
the same: most answer and propose a resolution, some promise, ask, hand over, or forget the case
until a breach wakes them.
"""

import heapq
import itertools
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import urllib3

from local.demo.forms import Form, get_page, send_form
from local.mailbox.folder import Mailbox
from local.mailbox.mail import Mail

_LOOK_EVERY = 0.3
_Plan = tuple[tuple[str, int], ...]
_PLANS: tuple[_Plan, ...] = (
    (("reply", 2), ("propose_resolution", 8)),
    (("propose_resolution", 3),),
    (("reply", 3), ("propose_resolution", 10)),
    (("acknowledge", 1), ("propose_resolution", 6)),
    (("promise", 2), ("reply", 14), ("propose_resolution", 18)),
    (("ask_customer", 2), ("propose_resolution", 14)),
    (("move_channel", 2), ("propose_resolution", 16)),
    (("hand_over", 2), ("reply", 7), ("propose_resolution", 12)),
    (("propose_resolution", 4),),
    (),
    (),
    (("reply", 1), ("propose_resolution", 6)),
)
"""Acts and the seconds after the first mail; an empty plan is an agent who forgets the case."""

_AGAIN: _Plan = (("reply", 1), ("propose_resolution", 5))
_MAILS_TO_WAKE = 3
"""The opening and two warnings are slept through; what comes after them wakes."""

_MAILS_TO_TIRE = 6

_ELSEWHERE = "elsewhere"
"""The button that a page offers where the platform has refused a reply."""

_LIKE, _IN_PRIVATE = "like", "dm"
"""A page offers the first for praise; who moves a case moves it into private messages."""

_NAMES = ("Elif", "Mert", "Zeynep", "Deniz", "Ada")
_ANSWERS = {
    "care": "konuyu ilgili ekibimizle görüştük ve hızla tamamlıyoruz. Nivora",
    "care-en": "we have spoken to the team in charge and are settling it. Nivora",
}
_ASKED_IN_PRIVATE = {
    "care": "Merhaba, sipariş numaranızı buraya yazar mısınız? Nivora",
    "care-en": "Hello, could you write your order number here? Nivora",
}


@dataclass(slots=True)
class Agents:
    """A thread that plays all agents until `stop`. `done` and `refused` count their acts."""

    mailbox: Mailbox
    note: Callable[[str], None]
    done: int = 0
    refused: int = 0
    _read: set[str] = field(default_factory=set)
    _mails: Counter[str] = field(default_factory=Counter)
    _pending: Counter[str] = field(default_factory=Counter)
    _plans: set[str] = field(default_factory=set)
    _agenda: list[tuple[float, int, str, str, str]] = field(default_factory=list)
    _number: "itertools.count[int]" = field(default_factory=itertools.count)
    _stop: threading.Event = field(default_factory=threading.Event)
    _http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False))
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="agents", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=20)

    @property
    def is_idle(self) -> bool:
        return not self._agenda

    def _run(self) -> None:
        while not self._stop.is_set():
            for mail in self.mailbox.mails():
                if mail.id not in self._read:
                    self._read.add(mail.id)
                    self._plan(mail)
            self._act_on_what_is_due()
            self._stop.wait(_LOOK_EVERY)

    def _plan(self, mail: Mail) -> None:
        """A digest has a link for each case; the first mail of a case decides what is done."""
        for link in mail.links:
            case = _case_of(link)
            if case is None or "action=view" not in link:
                continue
            if case not in self._mails:
                self._put_down(case, _PLANS[_mood(mail) % len(_PLANS)], mail, link)
            elif self._wakes_up(case):
                self._put_down(case, _AGAIN, mail, link)
            self._mails[case] += 1

    def _wakes_up(self, case: str) -> bool:
        """Whether a further mail makes an agent look at a case again: not while at work on it."""
        if self._pending[case]:
            return False
        if case in self._plans:
            return self._mails[case] < _MAILS_TO_TIRE
        return self._mails[case] >= _MAILS_TO_WAKE

    def _put_down(self, case: str, plan: _Plan, mail: Mail, link: str) -> None:
        if plan:
            self._plans.add(case)
        for act, seconds in plan:
            self._pending[case] += 1
            due = time.monotonic() + seconds
            heapq.heappush(self._agenda, (due, next(self._number), act, link, mail.topic))

    def _act_on_what_is_due(self) -> None:
        while self._agenda and self._agenda[0][0] <= time.monotonic():
            _, number, act, link, topic = heapq.heappop(self._agenda)
            self._pending[_case_of(link) or ""] -= 1
            try:
                self._act(act, link, topic, _NAMES[number % len(_NAMES)])
            except urllib3.exceptions.HTTPError as error:
                self.refused += 1
                self.note(f"agent: {act}: {type(error).__name__}")

    def _act(self, act: str, link: str, topic: str, name: str) -> None:
        page = get_page(self._http, link)
        form = page.form(_LIKE) or page.form(act)
        is_open = page.form("propose_resolution") is not None
        if form is None or (act == "reply" and not is_open) or _leaves(form):
            return
        answer = send_form(self._http, page, _filled(form, topic, name))
        if answer.status == 200:
            self.done += 1
        else:
            self.refused += 1
            self.note(f"agent: {act} was answered {answer.status}")


def _filled(form: Form, topic: str, name: str) -> Form:
    fields = {**form.fields, "agent": name}
    if _ELSEWHERE in form.buttons:
        fields[_ELSEWHERE] = "1"
    if form.action == "reply":
        fields["text"] += " " + _ANSWERS.get(topic, _ANSWERS["care"])
    if form.action == "move_channel":
        fields["text"] = _ASKED_IN_PRIVATE.get(topic, _ASKED_IN_PRIVATE["care"])
    if form.action in ("reply", "propose_resolution", "move_channel"):
        fields["text"] = f"{fields['text'].strip()} — {name}"
    if form.action == "promise":
        later = datetime.now(UTC) + timedelta(minutes=2)
        fields["promised_time"] = f"{later.astimezone(ZoneInfo('Europe/Istanbul')):%Y-%m-%dT%H:%M}"
    return Form(path=form.path, fields=fields)


def _leaves(form: Form) -> bool:
    """Whether the case would go where nobody plays: to a mail, a phone, a web form."""
    return form.action == "move_channel" and form.fields.get("destination") != _IN_PRIVATE


def _mood(mail: Mail) -> int:
    """A number made of the customer's words, the same in every run."""
    quoted = [line for line in mail.body.splitlines() if line.startswith("> ")]
    return zlib.crc32("\n".join(quoted or [mail.subject]).encode())


def _case_of(link: str) -> str | None:
    _, found, rest = link.partition("/cases/")
    return rest.partition("?")[0] if found else None

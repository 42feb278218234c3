"""Mails about channels: one a day for a channel's cause at most, and one when it is over."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from hearback.adapters.agents.mail_writer import LONGEST_SUBJECT
from hearback.adapters.agents.trouble_mail import TroubleMailWriter
from hearback.adapters.agents.trouble_words import TROUBLE_WORDS
from hearback.domain.troubles import Cause, KnownTrouble, News, Trouble
from hearback.use_cases.tell_operators import TellOperators
from local.places import ROOT
from tests.builders import HOUR, MINUTE, NOW
from tests.fake_channels import FakeChannels

DAY = timedelta(days=1)
QUIET = Trouble(channel="x", cause=Cause.QUIET, at=NOW - 5 * HOUR)


@dataclass
class Post:
    """The operators' mails, and those who tell."""

    log: FakeChannels = field(default_factory=FakeChannels)
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, topic: str, subject: str, body: str) -> None:
        self.sent.append((topic, subject, body))

    def tell(self, now: datetime, *found: Trouble, causes: tuple[Cause, ...] = tuple(Cause)) -> int:
        tell = TellOperators(
            log=self.log, writer=TroubleMailWriter("", "Europe/Istanbul"), mailer=self
        )
        return tell(found, causes, now)


def test_a_trouble_is_told_once_a_day_while_it_lasts_and_when_it_is_over() -> None:
    post = Post()
    assert [post.tell(NOW + n * 15 * MINUTE, QUIET) for n in range(96)] == [1] + [0] * 95
    assert post.tell(NOW + DAY, QUIET) == 1
    assert post.tell(NOW + DAY + HOUR) == 1
    assert post.tell(NOW + DAY + 2 * HOUR) == 0
    assert [topic for topic, _, _ in post.sent] == ["operators"] * 3
    assert "is over" in post.sent[2][2]


def test_what_comes_and_goes_is_one_mail_a_day() -> None:
    post = Post()
    post.tell(NOW, QUIET)
    post.tell(NOW + HOUR)
    assert [post.tell(NOW + n * HOUR, *([QUIET] if n % 2 else [])) for n in range(3, 20)] == [
        0
    ] * 17
    assert len(post.sent) == 2
    assert post.tell(NOW + DAY + HOUR, QUIET) == 1


def test_several_accounts_in_the_same_trouble_are_one_mail() -> None:
    post = Post()
    both = [
        Trouble(channel="tiktok", cause=Cause.TOKEN_ENDED, subject=account, at=NOW)
        for account in ("open-1", "open-2")
    ]
    assert post.tell(NOW, *both) == 1
    assert "- open-1 · 10.03.2026 14:00" in post.sent[0][2]
    assert "- open-2" in post.sent[0][2]


def test_two_causes_and_two_channels_are_told_each() -> None:
    found = [
        QUIET,
        Trouble(channel="x", cause=Cause.HANDSHAKE_MISSING),
        Trouble(channel="linkedin", cause=Cause.QUIET),
    ]
    assert Post().tell(NOW, *found) == 3


def test_what_was_not_looked_for_is_not_over() -> None:
    post = Post()
    post.tell(NOW, QUIET)
    assert post.tell(NOW + HOUR, causes=(Cause.TOKEN_ENDED,)) == 0


def test_what_ends_in_weeks_is_recalled_weekly_and_then_daily() -> None:
    post = Post()
    ending = Trouble(channel="linkedin", cause=Cause.TOKEN_ENDING, at=NOW + 14 * DAY)
    told = [day for day in range(14) if post.tell(NOW + day * DAY, ending)]
    assert told == [0, 7, 8, 9, 10, 11, 12, 13]


def test_a_mail_that_fails_is_tried_again() -> None:
    class Closed(Post):
        def send(self, topic: str, subject: str, body: str) -> None:
            raise ConnectionError

    closed = Closed()
    with pytest.raises(ConnectionError):
        closed.tell(NOW, QUIET)
    assert closed.log.troubles == {}


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("is_over", [False, True])
def test_each_cause_is_told_in_both_languages_with_what_to_do(cause: Cause, is_over: bool) -> None:
    known = KnownTrouble(channel="google_business", cause=cause, since=NOW, told_at=NOW)
    detail = "http_500\n\x1b[31m" + "x" * 900
    found = Trouble(channel="google_business", cause=cause, subject="s", detail=detail, at=NOW)
    told = News(known=known, found=() if is_over else (found,), is_mailed=True)
    writer = TroubleMailWriter("https://code.example/hearback/blob/main/", "Europe/Istanbul")
    mail = writer.write(told)
    words = TROUBLE_WORDS[cause]
    assert len(mail.subject) <= LONGEST_SUBJECT
    assert words.tr.title in mail.subject
    assert (words.tr.todo in mail.body) is not is_over
    assert (words.en.todo in mail.body) is not is_over
    assert words.en.title in mail.body
    assert "\x1b" not in mail.body
    section = f"#{words.section}\n"
    link = f"https://code.example/hearback/blob/main/docs/runbooks/channel-trouble.md{section}"
    assert mail.body.endswith(f"Runbook: {link}")


def test_each_section_that_a_mail_names_is_in_the_runbook() -> None:
    text = (ROOT / "docs/runbooks/channel-trouble.md").read_text("utf-8")
    assert set(TROUBLE_WORDS) == set(Cause)
    for words in TROUBLE_WORDS.values():
        assert f'<a id="{words.section}"></a>' in text

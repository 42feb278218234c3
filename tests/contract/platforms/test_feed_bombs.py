"""Feeds that are made to take hours, memory or files: refused soon, and nothing else is opened."""

import socket
import threading
import time

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.adapters.patience import no_longer_than
from hearback.adapters.platforms.feed.entries import items_of
from hearback.domain.errors import Refused
from hearback.domain.polling import Found
from tests.contract.platforms.polling import rss

START = '<rss version="2.0"><channel><title>F</title>'
LOOSE = START + "<item>a & b</item>"
ENTITY = '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/dtd"> %p;]>'
BLOW_UP = f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]>' + rss(
    f"<item><title>{'&a;' * 50_000}</title></item>"
)


def read(page: str | bytes, seconds: float = 20) -> list[Found]:
    body = page.encode() if isinstance(page, str) else page
    answer = HttpAnswer(status=200, headers={"content-type": "application/xml"}, body=body)
    return list(items_of(answer, "f", "https://a.example/", seconds))


@pytest.mark.parametrize(
    "page",
    [
        BLOW_UP,
        ENTITY + rss(),
        "\ufeff" + ENTITY + rss(),
        ("\ufeff" + ENTITY + rss()).encode("utf-16-be"),
        f'<?xml version="1.0"?>\n<?xml-stylesheet href="file:///etc/passwd"?>\n{ENTITY}<rss/>',
        '<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>',
        '<!doctype r PUBLIC "x" "http://169.254.169.254/"><rss/>',
        ENTITY.encode("cp037") + rss().encode("cp037"),
    ],
)
def test_entities_of_every_kind_are_refused(page: str | bytes) -> None:
    with pytest.raises(Refused, match=r"feed_declares_entities|not_a_feed"):
        read(page)


@pytest.mark.parametrize(
    "page",
    [
        START + "<a>" * 1_700_000,
        START + "".join(f"<n{number}/>" for number in range(400_000)),
        LOOSE + "<!" * 2_600_000,
        START + "<item><title>a</title></item>" * 170_000,
    ],
    ids=["depth", "names", "declarations", "items"],
)
def test_more_tags_than_any_feed_has_are_refused_at_once(page: str) -> None:
    started = time.monotonic()
    with pytest.raises(Refused, match="feed_too_intricate"):
        read(page)
    assert time.monotonic() - started < 5


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "page",
    [
        START + "<item " + " ".join(f'a{number}=""' for number in range(200_000)) + "/>",
        START + f"<item><title>a</title><author>{'a.' * 500_000}</author></item>",
        LOOSE + f"<item><title>a</title><author>{'a.' * 500_000}</author></item>",
        START + "<a>" * 90_000,
    ],
    ids=["attributes", "an author", "an author of a loose page", "depth"],
)
def test_a_page_that_takes_too_long_is_given_up(page: str) -> None:
    """The alarm may ring where Python can raise nothing; then it rings again."""
    started = time.monotonic()
    with pytest.raises(Refused, match="feed_too_intricate"):
        read(page, seconds=0.3)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "inside",
    [
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}" parse="text"/>',
        '<?xml-stylesheet type="text/xsl" href="{url}"?>A',
        '<description><![CDATA[<img src="{url}"><iframe src="{url}">A</iframe>]]></description>',
        '<enclosure url="{url}" type="a/b" length="1"/><link>{url}</link>',
    ],
)
def test_nothing_that_a_feed_points_to_is_opened(inside: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        (item,) = read(rss(f"<item><title>A</title>{inside.format(url=url)}</item>"))
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert "root:" not in item.body


def test_patience_leaves_no_alarm_behind_and_none_in_other_threads() -> None:
    with no_longer_than(0.05):
        pass
    time.sleep(0.1)
    with pytest.raises(TimeoutError), no_longer_than(0.05):
        time.sleep(5)
    ended = []

    def work() -> None:
        with no_longer_than(0.01):
            time.sleep(0.05)
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended == [True]

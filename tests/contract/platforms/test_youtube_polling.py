"""Polling YouTube over HTTP: threads newest first, a second look at the latest, their replies."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.youtube import YouTube
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import NOW, fixture
from tests.contract.platforms.local_server import Call, LocalServer, Scripted, as_json

SOURCE = Source(id="tube", brand="marka", channel="youtube", account="UCme")
START = SourceCursor(source_id="tube", since=NOW.replace(day=20))
TOKEN = as_json({"access_token": "t1", "expires_in": 3599})


def a_youtube(server: LocalServer) -> YouTube:
    secret = {
        "client_id": "c",
        "client_secret": "s",
        "refresh_token": "r",
        "token_uri": f"{server.url}/token",
    }
    api = PlatformApi(
        http=Urllib3Http(), base_url=f"{server.url}/v3/", credentials=lambda: {"UCme": secret}
    )
    return YouTube(api)


def a_comment(own_id: str, day: int = 21, updated: int | None = None) -> dict[str, Any]:
    return {
        "id": own_id,
        "snippet": {
            "textDisplay": f"yorum {own_id}",
            "publishedAt": f"2026-11-{day:02}T10:00:00Z",
            "updatedAt": f"2026-11-{updated or day:02}T10:00:00Z",
        },
    }


def a_thread(own_id: str, day: int = 21, count: int = 0, *replies: Any, updated: int = 0) -> Any:
    top = a_comment(own_id, day, updated or day)
    return {
        "id": own_id,
        "snippet": {"topLevelComment": top, "totalReplyCount": count},
        "replies": {"comments": list(replies)},
    }


def a_page(*items: Any, following: str = "") -> Scripted:
    return as_json({"items": list(items), **({"nextPageToken": following} if following else {})})


class Polling:
    """Looks again and again, as the use case does, and remembers what was asked."""

    def __init__(self, server: LocalServer, cursor: SourceCursor = START) -> None:
        self.server = server
        self.youtube = a_youtube(server)
        self.cursor = cursor
        self.first = True

    def look(self, *answers: Scripted) -> Page:
        token = [TOKEN] if self.first else []
        self.first = False
        self.server.answers(*token, *answers)
        page = self.youtube.fetch(SOURCE, self.cursor)
        self.cursor = replace(self.cursor, position=page.position)
        return page

    @property
    def asked(self) -> Call:
        return self.server.calls[-1]


def keys(page: Page) -> list[str]:
    return [item.key.partition("@")[0] for item in page.items]


def test_the_channels_threads_are_asked_for_with_a_fresh_token(server: LocalServer) -> None:
    polling = Polling(server)
    page = polling.look(as_json(fixture("youtube/commentThreads_list.json")))
    trade, call = server.calls
    assert (trade.method, trade.path) == ("POST", "/token")
    assert parse_qs(trade.body) == {
        "grant_type": ["refresh_token"],
        "client_id": ["c"],
        "client_secret": ["s"],
        "refresh_token": ["r"],
    }
    assert (call.method, call.path) == ("GET", "/v3/commentThreads")
    assert call.headers["authorization"] == "Bearer t1"
    assert call.query == {
        "part": ["snippet,replies"],
        "textFormat": ["plainText"],
        "allThreadsRelatedToChannelId": ["UCme"],
        "order": ["time"],
        "maxResults": ["100"],
    }
    top = "UgxD7msptSaPXG9Xqt14AaABAg"
    assert keys(page) == [top, f"{top}.9xReply01"]
    assert (page.cost, page.more) == (1, True)
    assert page.position["replies"] == [[top, ""]]


def test_replies_that_did_not_come_with_their_thread_are_read(server: LocalServer) -> None:
    polling = Polling(server)
    polling.look(a_page(a_thread("T", 21, 3, a_comment("T.1"))))
    page = polling.look(a_page(a_comment("T.1"), a_comment("T.2"), following="p2"))
    assert (polling.asked.path, polling.asked.query["parentId"]) == ("/v3/comments", ["T"])
    assert "pageToken" not in polling.asked.query
    assert keys(page) == ["T.1", "T.2"]
    assert page.more
    page = polling.look(a_page(a_comment("T.3")))
    assert polling.asked.query["pageToken"] == ["p2"]
    assert (keys(page), page.more) == (["T.3"], False)


def test_a_walk_goes_back_to_where_the_last_one_began(server: LocalServer) -> None:
    polling = Polling(server)
    assert keys(polling.look(a_page(a_thread("A", 21), following="p2"))) == ["A"]
    page = polling.look(a_page(a_thread("B", 20), a_thread("C", 10), following="p3"))
    assert polling.asked.query["pageToken"] == ["p2"]
    assert (keys(page), page.more) == (["B"], False)
    page = polling.look(a_page(a_thread("D", 22), a_thread("B", 20), following="p2"))
    assert "pageToken" not in polling.asked.query
    assert keys(page) == ["D"]
    assert page.position["walk"] == {"mark": "2026-11-22T10:00:00+00:00"}


def test_a_walk_that_is_cut_short_misses_nothing_of_what_came_meanwhile(
    server: LocalServer,
) -> None:
    polling = Polling(server)
    polling.look(a_page(a_thread("C", 21), following="p2"))
    cut = polling.cursor
    polling = Polling(server, cut)
    assert keys(polling.look(a_page(a_thread("B", 20)))) == ["B"]
    assert keys(polling.look(a_page(a_thread("D", 22), a_thread("C", 21)))) == ["D"]


def test_a_page_token_that_is_no_longer_taken_starts_the_walk_again(server: LocalServer) -> None:
    polling = Polling(server)
    polling.look(a_page(a_thread("C", 21), following="p2"))
    invalid = as_json({"error": {"code": 400, "errors": [{"reason": "invalidPageToken"}]}}, 400)
    page = polling.look(invalid)
    assert (page.items, page.cost, page.more) == ((), 1, False)
    assert keys(polling.look(a_page(a_thread("C", 21), a_thread("B", 20)))) == ["B"]
    assert "pageToken" not in polling.asked.query


def an_old_channel(server: LocalServer, threads: int = 120) -> Polling:
    """Threads 0 to 19 are on the first page; the others are watched besides."""
    polling = Polling(server)
    all_threads = [a_thread(f"T{number}") for number in range(threads)]
    polling.look(a_page(*all_threads))
    page = polling.look(a_page(*all_threads[:20]))
    assert (page.items, page.more) == ((), True)
    return polling


def test_the_latest_threads_are_looked_at_again_fifty_a_call(server: LocalServer) -> None:
    polling = an_old_channel(server)
    quiet = [a_thread(f"T{number}") for number in range(20, 70)]
    page = polling.look(a_page(*quiet))
    assert polling.asked.query["id"] == [",".join(f"T{number}" for number in range(20, 70))]
    assert "maxResults" not in polling.asked.query
    assert (page.items, page.cost, page.more) == ((), 1, True)
    news = [a_thread(f"T{number}") for number in range(71, 120)]
    page = polling.look(a_page(a_thread("T70", 21, 2, a_comment("T70.1", 22)), *news))
    assert keys(page) == ["T70", "T70.1"]
    assert page.position["replies"] == [["T70", ""]]
    assert not polling.look(a_page(a_comment("T70.1", 22), a_comment("T70.2", 22))).more


def test_an_edit_is_noticed_by_its_time_and_comes_with_another_key(server: LocalServer) -> None:
    polling = Polling(server)
    (first,) = polling.look(a_page(a_thread("A", 21))).items
    (edited,) = polling.look(a_page(a_thread("A", 21, updated=22))).items
    assert first.key != edited.key
    assert not polling.look(a_page(a_thread("A", 21, updated=22))).items


def test_a_thread_that_youtube_no_longer_has_is_told_once(server: LocalServer) -> None:
    polling = an_old_channel(server, 23)
    page = polling.look(a_page(a_thread("T20"), a_thread("T22")))
    assert [(item.key, item.body) for item in page.items] == [("T21@gone", '{"gone": "T21"}')]
    assert "T21" not in page.position["watched"]


def test_an_answer_without_any_of_many_threads_deletes_none_and_holds_up_nothing(
    server: LocalServer,
) -> None:
    polling = an_old_channel(server, 23)
    page = polling.look(a_page())
    assert (page.items, page.more, len(page.position["watched"])) == ((), False, 23)


def test_a_new_reply_below_a_thread_from_before_the_first_poll_is_heard(
    server: LocalServer,
) -> None:
    polling = Polling(server)
    assert not polling.look(a_page(a_thread("old", 5))).items
    page = polling.look(a_page(a_thread("old", 5, 1, a_comment("old.1", 22))))
    assert keys(page) == ["old.1"]


def test_no_more_than_the_latest_250_threads_are_watched(server: LocalServer) -> None:
    polling = Polling(server)
    polling.look(a_page(*[a_thread(f"A{number}") for number in range(200)], following="p2"))
    polling.look(a_page(*[a_thread(f"B{number}") for number in range(100)]))
    watched = list(polling.cursor.position["watched"])
    assert (len(watched), watched[0], watched[-1]) == (250, "A0", "B49")


def test_the_threads_that_changed_last_are_the_ones_that_are_watched(server: LocalServer) -> None:
    polling = Polling(server)
    polling.look(a_page(*[a_thread(f"A{number}", 20) for number in range(250)]))
    polling.look(a_page(*[a_thread(f"B{number}", 22) for number in range(100)], following="p2"))
    polling.look(a_page(*[a_thread(f"C{number}", 21) for number in range(100)], following="p3"))
    watched = list(polling.cursor.position["watched"])
    assert [watched[0], watched[100], watched[200], len(watched)] == ["B0", "C0", "A0", 250]


@pytest.mark.parametrize("token", [5, "a\nb", "x" * 5_000])
def test_a_page_token_that_cannot_be_sent_back_does_not_end_the_walk(
    server: LocalServer, token: object
) -> None:
    with pytest.raises(Unavailable):
        Polling(server).look(as_json({"items": [], "nextPageToken": token}))


def test_a_long_page_token_goes_back_as_it_came(server: LocalServer) -> None:
    polling = Polling(server)
    polling.look(a_page(a_thread("A"), following="t" * 900))
    polling.look(a_page())
    assert polling.asked.query["pageToken"] == ["t" * 900]


def test_replies_of_a_thread_that_is_gone_are_passed_over(server: LocalServer) -> None:
    polling = Polling(server)
    polling.look(a_page(a_thread("T", 21, 3)))
    page = polling.look(as_json({"error": {"code": 404}}, 404))
    assert (page.items, page.more) == ((), False)


@pytest.mark.parametrize("body", [{}, {"items": None}, {"items": [None, 5, {}, {"id": []}]}])
def test_a_page_of_any_shape_is_survived(server: LocalServer, body: object) -> None:
    assert Polling(server).look(as_json(body)).items == ()


def test_a_used_up_quota_says_to_wait_until_midnight_pacific(server: LocalServer) -> None:
    with pytest.raises(RateLimited, match="quota_used_up") as error:
        Polling(server).look(as_json(fixture("youtube/error_quotaExceeded.json"), 403))
    assert 1 <= error.value.retry_after <= 86_400


def test_a_channel_with_comments_disabled_is_refused(server: LocalServer) -> None:
    with pytest.raises(Refused, match="comments_disabled"):
        Polling(server).look(as_json(fixture("youtube/error_commentsDisabled.json"), 403))


def test_a_refused_token_is_not_used_again(server: LocalServer) -> None:
    polling = Polling(server)
    with pytest.raises(NotAuthorised):
        polling.look(as_json({"error": {"errors": [{"reason": "authError"}]}}, 401))
    polling.first = True
    polling.look(a_page())
    assert [call.path for call in server.calls].count("/token") == 2


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"error": "invalid_grant"}, 400), NotAuthorised),
        (as_json({"error": "invalid_client"}, 401), NotAuthorised),
        (Scripted(status=503), Unavailable),
        (Scripted(status=429), RateLimited),
        (as_json({"expires_in": 3599}), Unavailable),
        (as_json({"access_token": "ş", "expires_in": 3599}), Unavailable),
        (as_json({"access_token": "a\nb", "expires_in": 3599}), Unavailable),
    ],
)
def test_a_token_that_google_does_not_give(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    server.answers(answer)
    with pytest.raises(error):
        a_youtube(server).fetch(SOURCE, START)


def test_a_missing_credential_is_named(server: LocalServer) -> None:
    api = PlatformApi(http=Urllib3Http(), base_url=server.url, credentials=dict)
    with pytest.raises(NotAuthorised, match="client_id"):
        YouTube(api).fetch(SOURCE, START)


def test_polling_leaves_units_for_forty_replies_a_day() -> None:
    quota = YouTube().quota
    assert quota is not None
    assert (quota.a_day, quota.time_zone) == (8_000, "America/Los_Angeles")

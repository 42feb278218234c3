from datetime import timedelta

import feedparser
import pytest
from flask.testing import FlaskClient

from hearback.domain.mention import Author
from hearback.domain.replies import ReplyForm
from local.sandbox import Sandbox
from local.sandbox.conversations import tally
from local.sandbox.deeds import Deed
from local.sandbox.labels import LANGUAGES
from local.sandbox.marking import initials, rich, short
from local.sandbox.platforms import PLATFORMS
from local.sandbox.platforms.facebook import PAGE
from local.sandbox.platforms.x import SUPPORT
from local.stream import Speaker
from tests.unit.local.conftest import AYSE, CAN, Clock


def page(web: FlaskClient, path: str) -> str:
    answer = web.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    return answer.text


def test_the_state_has_every_post_with_its_past(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("x", AYSE, "@NivoraDestek kargom gelmedi")
    sandbox.publish("x", SUPPORT.profile, "Bakıyoruz", in_reply_to=post.id)
    sandbox.edit("x", post.id, "@NivoraDestek kargom geldi")
    sandbox.remove("x", post.id)
    state = web.get("/control/state").json
    theirs, ours = state["posts"]  # type: ignore[index]
    assert theirs["text"] == "@NivoraDestek kargom geldi"
    assert theirs["history"][0]["text"] == "@NivoraDestek kargom gelmedi"
    assert theirs["deleted_at"] is not None
    assert theirs["author"] == {"id": AYSE.id, "name": "Ayşe Örnek", "handle": "ayse_ornek"}
    assert (ours["is_ours"], ours["in_reply_to"], ours["thread"]) == (True, post.id, post.id)
    assert web.get("/control/version").json == {"version": 4}


def test_people_can_post_edit_and_delete_by_http(web: FlaskClient) -> None:
    order = {"channel": "x", "author": {"id": "7", "name": "Can"}, "text": "@NivoraDestek selam"}
    made = web.post("/control/posts", json=order)
    assert made.status_code == 201
    path = f"/control/posts/x/{made.json['id']}"  # type: ignore[index]
    assert web.patch(path, json={"text": "yeni"}).json["text"] == "yeni"  # type: ignore[index]
    assert web.delete(path).status_code == 200
    assert web.delete(path).status_code == 404
    assert web.post("/control/posts", json={"channel": "x"}).status_code == 400


def test_a_conversation_shows_both_sides_and_whose_account_ours_is(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    post = sandbox.publish("x", AYSE, "@NivoraDestek kargom gelmedi")
    sandbox.publish("x", SUPPORT.profile, "Hemen bakıyoruz", in_reply_to=post.id)
    for path in ("/x", f"/x/thread/{post.id}"):
        text = page(web, path)
        assert "kargom gelmedi" in text
        assert "Hemen bakıyoruz" in text
        assert "Resmî destek hesabı" in text
    assert "Official support account" in page(web, "/x?lang=en")
    assert "Ayşe Örnek" in page(web, "/")
    assert web.get("/x/thread/1").status_code == 404


def test_the_facebook_page_shows_comments_under_their_post(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    post = sandbox.publish("facebook", PAGE.profile, "Kampanya başladı")
    comment = sandbox.publish("facebook", AYSE, "Kargom gelmedi", thread=post.id)
    sandbox.publish("facebook", PAGE.profile, "Bakıyoruz", in_reply_to=comment.id)
    for path in ("/facebook", f"/facebook/thread/{post.id}"):
        text = page(web, path)
        assert text.index("Kampanya") < text.index("Kargom") < text.index("Bakıyoruz")


def test_hostile_words_and_names_stay_text(sandbox: Sandbox, web: FlaskClient) -> None:
    villain = Author(id="9", name="<b>Kalın</b>", handle="x")
    post = sandbox.publish("x", villain, "<script>alert(1)</script> {{ 7*7 }} \x00 \ud83d")
    for path in ("/", "/x", f"/x/thread/{post.id}"):
        text = page(web, path)
        assert "<script>alert" not in text
        assert "<b>Kalın" not in text


def test_deleted_words_are_gone_from_the_page(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("x", AYSE, "@NivoraDestek gizli kalsın")
    sandbox.remove("x", post.id)
    assert "gizli" not in page(web, "/x")
    assert "silindi" in page(web, "/x")


def test_people_without_a_reply_are_found(sandbox: Sandbox, web: FlaskClient) -> None:
    heard = sandbox.publish("x", AYSE, "@NivoraDestek birinci")
    sandbox.publish("x", CAN, "@NivoraDestek ikinci")
    sandbox.publish("x", SUPPORT.profile, "Buradayız", in_reply_to=heard.id)
    assert "birinci" not in page(web, "/x?show=waiting")
    assert "ikinci" not in page(web, "/x?show=answered")


def test_the_figures_count_people_not_threads(sandbox: Sandbox, clock: Clock) -> None:
    post = sandbox.publish("facebook", PAGE.profile, "Kampanya başladı")
    comment = sandbox.publish("facebook", AYSE, "Kargom gelmedi", thread=post.id)
    sandbox.publish("facebook", CAN, "Benim de", thread=post.id)
    clock.forward(seconds=4)
    sandbox.publish("facebook", PAGE.profile, "Bakıyoruz", in_reply_to=comment.id)
    figures = tally(sandbox.posts("facebook"))
    assert (figures.people, figures.heard, figures.share, figures.replies) == (2, 1, 50, 1)
    assert figures.median_wait == timedelta(seconds=4)


def test_the_timeline_comes_in_pages(sandbox: Sandbox, web: FlaskClient, clock: Clock) -> None:
    for number in range(45):
        clock.forward(seconds=1)
        sandbox.publish("x", AYSE, f"@NivoraDestek no{number:03d}")
    assert "no044" in page(web, "/x")
    assert "no004" not in page(web, "/x")
    assert "no004" in page(web, "/x?from=40")


def test_marking_colours_names_and_links_only() -> None:
    assert rich("@ayse #iade http://a.b/c <i>") == (
        '<span class="tag">@ayse</span> <span class="tag">#iade</span> '
        '<a href="http://a.b/c" rel="noopener nofollow">http://a.b/c</a> &lt;i&gt;'
    )
    assert "<a" not in rich("javascript:alert(1) me@example.com")
    assert initials(Author(id="1", name="🌸", handle="")) == "?"
    assert (short(timedelta(seconds=4.2), "tr"), short(None, "tr")) == ("4,2 sn", "–")


def test_a_feed_has_the_shape_of_google_alerts(sandbox: Sandbox, web: FlaskClient) -> None:
    someone = Author(id="1", name="Forum")
    sandbox.publish("feed", someone, "Nivora & iade <b>", thread="alerts", title="Nivora iade")
    sandbox.publish("feed", someone, "başka akış", thread="baska")
    answer = web.get("/feeds/alerts.xml")
    (entry,) = feedparser.parse(answer.data).entries
    assert entry.id.startswith("tag:google.com,2013:googlealerts/feed:")
    assert entry.link.startswith("https://www.google.com/url?rct=j&sa=t&url=https://")
    assert entry.title == "<b>Nivora</b> iade"
    assert "&amp; iade &lt;b&gt;" in entry.content[0].value


def test_a_feed_without_news_is_not_sent_again(sandbox: Sandbox, web: FlaskClient) -> None:
    empty = web.get("/feeds/alerts.xml")
    assert (empty.status_code, feedparser.parse(empty.data).entries) == (200, [])
    etag = {"if-none-match": empty.headers["etag"]}
    assert web.get("/feeds/alerts.xml", headers=etag).status_code == 304
    sandbox.publish("feed", AYSE, "Nivora", thread="alerts")
    assert web.get("/feeds/alerts.xml", headers=etag).status_code == 200


def test_every_platform_has_its_conversations_whatever_their_ids_look_like(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    for channel, platform in PLATFORMS.items():
        author = Speaker(name="Ayşe Örnek", handle="ayse_ornek").on(channel)
        post = sandbox.publish(channel, author, "Nivora kargom gelmedi", title="Kargo", stars=1)
        timeline = page(web, f"/{channel}")
        assert "kargom gelmedi" in timeline
        assert platform.title in timeline
        assert "kargom gelmedi" in page(web, f"/{channel}/thread/{post.thread}")
    overview = page(web, "/")
    assert all(f'href="/{channel}"' in overview for channel in PLATFORMS)


def test_a_platform_that_nobody_plays_has_no_page(web: FlaskClient) -> None:
    assert web.get("/myspace").status_code == 404
    assert web.get("/myspace/thread/1").status_code == 404


@pytest.mark.parametrize("wrong", [{"channel": "myspace"}, {"stars": 6}, {"stars": "five"}])
def test_what_cannot_be_posted_is_refused(web: FlaskClient, wrong: dict[str, object]) -> None:
    order = {"channel": "google_play", "author": {"id": "7"}, "text": "kötü", **wrong}
    assert web.post("/control/posts", json=order).status_code == 400


@pytest.mark.parametrize("channel", ["x", "facebook", "mastodon"])
def test_deeds_and_private_words_stand_at_the_conversation(
    sandbox: Sandbox, web: FlaskClient, channel: str
) -> None:
    us = PLATFORMS[channel].accounts[0]
    post = sandbox.publish(channel, AYSE, "Harikasınız")
    other = sandbox.publish(channel, CAN, "Berbat")
    sandbox.do(Deed(channel=channel, account_id=us.id, kind="like", target=post.id))
    sandbox.do(Deed(channel=channel, account_id=us.id, kind="block", target=CAN.id or ""))
    talk = f"{AYSE.id}-{us.id}" if channel == "x" else AYSE.id or ""
    sandbox.write(channel, talk, us.id, "Numaranız <b>nedir</b>?")
    sandbox.write(channel, talk, AYSE.id or "", "884120")
    for path in (f"/{channel}", f"/{channel}/thread/{post.id}"):
        text = page(web, path)
        assert text.index("Harikasınız") < text.index("Beğendik")
        assert text.index("Numaranız &lt;b&gt;nedir") < text.index("884120")
        assert text.count("884120") == 1
    assert "Private messages with" in page(web, f"/{channel}/thread/{post.id}?lang=en")
    theirs = page(web, f"/{channel}/thread/{other.id}?lang=tr")
    assert "Kişiyi engelledik" in theirs
    assert "Beğendik" not in theirs
    assert "884120" not in theirs


def test_every_deed_of_ours_has_its_word(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("x", AYSE, "Merhaba")
    kinds = [form.value for form in ReplyForm if not form.speaks]
    for kind in kinds:
        sandbox.do(Deed(channel="x", account_id=SUPPORT.id, kind=kind, target=post.id))
    for language in LANGUAGES:
        text = page(web, f"/x?lang={language}")
        assert text.count('<span class="pill">') == len(kinds)
        assert '<span class="pill"></span>' not in text

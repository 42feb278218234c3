"""Deeds and private messages in the sandbox, as on the platforms."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from local.sandbox import Sandbox
from local.sandbox.platforms import PLATFORMS
from local.sandbox.platforms.facebook import PAGE
from local.sandbox.platforms.x import CORPORATE, SUPPORT
from tests.unit.local.conftest import AYSE, CAN

ON_X = {"authorization": f"Bearer {SUPPORT.token}"}
ON_FACEBOOK = {"authorization": f"Bearer {PAGE.token}"}
GRAPH = "/facebook/v26.0"


def kinds(sandbox: Sandbox) -> list[tuple[str, str, str]]:
    return [(deed.account_id, deed.kind, deed.target) for deed in sandbox.deeds()]


def test_what_is_done_twice_on_x_is_done_once(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("x", AYSE, "@NivoraDestek harikasınız")
    for _ in range(2):
        liked = web.post(f"/x/2/users/{SUPPORT.id}/likes", json={"tweet_id": post.id}, headers=ON_X)
        hidden = web.put(f"/x/2/tweets/{post.id}/hidden", json={"hidden": True}, headers=ON_X)
        muted = web.post(
            f"/x/2/users/{SUPPORT.id}/muting", json={"target_user_id": AYSE.id}, headers=ON_X
        )
        answers = [answer.json["data"] for answer in (liked, hidden, muted)]  # type: ignore[index]
        assert answers == [{"liked": True}, {"hidden": True}, {"muting": True}]

    assert kinds(sandbox) == [
        (SUPPORT.id, "like", post.id),
        (SUPPORT.id, "hide", post.id),
        (SUPPORT.id, "mute", AYSE.id),
    ]


def test_what_is_taken_back_on_x_leaves_no_mark(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("x", AYSE, "@NivoraDestek berbatsınız")
    hidden = f"/x/2/tweets/{post.id}/hidden"
    web.put(hidden, json={"hidden": True}, headers=ON_X)
    assert "Gizledik" in web.get("/x").text
    version = sandbox.version
    answer = web.put(hidden, json={"hidden": False}, headers=ON_X)
    assert answer.json == {"data": {"hidden": False}}
    assert sandbox.version > version
    assert "Gizledik" not in web.get("/x").text
    assert web.put(hidden, json={"hidden": "no"}, headers=ON_X).status_code == 400


def test_a_reaction_on_linkedin_is_taken_back_by_who_gave_it(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    us, headers = PLATFORMS["linkedin"].accounts[0], bearer("linkedin")
    headers = {**headers, "linkedin-version": "202610"}
    post = sandbox.publish("linkedin", AYSE, "Harikasınız")

    def status(actor: str) -> int:
        path = f"/linkedin/rest/reactions/(actor:{quote(actor, safe='')},entity:{quote(post.id)})"
        return web.delete(path, headers=headers).status_code

    assert status(us.id) == 404
    assert status("urn:li:organization:1") == 403
    web.post(
        f"/linkedin/rest/reactions?actor={quote(us.id, safe='')}",
        json={"root": post.id, "reactionType": "LIKE"},
        headers=headers,
    )
    assert status(us.id) == 204
    assert not sandbox.deeds()


def test_nobody_likes_for_another_account_or_what_is_not_there(web: FlaskClient) -> None:
    other = web.post(f"/x/2/users/{CORPORATE.id}/likes", json={"tweet_id": "1"}, headers=ON_X)
    gone = web.post(f"/x/2/users/{SUPPORT.id}/likes", json={"tweet_id": "1"}, headers=ON_X)
    empty = web.post(f"/x/2/users/{SUPPORT.id}/likes", json={}, headers=ON_X)

    assert (other.status_code, gone.status_code, empty.status_code) == (403, 403, 400)


def test_a_message_on_x_is_found_in_its_conversation(sandbox: Sandbox, web: FlaskClient) -> None:
    path = f"/x/2/dm_conversations/with/{AYSE.id}"
    sent = web.post(f"{path}/messages", json={"text": "Merhaba"}, headers=ON_X)
    assert sent.status_code == 201
    told = sent.json["data"]  # type: ignore[index]
    assert told["dm_conversation_id"] == f"{SUPPORT.id}-{AYSE.id}"
    web.post(
        f"/x/2/dm_conversations/{told['dm_conversation_id']}/messages",
        json={"text": "Bir şey daha"},
        headers=ON_X,
    )
    found = web.get(f"{path}/dm_events", headers=ON_X).json

    assert [m["text"] for m in found["data"]] == ["Bir şey daha", "Merhaba"]  # type: ignore[index]
    too_long = web.post(f"{path}/messages", json={"text": "x" * 10_001}, headers=ON_X)
    assert too_long.status_code == 400


def test_a_comment_on_facebook_has_one_private_answer(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("facebook", AYSE, "Kargom gelmedi")
    order = {"recipient": {"comment_id": post.id}, "message": {"text": "Merhaba"}}
    url = f"{GRAPH}/{PAGE.id}/messages"
    sent = web.post(url, json=order, headers=ON_FACEBOOK)
    again = web.post(url, json=order, headers=ON_FACEBOOK)
    found = web.get(
        f"{GRAPH}/{PAGE.id}/conversations", query_string={"user_id": AYSE.id}, headers=ON_FACEBOOK
    )

    assert sent.json["recipient_id"] == AYSE.id  # type: ignore[index]
    assert again.json["error"]["code"] == 10900  # type: ignore[index]
    (talk,) = found.json["data"]  # type: ignore[index]
    assert [m["message"] for m in talk["messages"]["data"]] == ["Merhaba"]


def test_facebook_likes_hides_and_blocks(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("facebook", AYSE, "Aptallar")
    liked = web.post(f"{GRAPH}/{post.id}/likes", headers=ON_FACEBOOK)
    hidden = web.post(f"{GRAPH}/{post.id}", data={"is_hidden": "true"}, headers=ON_FACEBOOK)
    blocked = web.post(
        f"{GRAPH}/{PAGE.id}/blocked", data={"psid": f'["{AYSE.id}"]'}, headers=ON_FACEBOOK
    )

    assert liked.json == hidden.json == {"success": True}
    assert blocked.json == {AYSE.id: True}
    assert [kind for _, kind, _ in kinds(sandbox)] == ["like", "hide", "block"]


@pytest.mark.parametrize(
    ("path", "data"),
    [("{post}", {}), ("{page}/blocked", {"psid": "x"}), ("nothing", {"is_hidden": "true"})],
)
def test_what_facebook_does_not_know_is_an_error(
    path: str, data: dict[str, str], sandbox: Sandbox, web: FlaskClient
) -> None:
    post = sandbox.publish("facebook", AYSE, "x")
    answer = web.post(
        f"{GRAPH}/{path.format(post=post.id, page=PAGE.id)}", data=data, headers=ON_FACEBOOK
    )

    assert answer.json["error"]["code"] == 100  # type: ignore[index]
    assert not sandbox.deeds()


def test_the_state_tells_what_was_done_and_written(sandbox: Sandbox, web: FlaskClient) -> None:
    web.post(f"/x/2/dm_conversations/with/{AYSE.id}/messages", json={"text": "a"}, headers=ON_X)
    web.post(f"/x/2/users/{SUPPORT.id}/muting", json={"target_user_id": "7"}, headers=ON_X)
    state = web.get("/control/state").json

    assert [m["text"] for m in state["messages"]] == ["a"]  # type: ignore[index]
    assert [d["kind"] for d in state["deeds"]] == ["mute"]  # type: ignore[index]


def bearer(channel: str) -> dict[str, str]:
    token = PLATFORMS[channel].accounts[0].token
    return {"authorization": f"Bearer {token}", "access-token": token, "linkedin-version": "202611"}


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (f"{GRAPH}/1/likes", '"code":104'),
        (f"{GRAPH}/{PAGE.id}/messages", '"code":104'),
        ("/instagram/graph/v26.0/1?hide=true", '"code":104'),
        ("/x/2/users/1/likes", "Unauthorized"),
        ("/linkedin/rest/reactions", "INVALID_ACCESS_TOKEN"),
        ("/tiktok/open_api/v1.3/business/comment/like/", '"code":40105'),
        ("/mastodon/api/v1/reports", "The access token is invalid"),
        ("/mastodon/api/v1/accounts/1/mute", "The access token is invalid"),
        ("/bluesky/xrpc/app.bsky.graph.muteActor", "InvalidToken"),
        ("/bluesky/xrpc/com.atproto.moderation.createReport", "InvalidToken"),
        ("/youtube/v3/comments/setModerationStatus", "authError"),
    ],
)
def test_who_shows_no_token_does_nothing(
    path: str, word: str, sandbox: Sandbox, web: FlaskClient
) -> None:
    assert word in web.post(path, json={"action": "LIKE"}).text
    assert not sandbox.deeds()


def test_a_page_of_linkedin_reacts_once_and_for_itself(sandbox: Sandbox, web: FlaskClient) -> None:
    us = PLATFORMS["linkedin"].accounts[0]
    post = sandbox.publish("linkedin", AYSE, "Harikasınız")
    order = {"root": post.id, "reactionType": "LIKE"}

    def react(actor: str, **changed: str) -> int:
        path = {"actor": actor}
        answer = web.post(
            "/linkedin/rest/reactions",
            query_string=path,
            json=order | changed,
            headers=bearer("linkedin"),
        )
        return answer.status_code

    assert react("urn:li:organization:7") == 403
    assert react(us.id, root="urn:li:activity:1") == 404
    assert react(us.id, reactionType="BOO") == 400
    assert not sandbox.deeds()
    assert [react(us.id), react(us.id)] == [201, 409]
    assert kinds(sandbox) == [(us.id, "like", post.id)]


@pytest.mark.parametrize(
    ("action", "comment", "code"),
    [("LIKE", "", 0), ("UNLIKE", "", 0), ("ADORE", "", 40002), ("LIKE", "1", 40002)],
)
def test_tiktok_likes_a_comment_that_is_there(
    action: str, comment: str, code: int, sandbox: Sandbox, web: FlaskClient
) -> None:
    us = PLATFORMS["tiktok"].accounts[0]
    video, _, known = sandbox.publish("tiktok", AYSE, "Harikasınız").id.partition(":")
    order = {"business_id": us.id, "video_id": video, "comment_id": comment or known}
    answer = web.post(
        "/tiktok/open_api/v1.3/business/comment/like/",
        json={**order, "action": action},
        headers=bearer("tiktok"),
    )
    assert (answer.status_code, answer.json["code"]) == (200, code)  # type: ignore[index]
    assert len(sandbox.deeds()) == (action == "LIKE" and code == 0)


def test_a_report_on_mastodon_is_about_its_authors_own_posts(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    post, other = (sandbox.publish("mastodon", each, "Aptallar") for each in (AYSE, CAN))

    def report(**form: str) -> int:
        order = {"account_id": AYSE.id, "status_ids[]": post.id, **form}
        path = "/mastodon/api/v1/reports"
        return web.post(path, data=order, headers=bearer("mastodon")).status_code

    assert report(**{"status_ids[]": other.id}) == 404
    assert report(comment="x" * 1_001) == 422
    assert report(category="rude") == 422
    assert not sandbox.deeds()
    assert report(comment="Hakaret", category="violation") == 200


def test_a_record_of_bluesky_needs_a_key_and_a_subject(sandbox: Sandbox, web: FlaskClient) -> None:
    us = PLATFORMS["bluesky"].accounts[0]
    login = {"identifier": us.id, "password": us.token}
    session = web.post("/bluesky/xrpc/com.atproto.server.createSession", json=login).json
    headers = {"authorization": f"Bearer {session['accessJwt']}"}  # type: ignore[index]
    like = {"$type": "app.bsky.feed.like", "subject": {"uri": "at://a/b/c", "cid": "c9"}}
    order = {"repo": us.id, "collection": like["$type"], "rkey": "3l" + "a" * 11, "record": like}
    for changed in (
        {"repo": "did:plc:another"},
        {"rkey": "x"},
        {"record": {**like, "subject": "at://a/b/c"}},
        {"record": {**like, "subject": {"uri": "at://a/b/c"}}},
        {"record": {**like, "$type": "app.bsky.graph.block"}},
    ):
        answer = web.post(
            "/bluesky/xrpc/com.atproto.repo.putRecord", json=order | changed, headers=headers
        )
        assert answer.json["error"] == "InvalidRequest"  # type: ignore[index]
    assert not sandbox.deeds()
    made = web.post("/bluesky/xrpc/com.atproto.repo.putRecord", json=order, headers=headers)
    assert made.json["uri"] == f"at://{us.id}/app.bsky.feed.like/{order['rkey']}"  # type: ignore[index]


def test_who_is_banned_on_youtube_is_rejected_with_it(sandbox: Sandbox, web: FlaskClient) -> None:
    us = PLATFORMS["youtube"].accounts[0]
    grant = {
        "client_id": "sandbox-client",
        "client_secret": "sandbox-client-secret",
        "grant_type": "refresh_token",
        "refresh_token": us.token,
    }
    token = web.post("/youtube/token", data=grant).json
    headers = {"authorization": f"Bearer {token['access_token']}"}  # type: ignore[index]
    post = sandbox.publish("youtube", AYSE, "Aptallar")
    answer = web.post(
        "/youtube/v3/comments/setModerationStatus",
        query_string={"id": post.id, "moderationStatus": "heldForReview", "banAuthor": "true"},
        headers=headers,
    )
    assert answer.json["error"]["errors"][0]["reason"] == "banWithoutReject"  # type: ignore[index]
    assert not sandbox.deeds()

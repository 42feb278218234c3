"""Likes, hiding, muting, blocking and private messages in the sandbox, as on the platforms."""

import pytest
from flask.testing import FlaskClient

from local.sandbox import Sandbox
from local.sandbox.accounts import CORPORATE, PAGE, SUPPORT
from tests.unit.local.conftest import AYSE

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

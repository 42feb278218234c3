from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from local.sandbox import Sandbox
from local.sandbox.platforms.x import CORPORATE, SUPPORT
from tests.unit.local.conftest import AYSE, CAN, Clock

TOKEN = {"authorization": f"Bearer {SUPPORT.token}"}
POSTS = f"/x/2/users/{SUPPORT.id}/tweets"


def complaint(sandbox: Sandbox, text: str = "@NivoraDestek kargom gelmedi") -> str:
    return sandbox.publish("x", AYSE, text).id


def reply(web: FlaskClient, target: str | None, text: str = "Merhaba, bakıyoruz") -> TestResponse:
    order: dict[str, Any] = {"text": text}
    if target:
        order["reply"] = {"in_reply_to_tweet_id": target}
    return web.post("/x/2/tweets", json=order, headers=TOKEN)


def test_ids_are_longer_than_a_float_can_hold_and_ascend(sandbox: Sandbox) -> None:
    first, second = complaint(sandbox), complaint(sandbox)
    assert 2**53 < int(first) < int(second)


def test_a_reply_is_published_in_the_thread(sandbox: Sandbox, web: FlaskClient) -> None:
    target = complaint(sandbox)
    answer = reply(web, target)
    assert answer.status_code == 201
    post = sandbox.post("x", answer.json["data"]["id"])  # type: ignore[index]
    assert (post.is_ours, post.in_reply_to, post.thread) == (True, target, target)


@pytest.mark.parametrize("header", ["", "Bearer wrong", f"Basic {SUPPORT.token}"])
def test_a_wrong_token_is_refused(web: FlaskClient, header: str) -> None:
    answer = web.post("/x/2/tweets", json={"text": "a"}, headers={"authorization": header})
    assert answer.status_code == 401
    assert answer.json == {
        "title": "Unauthorized",
        "detail": "Unauthorized",
        "type": "about:blank",
        "status": 401,
    }


def test_who_did_not_name_us_cannot_be_answered(sandbox: Sandbox, web: FlaskClient) -> None:
    answer = reply(web, complaint(sandbox, "@Nivora @NivoraDestekk kargom gelmedi"))
    assert answer.status_code == 403
    assert answer.json == {
        "title": "Forbidden",
        "detail": (
            "You can only reply to or quote posts where you are mentioned or are the author."
        ),
        "type": "about:blank",
        "status": 403,
    }


def test_who_answered_or_quoted_us_can_be_answered(sandbox: Sandbox, web: FlaskClient) -> None:
    ours = sandbox.publish("x", SUPPORT.profile, "Duyuru")
    answered = sandbox.publish("x", AYSE, "hâlâ gelmedi", in_reply_to=ours.id)
    quoted = sandbox.publish("x", AYSE, "bakın ne diyorlar", quoted=ours.id)
    assert reply(web, answered.id, "bir").status_code == 201
    assert reply(web, quoted.id, "iki").status_code == 201


def test_the_same_words_again_are_a_duplicate_for_a_day(
    sandbox: Sandbox, web: FlaskClient, clock: Clock
) -> None:
    one, two = complaint(sandbox), complaint(sandbox)
    assert reply(web, one).status_code == 201
    answer = reply(web, two, " Merhaba,  bakıyoruz")
    assert (answer.status_code, answer.json["detail"]) == (  # type: ignore[index]
        403,
        "You are not allowed to create a Tweet with duplicate content.",
    )
    clock.forward(days=1, seconds=1)
    assert reply(web, two).status_code == 201


def test_280_weighted_characters_fit_and_281_do_not(sandbox: Sandbox, web: FlaskClient) -> None:
    target = complaint(sandbox)
    assert reply(web, target, "ş" * 278 + "😡").status_code == 201
    answer = reply(web, target, "ş" * 279 + "😡")
    assert answer.status_code == 403
    assert "too long" in answer.json["detail"]  # type: ignore[index]


def test_a_deleted_post_cannot_be_answered(sandbox: Sandbox, web: FlaskClient) -> None:
    target = complaint(sandbox)
    sandbox.remove("x", target)
    answer = reply(web, target)
    assert answer.status_code == 403
    assert "deleted" in answer.json["detail"]  # type: ignore[index]


def test_an_edited_post_is_answered_by_either_id(sandbox: Sandbox, web: FlaskClient) -> None:
    target = complaint(sandbox)
    edited = sandbox.edit("x", target, "@NivoraDestek kargom hâlâ gelmedi")
    answer = reply(web, edited.edit_ids[-1])
    assert sandbox.post("x", answer.json["data"]["id"]).in_reply_to == target  # type: ignore[index]


@pytest.mark.parametrize("order", [None, [], {}, {"text": ""}, {"text": 3}])
def test_what_is_no_post_is_an_invalid_request(web: FlaskClient, order: object) -> None:
    answer = web.post("/x/2/tweets", json=order, headers=TOKEN)
    assert (answer.status_code, answer.json["title"]) == (400, "Invalid Request")  # type: ignore[index]


def test_own_posts_come_newest_first_with_the_fields_asked_for(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    one, two = complaint(sandbox), complaint(sandbox)
    reply(web, one, "ilk & <son>")
    reply(web, two, "@ayse_ornek ikinci")
    wanted = {"tweet.fields": "referenced_tweets,created_at", "max_results": "5"}
    data = web.get(POSTS, query_string=wanted, headers=TOKEN).json["data"]  # type: ignore[index]
    assert [post["referenced_tweets"][0]["id"] for post in data] == [two, one]
    assert [post["text"] for post in data] == [
        "@ayse_ornek ikinci",
        "@ayse_ornek ilk &amp; &lt;son&gt;",
    ]
    plain = web.get(POSTS, headers=TOKEN).json["data"][0]  # type: ignore[index]
    assert set(plain) == {"id", "text", "edit_history_tweet_ids"}


def test_own_posts_come_in_pages(sandbox: Sandbox, web: FlaskClient) -> None:
    for number in range(7):
        sandbox.publish("x", SUPPORT.profile, f"{number}")
    sandbox.publish("x", CAN, "başkası")
    first = web.get(POSTS, query_string={"max_results": 5}, headers=TOKEN).json
    assert [post["text"] for post in first["data"]] == ["6", "5", "4", "3", "2"]  # type: ignore[index]
    following = {"max_results": 5, "pagination_token": first["meta"]["next_token"]}  # type: ignore[index]
    second = web.get(POSTS, query_string=following, headers=TOKEN).json
    assert [post["text"] for post in second["data"]] == ["1", "0"]  # type: ignore[index]
    assert "next_token" not in second["meta"]  # type: ignore[index]
    nothing = web.get(f"/x/2/users/{CORPORATE.id}/tweets", headers=TOKEN).json
    assert nothing == {"meta": {"result_count": 0}}
    assert web.get(POSTS, query_string={"max_results": 4}, headers=TOKEN).status_code == 400

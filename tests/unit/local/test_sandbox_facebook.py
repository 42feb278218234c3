import pytest
from flask.testing import FlaskClient

from local.sandbox import Sandbox
from local.sandbox.platforms.facebook import PAGE
from tests.unit.local.conftest import AYSE, CAN

TOKEN = {"authorization": f"Bearer {PAGE.token}"}


def edge(object_id: str) -> str:
    return f"/facebook/v26.0/{object_id}/comments"


def test_ids_are_the_pages_and_the_posts(sandbox: Sandbox) -> None:
    post = sandbox.publish("facebook", PAGE.profile, "Kampanya başladı")
    comment = sandbox.publish("facebook", AYSE, "Kargom gelmedi", thread=post.id)
    assert post.id.startswith(f"{PAGE.id}_")
    assert comment.id.startswith(post.id.removeprefix(f"{PAGE.id}_") + "_")
    assert (comment.thread, comment.in_reply_to) == (post.id, post.id)


def test_a_reply_is_published_and_found_under_what_it_answers(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    post = sandbox.publish("facebook", PAGE.profile, "Kampanya başladı")
    comment = sandbox.publish("facebook", AYSE, "Kargom gelmedi", thread=post.id)
    answer = web.post(edge(comment.id), data={"message": "Bakıyoruz"}, headers=TOKEN)
    assert answer.status_code == 200
    found = web.get(
        edge(comment.id), query_string={"fields": "id,message,from", "limit": 5}, headers=TOKEN
    )
    assert found.json["data"] == [  # type: ignore[index]
        {
            "id": answer.json["id"],  # type: ignore[index]
            "message": "Bakıyoruz",
            "from": {"id": PAGE.id, "name": "Nivora"},
        }
    ]


def test_the_token_may_be_a_parameter(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("facebook", AYSE, "Kargom gelmedi")
    order = {"message": "Bakıyoruz", "access_token": PAGE.token}
    assert web.post(edge(post.id), data=order).status_code == 200
    assert web.post(edge(post.id), json=order).status_code == 200


def test_comments_come_in_pages_in_either_order(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("facebook", PAGE.profile, "Kampanya başladı")
    first = sandbox.publish("facebook", AYSE, "1", thread=post.id)
    sandbox.publish("facebook", CAN, "1a", in_reply_to=first.id)
    for text in "23":
        sandbox.publish("facebook", AYSE, text, thread=post.id)

    def read(**query: object) -> list[str]:
        answer = web.get(edge(post.id), query_string=query, headers=TOKEN)
        return [comment["message"] for comment in answer.json["data"]]  # type: ignore[index]

    assert read() == ["1", "2", "3"]
    assert read(limit=2) == ["1", "2"]
    assert read(limit=2, after=2) == ["3"]
    assert read(order="reverse_chronological", limit=1) == ["3"]
    assert read(filter="stream") == ["1", "1a", "2", "3"]
    sandbox.remove("facebook", first.id)
    assert read() == ["2", "3"]


@pytest.mark.parametrize(
    ("token", "status", "code"), [("", 400, 104), ("wrong", 401, 190), (PAGE.token, 400, 100)]
)
def test_graph_says_no_with_its_codes(web: FlaskClient, token: str, status: int, code: int) -> None:
    answer = web.post(edge("1_2"), data={"message": "a", "access_token": token})
    error = answer.json["error"]  # type: ignore[index]
    assert (answer.status_code, error["code"]) == (status, code)
    assert {"message", "type", "fbtrace_id"} <= set(error)


def test_an_empty_or_endless_message_is_refused(sandbox: Sandbox, web: FlaskClient) -> None:
    post = sandbox.publish("facebook", AYSE, "Kargom gelmedi")
    for message in ("", "  ", "a" * 8_001):
        answer = web.post(edge(post.id), data={"message": message}, headers=TOKEN)
        assert (answer.status_code, answer.json["error"]["code"]) == (400, 100)  # type: ignore[index]


def test_an_unknown_version_is_refused(web: FlaskClient) -> None:
    assert web.get("/facebook/latest/1_2/comments", headers=TOKEN).status_code == 400

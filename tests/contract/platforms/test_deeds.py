"""Likes, hiding, muting, blocking, reports: the platforms' own calls, over HTTP."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import ReplyForm
from tests.contract.platforms.deeds_given import (
    OAUTH_TOKEN,
    POST,
    SESSION,
    Deed,
    a_deed,
    platform,
)
from tests.contract.platforms.given import TOKEN
from tests.contract.platforms.local_server import Call, LocalServer, Scripted, as_json

LIKE, HIDE, MUTE = ReplyForm.LIKE, ReplyForm.HIDE, ReplyForm.MUTE
BLOCK, REPORT = ReplyForm.BLOCK, ReplyForm.REPORT
BLUESKY = {
    "target": POST,
    "asks": (SESSION, as_json({"posts": [{"uri": POST, "cid": "c9"}]})),
    "answer": as_json({"uri": "at://1500/x/1", "id": 77}),
}
SUCCESS = as_json({"success": True})
BLOCK_LIST = {"messaging_product": "whatsapp", "block_users": [{"user": "42"}]}


def form(call: Call) -> object:
    return parse_qs(call.body)


def moderated(action: str) -> dict[str, object]:
    return {"user_ids": [{"id": "42"}], "actions": [action]}


def listed(name: str) -> Scripted:
    """As WhatsApp tells whom it has put on the list, or taken off."""
    return as_json({"block_users": {name: [{"input": "42", "wa_id": "42"}]}})


def place(call: Call) -> object:
    """Of a record deleted at Bluesky: where it was."""
    body = json.loads(call.body)
    assert len(body["rkey"]) == 13
    return body["repo"], body["collection"]


def record(call: Call) -> object:
    """Of a record put at Bluesky: what it is and about whom."""
    body = json.loads(call.body)
    assert len(body["rkey"]) == 13
    return body["collection"], body["record"]["subject"]


DEEDS = [
    Deed(
        channel="x",
        form=LIKE,
        method="POST",
        path="/2/users/1500/likes",
        body={"tweet_id": "2085"},
        answer=as_json({"data": {"liked": True}}),
    ),
    Deed(
        channel="x",
        form=HIDE,
        method="PUT",
        path="/2/tweets/2085/hidden",
        body={"hidden": True},
        answer=as_json({"data": {"hidden": True}}),
    ),
    Deed(
        channel="x",
        form=MUTE,
        method="POST",
        path="/2/users/1500/muting",
        body={"target_user_id": "42"},
        answer=as_json({"data": {"muting": True}}),
    ),
    Deed(channel="facebook", form=LIKE, method="POST", path="/2085/likes", answer=SUCCESS),
    Deed(
        channel="facebook",
        form=HIDE,
        method="POST",
        path="/2085",
        body={"is_hidden": ["true"]},
        answer=SUCCESS,
        read=form,
    ),
    Deed(
        channel="facebook",
        form=BLOCK,
        method="POST",
        path="/1500/blocked",
        body={"psid": ['["42"]']},
        answer=as_json({"42": True}),
        read=form,
    ),
    Deed(
        channel="instagram",
        form=HIDE,
        method="POST",
        path="/2085",
        body={"hide": ["true"]},
        answer=SUCCESS,
        read=form,
    ),
    Deed(
        channel="youtube",
        form=HIDE,
        method="POST",
        path="/comments/setModerationStatus",
        query={"id": ["2085"], "moderationStatus": ["heldForReview"]},
        asks=(OAUTH_TOKEN,),
        answer=Scripted(status=204),
    ),
    Deed(
        channel="youtube",
        form=BLOCK,
        method="POST",
        path="/comments/setModerationStatus",
        query={"id": ["2085"], "moderationStatus": ["rejected"], "banAuthor": ["true"]},
        asks=(OAUTH_TOKEN,),
        answer=Scripted(status=204),
    ),
    Deed(channel="mastodon", form=LIKE, method="POST", path="/api/v1/statuses/2085/favourite"),
    Deed(channel="mastodon", form=MUTE, method="POST", path="/api/v1/accounts/42/mute"),
    Deed(channel="mastodon", form=BLOCK, method="POST", path="/api/v1/accounts/42/block"),
    Deed(
        channel="mastodon",
        form=REPORT,
        method="POST",
        path="/api/v1/reports",
        body={
            "account_id": ["42"],
            "status_ids[]": ["2085"],
            "comment": ["Küfür ve tehdit"],
            "category": ["other"],
        },
        answer=as_json({"id": "77"}),
        read=form,
    ),
    Deed(
        channel="bluesky",
        form=LIKE,
        method="POST",
        path="/xrpc/com.atproto.repo.putRecord",
        body=("app.bsky.feed.like", {"uri": POST, "cid": "c9"}),
        read=record,
        **BLUESKY,  # type: ignore[arg-type]
    ),
    Deed(
        channel="bluesky",
        form=BLOCK,
        method="POST",
        path="/xrpc/com.atproto.repo.putRecord",
        body=("app.bsky.graph.block", "42"),
        read=record,
        asks=(SESSION,),
        answer=as_json({"uri": "at://1500/x/1"}),
    ),
    Deed(
        channel="bluesky",
        form=MUTE,
        method="POST",
        path="/xrpc/app.bsky.graph.muteActor",
        body={"actor": "42"},
        asks=(SESSION,),
        answer=Scripted(),
    ),
    Deed(
        channel="bluesky",
        form=REPORT,
        method="POST",
        path="/xrpc/com.atproto.moderation.createReport",
        body={
            "reasonType": "com.atproto.moderation.defs#reasonRude",
            "reason": "Küfür ve tehdit",
            "subject": {"$type": "com.atproto.repo.strongRef", "uri": POST, "cid": "c9"},
        },
        **BLUESKY,  # type: ignore[arg-type]
    ),
    Deed(
        channel="reddit",
        form=BLOCK,
        method="POST",
        path="/api/block_user",
        query={"raw_json": ["1"]},
        body={"api_type": ["json"], "name": ["42"]},
        asks=(OAUTH_TOKEN,),
        read=form,
    ),
    Deed(
        channel="reddit",
        form=REPORT,
        method="POST",
        path="/api/report",
        query={"raw_json": ["1"]},
        body={"api_type": ["json"], "thing_id": ["2085"], "reason": ["Küfür ve tehdit"]},
        asks=(OAUTH_TOKEN,),
        answer=as_json({"json": {"errors": []}}),
        read=form,
    ),
    Deed(
        channel="linkedin",
        form=LIKE,
        method="POST",
        path="/rest/reactions",
        query={"actor": ["1500"]},
        body={"root": "2085", "reactionType": "LIKE"},
        answer=as_json({}, 201),
    ),
    Deed(
        channel="tiktok",
        form=HIDE,
        method="POST",
        path="/open_api/v1.3/business/comment/hide/",
        target="7:8",
        body={"business_id": "1500", "video_id": "7", "comment_id": "8", "action": "HIDE"},
        answer=as_json({"code": 0}),
    ),
    Deed(
        channel="tiktok",
        form=LIKE,
        method="POST",
        path="/open_api/v1.3/business/comment/like/",
        target="7:8",
        body={"business_id": "1500", "video_id": "7", "comment_id": "8", "action": "LIKE"},
        answer=as_json({"code": 0}),
    ),
    *(
        Deed(
            channel=channel,
            form=BLOCK,
            method="POST",
            path="/me/moderate_conversations",
            body=moderated("block_user"),
            answer=as_json({"success": "true"}),
        )
        for channel in ("instagram", "messenger")
    ),
    Deed(
        channel="whatsapp",
        form=BLOCK,
        method="POST",
        path="/1500/block_users",
        body=BLOCK_LIST,
        answer=listed("added_users"),
    ),
]
UNDOINGS = [
    Deed(
        channel="x",
        form=LIKE,
        method="DELETE",
        path="/2/users/1500/likes/2085",
        answer=as_json({"data": {"liked": False}}),
        undoes=True,
    ),
    Deed(
        channel="x",
        form=HIDE,
        method="PUT",
        path="/2/tweets/2085/hidden",
        body={"hidden": False},
        answer=as_json({"data": {"hidden": False}}),
        undoes=True,
    ),
    Deed(
        channel="x",
        form=MUTE,
        method="DELETE",
        path="/2/users/1500/muting/42",
        answer=as_json({"data": {"muting": False}}),
        undoes=True,
    ),
    Deed(
        channel="facebook",
        form=LIKE,
        method="DELETE",
        path="/2085/likes",
        answer=SUCCESS,
        undoes=True,
    ),
    Deed(
        channel="facebook",
        form=HIDE,
        method="POST",
        path="/2085",
        body={"is_hidden": ["false"]},
        answer=SUCCESS,
        read=form,
        undoes=True,
    ),
    Deed(
        channel="facebook",
        form=BLOCK,
        method="DELETE",
        path="/1500/blocked",
        query={"psid": ["42"]},
        answer=SUCCESS,
        undoes=True,
    ),
    Deed(
        channel="instagram",
        form=HIDE,
        method="POST",
        path="/2085",
        body={"hide": ["false"]},
        answer=SUCCESS,
        read=form,
        undoes=True,
    ),
    *(
        Deed(
            channel=channel,
            form=BLOCK,
            method="POST",
            path="/me/moderate_conversations",
            body=moderated("unblock_user"),
            answer=as_json({"success": "true"}),
            undoes=True,
        )
        for channel in ("instagram", "messenger")
    ),
    Deed(
        channel="whatsapp",
        form=BLOCK,
        method="DELETE",
        path="/1500/block_users",
        body=BLOCK_LIST,
        answer=listed("removed_users"),
        undoes=True,
    ),
    Deed(
        channel="youtube",
        form=HIDE,
        method="POST",
        path="/comments/setModerationStatus",
        query={"id": ["2085"], "moderationStatus": ["published"]},
        asks=(OAUTH_TOKEN,),
        answer=Scripted(status=204),
        undoes=True,
    ),
    Deed(
        channel="mastodon",
        form=LIKE,
        method="POST",
        path="/api/v1/statuses/2085/unfavourite",
        undoes=True,
    ),
    *(
        Deed(
            channel="mastodon",
            form=form,
            method="POST",
            path=f"/api/v1/accounts/42/un{form}",
            undoes=True,
        )
        for form in (MUTE, BLOCK)
    ),
    Deed(
        channel="bluesky",
        form=LIKE,
        method="POST",
        path="/xrpc/com.atproto.repo.deleteRecord",
        body=("1500", "app.bsky.feed.like"),
        read=place,
        target=POST,
        asks=(SESSION,),
        undoes=True,
    ),
    Deed(
        channel="bluesky",
        form=BLOCK,
        method="POST",
        path="/xrpc/com.atproto.repo.deleteRecord",
        body=("1500", "app.bsky.graph.block"),
        read=place,
        asks=(SESSION,),
        undoes=True,
    ),
    Deed(
        channel="bluesky",
        form=MUTE,
        method="POST",
        path="/xrpc/app.bsky.graph.unmuteActor",
        body={"actor": "42"},
        asks=(SESSION,),
        answer=Scripted(),
        undoes=True,
    ),
    Deed(
        channel="linkedin",
        form=LIKE,
        method="DELETE",
        path="/rest/reactions/(actor:1500,entity:2085)",
        answer=Scripted(status=204),
        undoes=True,
    ),
    *(
        Deed(
            channel="tiktok",
            form=form,
            method="POST",
            path=f"/open_api/v1.3/business/comment/{form}/",
            target="7:8",
            body={
                "business_id": "1500",
                "video_id": "7",
                "comment_id": "8",
                "action": f"UN{form.upper()}",
            },
            answer=as_json({"code": 0}),
            undoes=True,
        )
        for form in (LIKE, HIDE)
    ),
]
DEEDS += UNDOINGS
each = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
ABOUT_A_PERSON = [
    d
    for d in DEEDS
    if d.form in (MUTE, BLOCK) and d.channel != "youtube"
    if (d.channel, d.form, d.undoes) != ("bluesky", BLOCK, True)
]
"""Bluesky deletes our own record: no matter about whom."""

REPEATABLE = [d for d in DEEDS if d.form is not REPORT]


def written(deed: Deed, call: Call) -> object:
    if deed.read:
        return deed.read(call)
    return json.loads(call.body) if call.body else None


@each
def test_a_deed_is_the_call_that_the_platform_documents(deed: Deed, server: LocalServer) -> None:
    told = deed.done(server)

    call = server.calls[-1]
    assert told
    assert (call.method, call.path, call.query) == (deed.method, deed.path, deed.query)
    assert written(deed, call) == deed.body
    assert len(server.calls) == len(deed.asks) + 1


def test_every_deed_that_an_adapter_declares_is_tested_here_and_no_other() -> None:
    offers = {channel: adapter_class(channel)().offers for channel in ADAPTERS}
    done = {(channel, form, False) for channel, own in offers.items() for form in own.forms}
    undone = {(channel, form, True) for channel, own in offers.items() for form in own.undoes}
    declared = {each for each in done | undone if not each[1].speaks}

    assert {(deed.channel, deed.form, deed.undoes) for deed in DEEDS} == declared
    assert all(own.undoes <= own.forms for own in offers.values())


@each
def test_a_token_that_people_must_renew_holds_the_deed(deed: Deed, server: LocalServer) -> None:
    with pytest.raises(NotAuthorised):
        deed.done(server, as_json({"error": {"code": 190}, "message": "x"}, 401))


@each
def test_a_passing_fault_is_tried_again(deed: Deed, server: LocalServer) -> None:
    with pytest.raises(Unavailable):
        deed.done(server, Scripted(status=503))


@each
def test_too_many_calls_are_waited_for(deed: Deed, server: LocalServer) -> None:
    with pytest.raises(RateLimited):
        deed.done(server, Scripted(status=429, headers={"retry-after": "7"}))


@each
def test_a_refusal_repeats_no_reason_of_ours(deed: Deed, server: LocalServer) -> None:
    told = f"no: {deed.reply.text}"
    body = {"message": told, "detail": told, "error": {"message": told, "errors": []}}
    with pytest.raises(Refused) as error:
        deed.done(server, as_json(body, 400))

    assert deed.reply.text not in str(error.value)


@pytest.mark.parametrize("deed", REPEATABLE, ids=lambda deed: deed.name)
def test_what_may_have_been_done_is_simply_done_again(deed: Deed, server: LocalServer) -> None:
    again = replace(deed.reply, attempts=2)

    assert platform(deed.channel, server).find(again) is None
    assert server.calls == []


@pytest.mark.parametrize("channel", ["mastodon", "bluesky", "reddit"])
def test_a_report_that_may_have_been_made_is_looked_for_by_people(
    channel: str, server: LocalServer
) -> None:
    with pytest.raises(Refused, match="outcome_unknown"):
        platform(channel, server).find(a_deed(channel, REPORT))


@pytest.mark.parametrize("deed", ABOUT_A_PERSON, ids=lambda deed: deed.name)
def test_whom_the_platform_does_not_name_nothing_is_done_to(
    deed: Deed, server: LocalServer
) -> None:
    server.answers(*deed.asks, deed.answer)
    with pytest.raises(Refused, match="author_unknown"):
        platform(deed.channel, server).send(replace(deed.reply, person_id=""))


@pytest.mark.parametrize("told", [{}, {"data": {}}, {"data": {"liked": False}}, {"data": 7}])
def test_a_success_that_says_nothing_of_it_is_none(told: Any, server: LocalServer) -> None:
    (like,) = (d for d in DEEDS if d.name == "x-like")
    with pytest.raises(Unavailable):
        like.done(server, as_json(told))


def test_a_person_whom_facebook_would_not_block_is_told(server: LocalServer) -> None:
    (block,) = (d for d in DEEDS if d.name == "facebook-block")
    with pytest.raises(Refused, match="blocked"):
        block.done(server, as_json({"42": False}))


def named(name: str) -> Deed:
    (found,) = (d for d in DEEDS if d.name == name)
    return found


@pytest.mark.parametrize("channel", ["instagram", "messenger"])
def test_a_person_whom_meta_would_not_block_is_told(channel: str, server: LocalServer) -> None:
    with pytest.raises(Refused, match="not_taken"):
        named(f"{channel}-block").done(server, as_json({"success": "false"}))


def test_a_like_that_was_not_there_is_taken_back(server: LocalServer) -> None:
    answer = as_json({"message": "Not found"}, 404)

    assert named("linkedin-unlike").done(server, answer) == "2085"


def test_a_record_of_bluesky_is_deleted_under_the_key_under_which_it_was_put(
    server: LocalServer,
) -> None:
    for name in ("bluesky-like", "bluesky-unlike"):
        named(name).done(server)
    put, deleted = (json.loads(c.body) for c in server.calls if c.path.endswith("Record"))

    assert deleted == {name: put[name] for name in ("repo", "collection", "rkey")}


def test_a_ban_on_youtube_is_not_lifted_by_a_program(server: LocalServer) -> None:
    with pytest.raises(Refused, match="not_offered"):
        platform("youtube", server).send(a_deed("youtube", BLOCK, undoes="000002-1"))


@pytest.mark.parametrize("channel", ["mastodon", "bluesky"])
def test_a_report_cannot_be_taken_back(channel: str, server: LocalServer) -> None:
    with pytest.raises(Refused, match="not_offered"):
        platform(channel, server).send(a_deed(channel, REPORT, undoes="000002-1"))


# The block list of WhatsApp


def failed(code: object, message: str = "no") -> dict[str, Any]:
    """As WhatsApp tells why a person is not on the list."""
    person = {"input": "42", "wa_id": "42", "errors": [{"code": code, "message": message}]}
    return {
        "block_users": {"failed_users": [person]},
        "error": {"code": 139100, "message": "(#139100) Failed to block/unblock users"},
    }


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [
        (131047, Refused, "only_recent_writers"),
        ("131047", Refused, "only_recent_writers"),
        (139101, Refused, "code_139101"),
        (131021, Refused, "code_131021"),
        (None, Refused, "not_taken"),
        (139102, Unavailable, "code_139102"),
        (139103, Unavailable, "code_139103"),
        (130429, RateLimited, "code_130429"),
    ],
)
@pytest.mark.parametrize("status", [400, 200])
def test_why_whatsapp_blocked_nobody(
    code: object, kind: type[Exception], word: str, status: int, server: LocalServer
) -> None:
    with pytest.raises(kind, match=word):
        named("whatsapp-block").done(server, as_json(failed(code), status))


@pytest.mark.parametrize("told", [{}, {"block_users": 7}, {"block_users": {"added_users": []}}])
def test_a_list_that_names_nobody_is_no_success(told: Any, server: LocalServer) -> None:
    with pytest.raises(Unavailable):
        named("whatsapp-block").done(server, as_json(told))


def test_the_number_of_a_person_is_in_no_failure(server: LocalServer) -> None:
    block = replace(named("whatsapp-block").reply, person_id="905551112233")
    server.answers(as_json(failed(131021, "905551112233 is yourself"), 400))
    with pytest.raises(Refused) as error:
        platform("whatsapp", server).send(block)

    assert str(error.value) == "code_131021"


def test_who_has_no_number_is_blocked_by_the_id_that_whatsapp_gave_us(server: LocalServer) -> None:
    server.answers(listed("added_users"))
    block = replace(named("whatsapp-block").reply, person_id="TR.13491208655302741918")
    platform("whatsapp", server).send(block)

    told = json.loads(server.calls[-1].body)
    assert told["block_users"] == [{"user_id": "TR.13491208655302741918"}]


def test_a_like_that_linkedin_has_already_is_given(server: LocalServer) -> None:
    (like,) = (d for d in DEEDS if d.name == "linkedin-like")

    assert like.done(server, as_json({"message": "exists"}, 409)) == "2085"


def test_a_record_of_bluesky_is_the_same_record_when_it_is_written_again(
    server: LocalServer,
) -> None:
    (like,) = (d for d in DEEDS if d.name == "bluesky-like")
    like.done(server)
    like.done(server)
    puts = [json.loads(c.body) for c in server.calls if c.path.endswith("putRecord")]

    assert puts[0] == puts[1]


def test_hiding_below_other_people_s_posts_is_not_ours_to_do(server: LocalServer) -> None:
    with pytest.raises(Refused, match="only_own_posts"):
        platform("instagram", server).send(a_deed("instagram", HIDE, in_reply_to="@1:2"))


@pytest.mark.parametrize(
    ("channel", "start"),
    [("x", ""), ("facebook", ""), ("instagram", ""), ("mastodon", ""), ("bluesky", "at://")],
)
def test_an_id_cannot_lead_to_another_address(
    channel: str, start: str, server: LocalServer
) -> None:
    deed = next(d for d in DEEDS if d.channel == channel and d.form in (HIDE, LIKE))
    server.answers(*deed.asks, deed.answer)
    platform(channel, server).send(replace(deed.reply, in_reply_to=f"{start}../me/feed?x=1#"))

    assert "/me/feed" not in server.calls[-1].path
    assert "x" not in server.calls[-1].query


def test_the_token_is_in_no_address(server: LocalServer) -> None:
    for deed in DEEDS:
        deed.done(server)

    assert not any(TOKEN in call.path + str(call.query) + call.body for call in server.calls)

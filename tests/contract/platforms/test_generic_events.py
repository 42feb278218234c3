"""What senders of the generic webhook tell us, as events of ours."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.generic import SignedWebhook
from hearback.domain.errors import Refused
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.given import NOW, a_delivery, a_reply, broken, fixture, only

EXAMPLE = fixture("generic/complaint_created_example.json")
BROKEN = [
    {},
    {"type": None, "data": {"id": "1"}},
    {"type": "complaint.created"},
    {"type": "complaint.created", "data": []},
    {"type": "complaint.created", "data": {"text": "x"}},
    {"type": "complaint.created", "data": {"id": "1", "text": {"a": 1}}},
    {"type": "complaint.created", "data": {"id": "i" * 200, "source": "s" * 200}},
    {"type": "complaint.updated", "data": {"id": "", "text": "x"}},
]


def parse(body: object, **headers: str) -> tuple[Incoming, ...]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return tuple(SignedWebhook().parse(a_delivery("generic", body, named)))


def example_with(kind: str = "complaint.created", **data: Any) -> dict[str, Any]:
    body: dict[str, Any] = deepcopy(EXAMPLE)
    body["type"] = kind
    body["data"].update(data)
    return body


def test_a_complaint_is_added() -> None:
    assert parse(EXAMPLE) == (
        MentionAdded(
            mention=Mention(
                channel="generic",
                account_id="web-form",
                external_id="web-form:ext-123",
                author=Author(id="ayse@example.com", name="Ayşe Örnek"),
                text="Ürün kırık geldi.",
                received_at=NOW,
                posted_at=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
                thread_id="web-form:ext-123",
                url="https://example.com/t/123",
                language_hint="tr",
            )
        ),
    )


def test_thread_account_and_author_are_taken_where_given() -> None:
    author = {"id": 7, "handle": "ayse", "email": "Ayse@Example.com", "tier": "gold"}
    mention = only(parse(example_with(thread_id=5, account_id="acc", author=author))).mention
    assert (mention.thread_id, mention.account_id) == ("web-form:5", "acc")
    assert mention.author == Author(id="web-form:7", handle="ayse", tier="gold")


def test_customers_with_one_id_in_two_sources_are_two() -> None:
    one = only(parse(example_with(source="shop", author={"id": "7"}))).mention
    other = only(parse(example_with(source="forum", author={"id": "7"}))).mention
    assert one.author.id != other.author.id


def test_one_mail_address_is_one_customer_however_it_is_written() -> None:
    mention = only(parse(example_with(author={"email": "AYSE@example.com"}))).mention
    assert mention.author.id == "ayse@example.com"


def test_without_a_source_the_id_stands_alone() -> None:
    mention = only(parse(example_with(source=None))).mention
    assert (mention.external_id, mention.account_id) == ("ext-123", "")


def test_without_an_id_the_webhooks_own_stands_in() -> None:
    mention = only(parse(example_with(id=None), webhook_id="msg_1")).mention
    assert mention.external_id == "web-form:msg_1"


@pytest.mark.parametrize("kind", ["mention.created", "complaint.created", "anything.created"])
def test_whatever_is_created_is_added(kind: str) -> None:
    assert isinstance(only(parse(example_with(kind))), MentionAdded)


def test_whatever_is_updated_is_edited() -> None:
    edited = only(parse(example_with("mention.updated", text="Geldi")))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.text == "Geldi"


def test_whatever_is_deleted_is_a_deletion() -> None:
    body = {"type": "mention.deleted", "data": {"id": "ext-123", "source": "web-form"}}
    assert parse(body) == (
        MentionDeleted(channel="generic", external_id="web-form:ext-123", received_at=NOW),
    )


@pytest.mark.parametrize("kind", ["mention.updated", "mention.deleted"])
def test_the_webhooks_own_id_names_nothing_that_came_before(kind: str) -> None:
    assert broken(parse(example_with(kind, id=None), webhook_id="msg_1"))


@pytest.mark.parametrize("kind", ["ping", "complaint.viewed", "created.complaint"])
def test_other_types_are_ignored_by_name(kind: str) -> None:
    assert parse(example_with(kind)) == (EventIgnored(event=kind),)


@pytest.mark.parametrize("body", BROKEN)
def test_what_cannot_be_read_is_broken_and_kept(body: object) -> None:
    delivery = a_delivery("generic", body)
    (lost,) = broken(SignedWebhook().parse(delivery))
    assert lost.fragment == delivery.body


def test_nothing_can_be_answered() -> None:
    platform = SignedWebhook()
    assert not platform.can_reply
    assert platform.find(a_reply("generic")) is None
    assert platform.length("şikayet") == 7
    with pytest.raises(Refused):
        platform.send(a_reply("generic"))

"""What WhatsApp tells us, as events of ours."""

import json
from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest

from hearback.adapters.platforms.whatsapp import WhatsApp
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    Visibility,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only, texts
from tests.contract.platforms.meta_given import a_text, a_whatsapp

PERSON = "905551111111"
WRITTEN = Mention(
    channel="whatsapp",
    account_id="500000000000001",
    external_id=f"{PERSON}:wamid.ORNEK1",
    author=Author(id=PERSON, name="Örnek Müşteri"),
    text="Faturam bu ay iki kat gelmiş, neden?",
    received_at=NOW,
    posted_at=datetime(2026, 11, 2, 6, 41, 23, tzinfo=UTC),
    thread_id=PERSON,
    visibility=Visibility.PRIVATE,
)


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(WhatsApp().parse(a_delivery("whatsapp", body)))


def of_type(kind: str, **content: Any) -> dict[str, Any]:
    return {"from": PERSON, "id": "wamid.1", "timestamp": "1793601683", "type": kind, kind: content}


def test_a_message_is_private_and_in_the_thread_of_its_person() -> None:
    assert parse(fixture("whatsapp/message_text.json")) == (MentionAdded(mention=WRITTEN),)


def test_a_person_without_a_number_is_known_by_the_id_for_our_business() -> None:
    mention = only(parse(fixture("whatsapp/bsuid_no_phone_composed.json"))).mention
    assert mention.author == Author(id="TR.13491208655302741918", name="Ayşe", handle="ayse")
    assert mention.external_id == "TR.13491208655302741918:wamid.HBgMNEXAMPLE"
    assert mention.thread_id == "TR.13491208655302741918"


def test_the_id_for_our_business_goes_before_the_number() -> None:
    contact = {"wa_id": PERSON, "user_id": "TR.1", "profile": {"name": "Ayşe"}}
    mention = only(parse(a_whatsapp(a_text(), contacts=[contact]))).mention
    assert (mention.author.id, mention.author.name) == ("TR.1", "Ayşe")
    assert PERSON not in repr(mention)


def test_each_of_a_batch_has_the_profile_of_its_writer() -> None:
    contacts = [{"wa_id": str(it), "profile": {"name": f"Kişi {it}"}} for it in (1, 2)]
    messages = [a_text(**{"from": str(it), "id": f"w{it}"}) for it in (2, 1, 3)]
    events = parse(a_whatsapp(*messages, contacts=contacts))
    names = [event.mention.author.name for event in events if isinstance(event, MentionAdded)]
    assert names == ["Kişi 2", "Kişi 1", ""]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (of_type("text", body="Merhaba 😡"), "Merhaba 😡"),
        (of_type("image", caption="Kırık geldi", id="1"), "Kırık geldi"),
        (of_type("video", id="1"), ""),
        (of_type("document", caption="Faturam", filename="a.pdf"), "Faturam"),
        (of_type("audio", id="1", voice=True), ""),
        (of_type("sticker", id="1"), ""),
        (of_type("button", text="Evet", payload="YES"), "Evet"),
        (of_type("interactive", button_reply={"id": "1", "title": "Hayır"}), "Hayır"),
        (of_type("interactive", list_reply={"id": "1", "title": "İade"}), "İade"),
        (of_type("interactive", nfm_reply={"body": "Sent", "response_json": "{}"}), "Sent"),
        (of_type("location", latitude=41.0, name="Şube", address="Kadıköy"), "Şube, Kadıköy"),
        (of_type("location", latitude=41.0), ""),
        (of_type("order", text="İki tane", product_items=[]), "İki tane"),
        (of_type("contacts"), ""),
        (of_type("unsupported", type="edit"), ""),
    ],
)
def test_each_type_of_message_says_its_words(message: object, said: str) -> None:
    assert texts(parse(a_whatsapp(message))) == [said]


def test_the_fixtures_of_other_types_are_read() -> None:
    image = only(parse(fixture("whatsapp/message_image.json"))).mention
    assert image.text == "Ürün kırık geldi 😕"
    chosen = only(parse(fixture("whatsapp/message_list_reply.json"))).mention
    assert (chosen.text, chosen.in_reply_to) == ("İade istiyorum", f"{PERSON}:wamid.BIZ1")


def test_an_edited_message_reads_as_it_does_now() -> None:
    edited = only(parse(fixture("whatsapp/message_edited.json")))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.external_id == WRITTEN.external_id
    assert edited.mention.text == "Faturam düzeldi, teşekkürler"


def test_a_revoked_message_is_a_deletion() -> None:
    assert parse(fixture("whatsapp/message_revoked.json")) == (
        MentionDeleted(channel="whatsapp", external_id=WRITTEN.external_id, received_at=NOW),
    )


def test_what_became_of_our_messages_is_counted_by_name() -> None:
    statuses = [{"id": "w1", "status": "delivered"}, {"id": "w2", "status": "read"}, {}]
    assert parse(a_whatsapp(statuses=statuses)) == (
        EventIgnored(event="statuses/delivered"),
        EventIgnored(event="statuses/read"),
        EventIgnored(event="statuses/unknown"),
    )


def test_errors_of_the_account_are_counted_by_name() -> None:
    assert parse(a_whatsapp(errors=[{"code": 131031}])) == (EventIgnored(event="errors/131031"),)


@pytest.mark.parametrize(
    ("message", "event"),
    [
        (of_type("reaction", emoji="👍"), "messages/reaction"),
        (of_type("system", body="number changed"), "messages/system"),
        (of_type("a_new_type"), "messages/a_new_type"),
        (a_text(type=None), "messages/unknown"),
        (a_text(type=["text"]), "messages/unknown"),
        (of_type("edit", original_message_id="w", message={"type": "x"}), "messages/edit/unknown"),
    ],
)
def test_types_that_say_nothing_are_ignored_by_name(message: object, event: str) -> None:
    assert parse(a_whatsapp(message)) == (EventIgnored(event=event),)


@pytest.mark.parametrize("field", ["smb_message_echoes", "history", "account_update"])
def test_other_fields_are_ignored_so_that_what_we_wrote_is_no_mention(field: str) -> None:
    body = a_whatsapp()
    body["entry"][0]["changes"] = [{"field": field, "value": {"message_echoes": [a_text()]}}]
    assert parse(body) == (EventIgnored(event=field),)


def test_a_change_without_messages_is_ignored() -> None:
    body = a_whatsapp()
    body["entry"][0]["changes"][0]["value"] = {"metadata": {}}
    assert parse(body) == (EventIgnored(event="messages/none"),)
    assert parse(a_whatsapp()) == ()


def test_the_samples_of_the_dashboard_are_ignored() -> None:
    body = a_whatsapp(a_text())
    body["entry"][0]["id"] = "0"
    assert parse(body) == (EventIgnored(event="messages/test"),)


def test_another_kind_of_object_is_ignored() -> None:
    assert parse({**a_whatsapp(a_text()), "object": "page"}) == (EventIgnored(event="page"),)


def test_a_message_without_profile_metadata_or_time_is_taken_in() -> None:
    body = a_whatsapp({"from": PERSON, "id": "w1", "type": "text"}, contacts=None, metadata=None)
    mention = only(parse(body)).mention
    assert (mention.author, mention.account_id) == (Author(id=PERSON), "")
    assert (mention.text, mention.posted_at) == ("", None)


BAD_MESSAGES: list[object] = [
    None,
    5,
    [],
    a_text(id=None),
    a_text(id="w" * 300),
    a_text(body=["a"]),
    a_text(**{"from": {"a": 1}}) | {"from_user_id": []},
    of_type("revoke"),
    of_type("edit", original_message_id="w1"),
]


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("bad", BAD_MESSAGES)
def test_a_broken_message_does_not_lose_the_others(at: int, bad: object) -> None:
    messages: list[object] = [a_text("bir", id="w1"), a_text("iki", id="w2")]
    messages.insert(at, bad)
    events = parse(a_whatsapp(*messages, contacts=[], statuses=[{"status": "read"}]))
    assert texts(events) == ["bir", "iki"]
    assert EventIgnored(event="statuses/read") in events
    (lost,) = broken(events)
    assert json.loads(lost.fragment) == a_whatsapp(bad, contacts=[])


def test_many_contacts_and_many_messages_are_read_in_a_second() -> None:
    people = [{"wa_id": str(each), "profile": {"name": f"A{each}"}} for each in range(3_000)]
    messages = [a_text(id="wamid.1", **{"from": str(each)}) for each in range(3_000)]
    began = process_time()
    events = parse(a_whatsapp(*messages, None, contacts=people))
    assert [e.mention.author.name for e in events[:-1] if isinstance(e, MentionAdded)] == [
        f"A{each}" for each in range(3_000)
    ]
    assert len(only(broken(events)).fragment) < 1_000
    assert process_time() - began < 5


def test_a_list_that_is_none_does_not_lose_the_other() -> None:
    events = parse(a_whatsapp(a_text("bir"), statuses=5))
    assert texts(events) == ["bir"]
    assert [lost.reason for lost in broken(events)] == ["statuses are not a list"]


@pytest.mark.parametrize("bad", [None, 5, {"field": "messages"}, {"field": "messages", "value": 1}])
def test_a_broken_change_does_not_lose_the_others(bad: object) -> None:
    body = a_whatsapp(a_text("bir"))
    body["entry"][0]["changes"].insert(0, bad)
    assert texts(parse(body)) == ["bir"]
    assert len(broken(parse(body))) == 1

"""One case, several conversations: private answers, moves, and who is known where."""

import re
from dataclasses import replace
from typing import Any

import pytest

from hearback.domain.acts import Act
from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import ReplyFailed, ThreadLinked
from hearback.domain.classification import Kind
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.evolve import rebuild
from hearback.domain.mention import Author, Visibility
from hearback.domain.replies import ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.sla import SlaMetric
from hearback.domain.threads import Destination, ThreadLink, new_reference, references_in
from hearback.use_cases.deliver_reply import DeliveryOutcome
from hearback.use_cases.ingest_mentions import Outcome
from tests.builders import HOUR, a_classification, a_full_policy, an_author
from tests.unit.acting import World

DAY = 24 * HOUR
QUIET = a_classification(kind=Kind.NOISE)


def on_facebook() -> World:
    world = World()
    world.says("Kargom gelmedi", channel="facebook", account_id="2060", thread_id="p1")
    return world


def in_messenger(person: str = "talk-42", **changes: Any) -> dict[str, Any]:
    own = {
        "channel": "messenger",
        "account_id": "2060",
        "author": Author(id=person),
        "thread_id": person,
        "visibility": Visibility.PRIVATE,
        "told": QUIET,
    }
    return own | changes


def by_mail(address: str = "ayse@example.com", **changes: Any) -> dict[str, Any]:
    own = {
        "channel": "email",
        "account_id": "destek@nivora.example",
        "author": Author(id=address, name="Ayşe"),
        "thread_id": "<1@example.com>",
        "visibility": Visibility.PRIVATE,
        "told": QUIET,
    }
    return own | changes


def moved(to: Destination, channel: str = "x") -> World:
    world = World() if channel == "x" else on_facebook()
    if channel == "x":
        world.says("Kargom gelmedi")
    world.does(Act.MOVE_CHANNEL, destination=to, text="")
    world.delivers()
    return world


def reference_of(case: Case) -> str:
    return next(t.reference for t in case.conversations if t.reference)


# Private answers


def test_a_private_answer_goes_to_the_customer_alone() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY, text="Ayşe Hanım, sipariş no 884120 yolda")
    world.delivers()

    (reply,) = world.published("facebook")
    assert (reply.form, reply.purpose) == (ReplyForm.PRIVATE, ReplyPurpose.ANSWER)
    assert (reply.in_reply_to, reply.person_id) == ("900", "42")
    assert world.case.status is CaseStatus.IN_PROGRESS
    assert world.case.open_clock(SlaMetric.FIRST_RESPONSE) is None


def test_its_answer_comes_to_the_same_case_though_on_another_channel_and_much_later() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    world.delivers()
    world.now += 3 * DAY

    assert world.says("884120", **in_messenger()) is Outcome.JOINED
    assert list(world.cases.cases) == ["C1"]
    place = world.case.place
    assert (place.channel, place.is_private, place.person_id) == ("messenger", True, "talk-42")
    assert [t.channel for t in world.case.conversations] == ["facebook", "messenger"]


def test_what_is_said_next_goes_where_the_customer_wrote_last() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    world.delivers()
    world.says("884120", **in_messenger())
    world.does(Act.REPLY, text="Teşekkürler Ayşe Hanım, 0532 123 45 67 doğru mu?")
    world.delivers()
    world.says("Bir de yorum yazayım", channel="facebook", account_id="2060", thread_id="p1")
    world.does(Act.REPLY, text="Yazdığınız için teşekkürler")
    world.delivers()

    (private,) = world.published("messenger")
    assert (private.form, private.in_reply_to) == (ReplyForm.DM, "901")
    assert world.published("facebook")[-1].in_reply_to == "902"
    assert rebuild(world.cases.entries["C1"]) == world.case


def test_the_promises_stay_those_of_the_first_channel() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    world.delivers()
    world.says("884120", **in_messenger())

    assert (world.case.channel, world.case.visibility) == ("facebook", Visibility.PUBLIC)


def test_a_post_has_one_private_answer_and_not_after_a_week() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    assert world.refused(Act.REPLY_PRIVATELY, text="Bir şey daha") == "gate"
    late = on_facebook()
    late.now += 8 * DAY
    assert late.refused(Act.REPLY_PRIVATELY) == "gate"


def test_the_window_of_messenger_counts_from_the_words_in_messenger() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    world.delivers()
    world.says("884120", **in_messenger())
    world.now += 8 * DAY
    world.says("Kimse yok mu?", channel="facebook", account_id="2060", thread_id="p1")
    world.cases.cases["C1"] = replace(world.case, talks_at=1)

    assert world.refused(Act.REPLY) == "gate"


def test_where_the_platform_offers_none_there_is_no_private_answer() -> None:
    world = World()
    world.says(channel="youtube", account_id="UC1", text="Nivora kargom gelmedi")

    assert world.refused(Act.REPLY_PRIVATELY) == "not_offered"


def test_in_a_private_conversation_there_is_nothing_more_private() -> None:
    world = World()
    world.says(visibility=Visibility.PRIVATE)

    assert world.refused(Act.REPLY_PRIVATELY) == "already_private"


def test_an_answer_that_was_lost_on_the_way_is_sent_once_and_still_linked() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    platform = world.platforms["facebook"]
    platform.loses_answers, platform.trouble = True, [Unavailable("502")]

    assert world.delivers() == [DeliveryOutcome.DELAYED, DeliveryOutcome.FOUND]
    assert len(platform.published) == 1
    assert world.says("884120", **in_messenger()) is Outcome.JOINED


def test_a_stranger_in_the_private_channel_opens_a_case_of_their_own() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    world.delivers()

    assert world.says("Kargom yok", **in_messenger("someone", told=a_classification())) is (
        Outcome.OPENED
    )
    assert len(world.cases.cases) == 2


# Moving to direct messages


def test_a_move_to_messages_writes_there_and_says_so_once_in_public() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.does(Act.MOVE_CHANNEL, destination=Destination.DM, text="Sipariş numaranız nedir?")
    world.delivers()

    message, note = world.published("x")
    assert (message.form, message.text) == (ReplyForm.DM, "Sipariş numaranız nedir?")
    assert (note.form, note.text) == (
        ReplyForm.PUBLIC,
        "Merhaba @ayse, size özelden yazdık. Nivora",
    )
    assert note.in_reply_to == "900"
    assert world.case.status is CaseStatus.WAITING_CUSTOMER
    world.says("Bir de buradan yazayım")
    world.does(Act.MOVE_CHANNEL, destination=Destination.DM, text="Yine de özelden yazıyorum")
    world.delivers()
    assert [r.form for r in world.published("x")].count(ReplyForm.PUBLIC) == 1


def test_nothing_is_said_in_public_of_a_message_that_did_not_get_through() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.does(Act.MOVE_CHANNEL, destination=Destination.DM, text="Sipariş numaranız nedir?")
    world.platforms["x"].trouble = [Refused("blocked")]

    assert world.delivers() == [DeliveryOutcome.FAILED]
    assert world.published("x") == []
    assert world.case.status is CaseStatus.NEW


def test_the_customers_message_joins_and_the_clocks_go_on() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.does(Act.MOVE_CHANNEL, destination=Destination.DM, text="Sipariş numaranız nedir?")
    world.delivers()
    talk = next(t for t in world.case.conversations if t.is_private)
    world.now += 5 * HOUR

    assert (
        world.says("884120", QUIET, thread_id=talk.thread_id, visibility=Visibility.PRIVATE)
        is Outcome.JOINED
    )
    assert world.case.status is CaseStatus.IN_PROGRESS
    assert world.case.place.is_private
    assert all(c.paused_at is None for c in world.case.clocks if c.is_open)


def test_the_note_does_not_set_a_case_back_that_has_gone_on() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.does(Act.MOVE_CHANNEL, destination=Destination.DM, text="Sipariş numaranız nedir?")
    (message,) = world.replies
    world.deliver_again(message)
    talk = next(t for t in world.case.conversations if t.is_private)
    world.says("884120", QUIET, thread_id=talk.thread_id, visibility=Visibility.PRIVATE)
    world.delivers()

    assert len(world.published("x")) == 2
    assert world.case.status is CaseStatus.IN_PROGRESS


def test_a_message_without_words_is_not_sent() -> None:
    world = World()
    world.says("Kargom gelmedi")

    assert world.refused(Act.MOVE_CHANNEL, destination=Destination.DM, text=" ") == "empty_reply"


# Moving to e-mail, phone, web form


@pytest.mark.parametrize(
    ("to", "contact"),
    [
        (Destination.EMAIL, "destek@nivora.example"),
        (Destination.PHONE, "0850 000 00 00"),
        (Destination.WEB_FORM, "https://nivora.example/destek"),
    ],
)
def test_the_customer_is_told_once_where_and_with_which_reference(
    to: Destination, contact: str
) -> None:
    world = moved(to)
    (note,) = world.published("x")

    assert contact in note.text
    assert references_in(note.text) == (reference_of(world.case),)
    assert world.refused(Act.MOVE_CHANNEL, destination=to, text="") == "already_moved"
    (thread,) = world.case.conversations[1:]
    assert (thread.channel, thread.is_private, thread.last_mention_id) == (to.value, True, "")


def test_a_mail_with_the_reference_joins_whoever_sends_it() -> None:
    world = moved(Destination.EMAIL)
    world.now += 2 * DAY
    text = f"Merhaba, {reference_of(world.case).lower()} hakkında yazıyorum"

    assert world.says(text, **by_mail()) is Outcome.JOINED
    thread = world.case.place
    assert (thread.channel, thread.person_id) == ("email", "ayse@example.com")
    assert thread.link is ThreadLink.PUBLIC_REFERENCE
    assert len(world.case.conversations) == 2
    assert world.case.status is CaseStatus.IN_PROGRESS
    assert rebuild(world.cases.entries["C1"]) == world.case


def test_a_reference_beside_the_text_is_as_good() -> None:
    world = moved(Destination.EMAIL)
    beside = f"destek+{reference_of(world.case).lower()}@nivora.example Kargom"

    assert world.says("Merhaba", **by_mail(beside=beside)) is Outcome.JOINED


def test_further_mails_of_the_thread_need_no_reference() -> None:
    world = moved(Destination.EMAIL)
    world.says(reference_of(world.case), **by_mail())
    world.now += 3 * DAY

    assert world.says("Hâlâ bekliyorum", **by_mail()) is Outcome.JOINED
    assert len(world.cases.cases) == 1


def test_a_reference_counts_for_one_person_only() -> None:
    world = moved(Destination.EMAIL)
    reference = reference_of(world.case)
    world.says(reference, **by_mail())
    stranger = by_mail("mallory@example.com", thread_id="<9@example.com>", told=a_classification())

    assert world.says(f"{reference} benim", **stranger) is Outcome.OPENED
    assert world.case.place.person_id == "ayse@example.com"


def test_a_sender_who_is_not_proven_joins_with_the_reference_in_their_thread_only() -> None:
    world = moved(Destination.EMAIL)
    reference = reference_of(world.case)
    nameless = by_mail(author=Author(name="Ayşe"))

    assert world.says(reference, **nameless) is Outcome.JOINED
    assert world.says(f"{reference} ek bilgi", **nameless) is Outcome.JOINED
    other = by_mail(author=Author(name="Ali"), thread_id="<9@x>", told=a_classification())
    assert world.says(f"{reference} başka", **other) is Outcome.OPENED


@pytest.mark.parametrize("text", ["HBAAAAAAAAAA", "HB123", "xHB0123456789", "HB0123456789x"])
def test_a_reference_that_we_did_not_give_is_only_text(text: str) -> None:
    world = moved(Destination.EMAIL)
    mail = by_mail(told=a_classification())

    assert world.says(f"Nivora {text}", **mail) is Outcome.OPENED


def test_a_stranger_who_reads_the_reference_and_posts_it_gets_no_part_in_the_case() -> None:
    world = moved(Destination.EMAIL)
    reference = reference_of(world.case)
    stranger = an_author(id="666", handle="mallory")

    assert (
        world.says(f"@NivoraDestek {reference} benim kodum", author=stranger, thread_id="t9")
        is Outcome.OPENED
    )
    assert world.says(reference, **by_mail()) is Outcome.JOINED


def test_a_text_full_of_references_is_not_looked_up_for_ever() -> None:
    text = " ".join(new_reference(str(n)) for n in range(1_000))

    assert len(references_in(text)) == 3


def test_the_reference_of_a_closed_case_opens_a_new_one() -> None:
    world = moved(Destination.EMAIL)
    reference = reference_of(world.case)
    world.does(Act.DISMISS)

    assert world.says(reference, **by_mail(told=a_classification())) is Outcome.OPENED


def test_a_form_of_another_system_joins_by_the_reference() -> None:
    world = moved(Destination.WEB_FORM)
    form = {"channel": "generic", "account_id": "form", "author": Author(id="form:7")}
    text = f"Kod: {reference_of(world.case)}"

    assert world.says(text, QUIET, thread_id="t1", **form) is Outcome.JOINED
    assert world.case.place.channel == "generic"
    assert [t.channel for t in world.case.conversations] == ["x", "generic"]


def test_what_was_said_on_the_phone_is_written_into_the_case() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.does(Act.MOVE_CHANNEL, destination=Destination.PHONE, text="Aradık, adresi doğruladık.")
    world.delivers()

    recorded = [r for r in world.replies if r.status is ReplyStatus.RECORDED]
    assert [r.text for r in recorded] == ["Aradık, adresi doğruladık."]
    assert world.case.conversations[1].link is ThreadLink.BY_HAND
    assert world.case.status is CaseStatus.IN_PROGRESS
    world.does(Act.MOVE_CHANNEL, destination=Destination.PHONE, text="Bir daha aradık.")
    assert len(world.published("x")) == 1


def test_a_reference_given_in_private_says_more_than_one_given_in_public() -> None:
    world = World()
    world.says("Kargom gelmedi", visibility=Visibility.PRIVATE)
    world.does(Act.MOVE_CHANNEL, destination=Destination.EMAIL, text="")
    world.delivers()
    world.says(reference_of(world.case), **by_mail())

    assert world.case.place.link is ThreadLink.REFERENCE


def test_a_way_that_the_brand_does_not_have_is_not_offered() -> None:
    brand = a_full_policy().brands[0]
    bare = brand.model_copy(update={"ways": type(brand.ways)()})
    world = World(a_full_policy(brands=[bare]))
    world.says("Kargom gelmedi")

    for to in (Destination.EMAIL, Destination.PHONE, Destination.WEB_FORM, None):
        assert world.refused(Act.MOVE_CHANNEL, destination=to) == "no_such_destination"


def test_without_words_for_it_nothing_is_moved() -> None:
    words = [t for t in a_full_policy().templates if t.purpose is not ReplyPurpose.MOVE_TO_EMAIL]
    world = World(a_full_policy(templates=words))
    world.says("Kargom gelmedi")

    assert world.refused(Act.MOVE_CHANNEL, destination=Destination.EMAIL, text="") == "no_template"


def test_where_we_cannot_write_the_move_is_recorded_as_said_another_way() -> None:
    world = World()
    form = {"channel": "generic", "account_id": "form", "text": "Nivora kargom yok"}
    world.says(told=a_classification(), **form)
    world.does(Act.MOVE_CHANNEL, destination=Destination.EMAIL, text="")

    (note,) = world.replies
    assert note.status is ReplyStatus.RECORDED
    assert world.case.status is CaseStatus.WAITING_CUSTOMER
    assert world.says(reference_of(world.case), **by_mail()) is Outcome.JOINED


def test_a_note_that_the_gate_refuses_moves_nothing() -> None:
    words = a_full_policy().model_dump(mode="json")["templates"]
    for template in words:
        if template["purpose"] == "move_to_email":
            template["text"] = "Sizin hatanız, yazın: {contact} {reference}"
    world = World(a_full_policy(templates=words))
    world.says("Kargom gelmedi")

    assert world.refused(Act.MOVE_CHANNEL, destination=Destination.EMAIL, text="") == "gate"
    assert not world.cases.references


def test_threads_do_not_grow_with_every_post() -> None:
    world = World()
    for number in range(30):
        world.says("Kargom gelmedi", thread_id=str(number))

    assert len(world.case.conversations) == 1
    assert world.case.mention_count == 30


def test_an_older_thread_of_the_author_still_leads_to_the_case() -> None:
    world = World()
    world.says("Kargom gelmedi", thread_id="first")
    world.says("Yine ben", thread_id="second")
    world.now += 5 * DAY

    assert world.says("devamı", QUIET, thread_id="first") is Outcome.JOINED


def test_a_history_from_before_threads_were_kept_can_still_be_read() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.says("Hâlâ yok")
    plain = rebuild(world.cases.entries["C1"])
    old = replace(plain, threads=(), talks_at=0)

    assert old.place.last_mention_id == plain.place.last_mention_id == "901"
    assert old.place.channel == "x"


def test_who_was_asked_to_write_in_private_and_does_answers_that_case() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.does(Act.ASK_CUSTOMER, text="Merhaba, bize özel mesajla yazar mısınız?")
    world.delivers()
    world.now += 3 * DAY
    dm = {"thread_id": "1500-42", "visibility": Visibility.PRIVATE}

    assert world.says("884120", QUIET, **dm) is Outcome.JOINED
    assert world.case.place.is_private
    assert world.case.status is CaseStatus.IN_PROGRESS


def test_who_was_asked_nothing_is_not_taken_to_answer_in_private() -> None:
    world = World()
    world.says("Kargom gelmedi")
    dm = {"thread_id": "1500-42", "visibility": Visibility.PRIVATE}

    assert world.says("selam", QUIET, **dm) is Outcome.NOISE


def test_references_are_found_and_hard_to_guess() -> None:
    made = {new_reference("secret", str(n)) for n in range(500)}

    assert len(made) == 500
    assert all(references_in(f"({each}),") == (each,) for each in made)
    assert all(re.fullmatch(r"HB[0-9A-Z]{10}", each) for each in made)


def test_a_link_is_told_in_the_history() -> None:
    world = moved(Destination.EMAIL)
    assert [c.thread.channel for c in world.changes if isinstance(c, ThreadLinked)] == ["email"]
    assert not any(isinstance(change, ReplyFailed) for change in world.changes)


def test_another_author_with_the_same_name_is_somebody_else() -> None:
    world = on_facebook()
    world.does(Act.REPLY_PRIVATELY)
    world.delivers()
    twin = an_author(id="43")

    assert (
        world.says("Kargom yok", channel="facebook", account_id="2060", author=twin)
        is Outcome.OPENED
    )


def test_a_mail_with_the_reference_for_the_form_is_one_conversation_all_the_same() -> None:
    world = moved(Destination.WEB_FORM)
    form_reference = reference_of(world.case)
    world.does(Act.MOVE_CHANNEL, destination=Destination.EMAIL, text="")
    world.delivers()

    assert world.says(form_reference, **by_mail()) is Outcome.JOINED
    assert [t.channel for t in world.case.conversations] == ["x", "email"]
    assert world.case.place.last_mention_id == world.case.last_mention_id
    assert rebuild(world.cases.entries["C1"]) == world.case

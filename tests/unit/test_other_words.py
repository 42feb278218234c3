"""Automatic replies vary: not everybody reads the same, and nobody the same twice."""

from dataclasses import replace

import pytest

from hearback.domain.case import CaseStatus
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import AuthorProfile, OpenCase
from hearback.domain.replies import Reply, ReplyStatus
from tests.builders import CASE_ID, NOW, a_policy, a_reply, open_a_case
from tests.unit.send_gate.drafts import DAY
from tests.unit.send_gate.test_acting import World

FIRST, SECOND = "Mesajınızı aldık, inceliyoruz.", "Yazdıklarınız elimizde, bakıyoruz."
WORDS = [
    {"purpose": purpose, "language": "tr", "text": text}
    for purpose in ("acknowledgement", "follow_up")
    for text in (FIRST, SECOND)
]
TWO_WAYS = a_policy(templates=WORDS)
ONE_WAY = a_policy(templates=WORDS[:1])


def said_in(world: World) -> list[str]:
    return [reply.text for reply in world.cases.file(CASE_ID).replies]


def a_second_case(*earlier: Reply, policy: CarePolicy = TWO_WAYS) -> World:
    """A world whose case has just been opened by somebody whom we told `earlier` before."""
    world = World(open_a_case(policy=TWO_WAYS), policy)
    case = world.cases.get(CASE_ID)
    before = replace(case, id="BEFORE", status=CaseStatus.CLOSED)
    world.cases.cases["BEFORE"] = before
    world.cases.entries["BEFORE"] = []
    world.cases.replies |= {("BEFORE", reply.id): reply for reply in earlier}
    cases = (
        OpenCase(case_id=CASE_ID, thread_id="2", last_mention_at=NOW),
        OpenCase(case_id="BEFORE", thread_id="1", last_mention_at=NOW - DAY),
    )
    key = (case.channel, str(case.author.id))
    world.cases.authors[key] = AuthorProfile(channel=key[0], id=key[1], open_cases=cases)
    return world


@pytest.mark.parametrize(("before", "now"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_a_second_case_is_acknowledged_in_other_words(before: str, now: str) -> None:
    world = a_second_case(a_reply(text=before))
    world.advance.acknowledge(CASE_ID, NOW)

    assert said_in(world) == [now]


def test_words_said_before_a_person_answered_are_not_repeated_either() -> None:
    early = a_reply(id="000002-1", text=FIRST, created_at=NOW - DAY)
    late = a_reply(id="000003-1", text="Kargonuz yolda.", created_at=NOW)
    world = a_second_case(early, late)
    world.advance.acknowledge(CASE_ID, NOW)

    assert said_in(world) == [SECOND]


def test_where_there_is_one_way_to_say_it_it_is_said_again() -> None:
    world = a_second_case(a_reply(text=FIRST), policy=ONE_WAY)
    world.advance.acknowledge(CASE_ID, NOW)

    assert said_in(world) == [FIRST]


def test_what_did_not_get_through_was_not_said() -> None:
    failed = a_reply(text=FIRST, status=ReplyStatus.FAILED)
    alone, again = a_second_case(), a_second_case(failed)
    for world in (alone, again):
        world.advance.acknowledge(CASE_ID, NOW)

    assert said_in(alone) == said_in(again)


def test_an_earlier_case_that_was_erased_hinders_nothing() -> None:
    world = a_second_case(a_reply(text=FIRST))
    del world.cases.cases["BEFORE"]
    world.advance.acknowledge(CASE_ID, NOW)

    assert len(said_in(world)) == 1


def test_customers_do_not_all_read_the_same_and_a_second_try_reads_as_the_first() -> None:
    def acknowledged(case_id: str) -> str:
        story = open_a_case(policy=TWO_WAYS)
        story.case = replace(story.case, id=case_id)
        world = World(story, TWO_WAYS)
        world.cases.cases[case_id] = world.cases.cases.pop(CASE_ID)
        world.cases.entries[case_id] = world.cases.entries.pop(CASE_ID)
        world.advance.acknowledge(case_id, NOW)
        return world.cases.file(case_id).replies[0].text

    ids = [f"case-{number}" for number in range(12)]
    said = [acknowledged(each) for each in ids]

    assert set(said) == {FIRST, SECOND}
    assert said == [acknowledged(each) for each in ids]

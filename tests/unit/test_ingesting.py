"""From a delivery to cases, over the fakes."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from hearback.domain.acts import Act, AgentAct, perform
from hearback.domain.case import CaseStatus
from hearback.domain.classification import Classification, Kind, Severity
from hearback.domain.errors import Conflict
from hearback.domain.mention import (
    AccessRevoked,
    EventBroken,
    EventIgnored,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.domain.ports import Commit
from hearback.domain.sla import SlaMetric
from hearback.domain.watch_words import compile_finder
from hearback.domain.webhooks import Delivery
from hearback.use_cases.ingest_mentions import Ingest, Outcome
from hearback.use_cases.saving import save
from tests.builders import (
    HOUR,
    MINUTE,
    NOW,
    a_classification,
    a_mention,
    a_policy,
    an_author,
)
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases, FakeClassifier, FakeMentionQueue, FakePlatform, adding

DELIVERY = Delivery(channel="x", body="{}", received_at=NOW)
NOISE = a_classification(kind=Kind.NOISE)
PRAISE = a_classification(kind=Kind.PRAISE)


class World:
    """An ingestion over fakes, with a classifier that says what the test says."""

    def __init__(self, cases: FakeCases | None = None) -> None:
        self.cases = cases or FakeCases()
        self.queue = FakeMentionQueue()
        self.said: dict[str, Classification] = {}
        policy = a_policy()
        numbers = count(1)
        self.log = FakeChannels()
        self.ingest = Ingest(
            cases=self.cases,
            classifier=FakeClassifier(a_classification(), self.said),
            finder=compile_finder(policy.brands),
            policy=policy,
            queue=self.queue,
            log=self.log,
            new_id=lambda: f"C{next(numbers)}",
        )

    def take(self, *events: object, later: timedelta = timedelta()) -> tuple[Outcome, ...]:
        return self.ingest(DELIVERY, FakePlatform(events=events), NOW + later)  # type: ignore[arg-type]


def added(text: str = "Kargom gelmedi", **changes: object) -> MentionAdded:
    return MentionAdded(mention=a_mention(text=text, **changes))


@pytest.fixture
def world() -> World:
    return World()


def test_a_complaint_opens_a_case_with_its_clocks(world: World) -> None:
    assert world.take(added()) == (Outcome.OPENED,)
    case = world.cases.get("C1")
    assert case.status is CaseStatus.NEW
    assert {c.metric for c in case.clocks} == {
        SlaMetric.ACKNOWLEDGEMENT,
        SlaMetric.FIRST_RESPONSE,
        SlaMetric.RESOLUTION,
        SlaMetric.PERIODIC_UPDATE,
    }
    assert all(clock.started_at == NOW for clock in case.clocks)


def test_clocks_count_from_the_arrival_and_not_from_the_ingestion(world: World) -> None:
    world.take(added(), later=20 * MINUTE)
    clock = world.cases.get("C1").open_clock(SlaMetric.ACKNOWLEDGEMENT)
    assert clock is not None
    assert clock.due_at == NOW + 15 * MINUTE


def test_the_same_mention_again_is_a_duplicate(world: World) -> None:
    assert world.take(added(), added()) == (Outcome.OPENED, Outcome.DUPLICATE)
    assert world.take(added()) == (Outcome.DUPLICATE,)
    assert len(world.cases.cases) == 1


def test_our_own_posts_are_echoes(world: World) -> None:
    ours = an_author(id="1500", name="Nivora Destek")
    edited = MentionEdited(mention=a_mention(author=ours))
    assert world.take(added(author=ours), edited) == (Outcome.ECHO, Outcome.ECHO)
    assert not world.cases.cases


@pytest.mark.parametrize(("account", "noted"), [("1500", True), ("", True), ("9", False)])
def test_an_account_of_ours_that_revokes_is_noted(world: World, account: str, noted: bool) -> None:
    outcome = world.take(AccessRevoked(channel="x", account_id=account))
    assert outcome == ((Outcome.REVOKED if noted else Outcome.IGNORED),)
    assert [(each.account_id, each.at) for each in world.log.refusals()] == (
        [("1500", NOW)] if noted else []
    )


def test_noise_is_remembered_and_opens_nothing(world: World) -> None:
    world.said["Kahve molası"] = NOISE
    assert world.take(added("Kahve molası")) == (Outcome.NOISE,)
    assert world.take(added("Kahve molası")) == (Outcome.DUPLICATE,)
    assert not world.cases.cases


def test_what_we_found_elsewhere_must_name_the_brand(world: World) -> None:
    def found(text: str) -> MentionAdded:
        return added(text, account_id="alerts", addressed=False)

    assert world.take(found("Bugün hava güzel")) == (Outcome.UNRELATED,)
    assert world.take(found("Nivora kargom yok")) == (Outcome.OPENED,)


def test_what_came_to_us_is_ours_even_if_it_does_not_name_us(world: World) -> None:
    assert world.take(added("Ürün kırık geldi", account_id="web-form")) == (Outcome.OPENED,)


def test_a_further_post_in_the_thread_joins_whatever_it_is(world: World) -> None:
    world.said["peki"] = NOISE
    world.take(added())
    outcome = world.take(added("peki", external_id="901", received_at=NOW + 72 * HOUR))
    assert outcome == (Outcome.JOINED,)
    assert world.cases.get("C1").mention_count == 2
    assert world.cases.get("C1").last_mention_id == "901"


def test_a_post_elsewhere_joins_within_the_window_only(world: World) -> None:
    world.take(added())
    soon = added(external_id="901", thread_id="901", received_at=NOW + 23 * HOUR)
    late = added(external_id="902", thread_id="902", received_at=NOW + 48 * HOUR)
    assert world.take(soon, late) == (Outcome.JOINED, Outcome.OPENED)


def test_noise_elsewhere_does_not_join(world: World) -> None:
    world.said["kahve"] = NOISE
    world.take(added())
    assert world.take(added("kahve", external_id="901", thread_id="901")) == (Outcome.NOISE,)


def test_another_author_in_the_same_thread_has_a_case_of_their_own(world: World) -> None:
    world.take(added())
    other = added(external_id="901", author=an_author(id="43"))
    assert world.take(other) == (Outcome.OPENED,)


def test_authors_whom_the_platform_withholds_never_share_a_case(world: World) -> None:
    nobody = an_author(id=None, name="")
    first, second = added(author=nobody), added(author=nobody, external_id="901")
    assert world.take(first, second) == (Outcome.OPENED, Outcome.OPENED)


def test_a_graver_mention_makes_a_graver_case(world: World) -> None:
    world.said["Nasıl iade ederim"] = a_classification(kind=Kind.QUESTION, severity=Severity.LOW)
    world.take(added("Nasıl iade ederim"))
    assert world.cases.get("C1").kind is Kind.QUESTION
    world.take(added("Rezalet", external_id="901", received_at=NOW + MINUTE))
    assert world.cases.get("C1").kind is Kind.COMPLAINT
    world.said["teşekkürler"] = PRAISE
    world.take(added("teşekkürler", external_id="902", received_at=NOW + MINUTE))
    assert world.cases.get("C1").kind is Kind.COMPLAINT


def test_an_edit_keeps_the_new_words_and_is_told_once(world: World) -> None:
    world.take(added())
    edit = MentionEdited(mention=a_mention(text="Kargom geldi"))
    assert world.take(edit, edit) == (Outcome.EDITED, Outcome.DUPLICATE)
    kept = world.cases.mention("C1", "x", "900")
    assert kept.mention.text == "Kargom geldi"
    assert kept.edited_at == NOW


def test_an_edit_that_comes_before_its_mention_is_taken_as_the_mention(world: World) -> None:
    edit = MentionEdited(mention=a_mention(text="Kargom kayıp"))
    assert world.take(edit, added()) == (Outcome.OPENED, Outcome.DUPLICATE)
    assert world.cases.mention("C1", "x", "900").mention.text == "Kargom kayıp"


def test_noise_that_is_edited_into_a_complaint_opens_a_case(world: World) -> None:
    world.said["Kahve"] = NOISE
    edit = MentionEdited(mention=a_mention(text="Kargom kayıp"))
    assert world.take(added("Kahve"), edit, edit) == (
        Outcome.NOISE,
        Outcome.OPENED,
        Outcome.DUPLICATE,
    )


def test_a_deletion_is_an_event_and_the_case_stays(world: World) -> None:
    gone = MentionDeleted(channel="x", external_id="900", received_at=NOW)
    assert world.take(added(), gone, gone) == (
        Outcome.OPENED,
        Outcome.DELETED,
        Outcome.DUPLICATE,
    )
    kept = world.cases.mention("C1", "x", "900")
    assert kept.deleted_at == NOW
    assert kept.mention.text == "Kargom gelmedi"
    assert not world.cases.get("C1").is_closed


def test_a_deletion_before_its_mention_keeps_the_mention_out(world: World) -> None:
    gone = MentionDeleted(channel="x", external_id="900", received_at=NOW)
    assert world.take(gone, added()) == (Outcome.DELETED, Outcome.DUPLICATE)
    assert not world.cases.cases


def test_one_broken_part_goes_to_the_dead_letters_and_the_others_are_taken(world: World) -> None:
    broken = EventBroken(reason="no id", fragment='{"part": 1}')
    assert world.take(broken, added(), EventIgnored(event="like")) == (
        Outcome.BROKEN,
        Outcome.OPENED,
        Outcome.IGNORED,
    )
    assert world.queue.rejected == [(replace(DELIVERY, body='{"part": 1}'), "no id")]


def test_control_characters_and_lone_surrogates_are_cleaned(world: World) -> None:
    world.take(added("Kargo\x00m \ud800 yok"))
    assert world.cases.mention("C1", "x", "900").mention.text == "Kargo\ufffdm \ufffd yok"


class RacingCases(FakeCases):
    """Somebody else commits first, a number of times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def commit(self, commit: Commit) -> None:
        if self.times:
            self.times -= 1
            raise Conflict("raced")
        super().commit(commit)


def test_a_lost_race_is_decided_again() -> None:
    assert World(RacingCases(3)).take(added()) == (Outcome.OPENED,)


def test_a_race_that_is_lost_again_and_again_is_left_to_the_queue() -> None:
    with pytest.raises(Conflict):
        World(RacingCases(99)).take(added())


def propose(world: World) -> None:
    """An agent's proposal on a channel where it takes effect at once."""
    case = world.cases.get("C1")
    wanted = AgentAct(act=Act.PROPOSE_RESOLUTION, agent="Elif", can_reply=False)
    save(world.cases, perform(case, wanted, policy=a_policy(), now=NOW + HOUR))


@pytest.mark.parametrize(
    ("words", "kind", "status"),
    [
        ("Evet çözüldü, teşekkürler", Kind.PRAISE, CaseStatus.RESOLVED),
        ("hayır, hâlâ aynı", Kind.COMPLAINT, CaseStatus.IN_PROGRESS),
        ("Teşekkürler ama çözülmedi", Kind.PRAISE, CaseStatus.IN_PROGRESS),
        ("yes it is solved", Kind.NOISE, CaseStatus.RESOLVED),
        ("bir dakika", Kind.NOISE, CaseStatus.RESOLUTION_PROPOSED),
        ("sağ olun", Kind.PRAISE, CaseStatus.RESOLUTION_PROPOSED),
    ],
)
def test_the_answer_to_a_proposal_settles_or_reopens(
    world: World, words: str, kind: Kind, status: CaseStatus
) -> None:
    world.take(added())
    propose(world)
    world.said[words] = a_classification(kind=kind)
    world.take(added(words, external_id="901", received_at=NOW + 2 * HOUR), later=2 * HOUR)
    assert world.cases.get("C1").status is status


def test_a_no_starts_a_new_resolution_episode(world: World) -> None:
    world.take(added())
    propose(world)
    world.take(added("hayır", external_id="901"), later=2 * HOUR)
    case = world.cases.get("C1")
    assert case.reopen_count == 1
    assert case.episodes(SlaMetric.RESOLUTION) == 2
    clock = case.open_clock(SlaMetric.RESOLUTION)
    assert clock is not None
    assert clock.started_at == NOW + 2 * HOUR


def test_a_new_complaint_after_a_resolution_elsewhere_opens_its_own_case(world: World) -> None:
    world.take(added())
    propose(world)
    elsewhere = added(external_id="901", thread_id="901", received_at=NOW + 2 * HOUR)
    assert world.take(elsewhere) == (Outcome.OPENED,)


def test_several_mentions_of_one_delivery_are_taken_in_order(world: World) -> None:
    first = a_mention()
    second = a_mention(external_id="901", author=an_author(id="43"))
    outcomes = world.ingest(DELIVERY, adding(first, second), NOW)
    assert outcomes == (Outcome.OPENED, Outcome.OPENED)

"""A complaint on each channel: a case opens, and the customer hears back or the team is told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from hearback.adapters.platforms import adapter_class
from hearback.adapters.platforms.websub import proof
from hearback.domain.case import Case, CaseStatus
from local.sandbox import Post
from local.sandbox.deeds import Message
from local.sandbox.platform import Person
from local.sandbox.platforms import PLATFORMS
from local.sandbox.platforms.websub import TOPIC
from tests.care import Care, wait_for

pytestmark = pytest.mark.xdist_group("stack")

MERT = Person(number=1_444_000_333_222_111_000, name="Mert Çınar", handle="mert_cinar")
WORDS = "Nivora siparişim iki haftadır gelmedi, mağdurum, kimse ilgilenmiyor"


def complain(care: Care, channel: str) -> Post:
    platform = PLATFORMS[channel]
    text = f"{platform.call_name} {WORDS}".strip()
    post = care.stack.sandbox.publish(channel, platform.author(MERT), text, title="Siparişim yok")
    care.tell(post)
    return post


@pytest.fixture(scope="module")
def complaints(care: Care) -> dict[str, Post]:
    """On all channels side by side: each test waits for its own only."""
    with ThreadPoolExecutor(len(PLATFORMS)) as pool:
        return dict(zip(PLATFORMS, pool.map(lambda c: complain(care, c), PLATFORMS), strict=True))


@pytest.mark.parametrize("channel", [c for c in PLATFORMS if adapter_class(c)().can_reply])
def test_a_complaint_opens_a_case_and_is_acknowledged_where_it_was_said(
    care: Care, complaints: dict[str, Post], channel: str
) -> None:
    post = complaints[channel]
    case = a_case(care, post)
    (ours,) = wait_for(lambda: care.our_replies_to(post), f"our word on {channel}")
    assert case.brand.title() in ours.text
    wait_for(
        lambda: (now := care.case_about(post)) and now.status is CaseStatus.ACKNOWLEDGED,
        f"the case on {channel} acknowledged",
    )


def test_a_complaint_in_private_is_acknowledged_in_its_conversation(care: Care) -> None:
    sandbox, platform = care.stack.sandbox, PLATFORMS["bluesky"]
    person = platform.author(replace(MERT, number=MERT.number + 77_000))
    sandbox.hear("bluesky", person, WORDS)
    care.invoke("PollSourceName", {"source": platform.messages_source_id})

    def answers() -> list[Message]:
        talk = [m for m in sandbox.messages("bluesky") if m.conversation == person.id]
        return [message for message in talk if message.sender_id != person.id]

    (ours,) = wait_for(answers, "our word in private")
    assert "Nivora" in ours.text


@pytest.mark.parametrize("channel", [c for c in PLATFORMS if not adapter_class(c)().can_reply])
def test_where_we_cannot_speak_the_team_is_told_and_works_by_hand(
    care: Care, complaints: dict[str, Post], channel: str
) -> None:
    post = complaints[channel]
    case = a_case(care, post)
    assert case.status is CaseStatus.NEW
    assert care.mail_about(case, "Yeni").topic == "care"
    page = care.acts(case, "propose_resolution", text="Telefonla konuştuk, yenisi yolda.")
    assert page.status == 200
    wait_for(lambda: (now := care.case_about(post)) and now.is_resolved, "a resolution")
    assert care.our_replies_to(post) == []


def a_case(care: Care, post: Post) -> Case:
    case = wait_for(lambda: care.case_about(post), f"a case on {post.channel}")
    assert (case.channel, case.brand, case.kind) == (post.channel, "nivora", "complaint")
    return case


@pytest.mark.parametrize(("word", "status"), [("", 202), ("guess", 409)])
def test_a_hub_learns_that_we_want_its_topic_and_no_other(
    care: Care, word: str, status: int
) -> None:
    door = care.stack.endpoints["channels"]["websub"]
    given = proof(TOPIC, word or door["verify_token"])
    callback = f"{care.stack.endpoints['api_url']}{door['path']}?proof={given}"
    answer = care.http.request(
        "POST",
        f"{care.stack.endpoints['sandbox_url']}/websub/hub",
        fields={
            "hub.mode": "subscribe",
            "hub.topic": TOPIC,
            "hub.callback": callback,
            "hub.secret": door["secret"],
        },
        encode_multipart=False,
    )
    assert answer.status == status, answer.data

"""Which words are taken: the most specific that fit."""

from typing import Any

import pytest

from hearback.domain.classification import Kind
from hearback.domain.mention import Author, Visibility
from hearback.domain.replies import ReplyPurpose
from hearback.domain.templates import Occasion, Template, Tone, equals, fill, fitting, in_turn
from hearback.domain.wording import draft
from tests.builders import a_case, a_policy


def a_template(text: str, **changes: Any) -> dict[str, Any]:
    return {"purpose": "acknowledgement", "language": "tr", "text": text} | changes


ALL = [
    a_template("general"),
    a_template("praise", kinds=["praise"]),
    a_template("private", visibility="private"),
    a_template("play", channels=["google_play"]),
    a_template("formal", tone="formal"),
    a_template("formal praise", tone="formal", kinds=["praise"]),
    a_template("instagram praise", channels=["instagram"], kinds=["praise"]),
    a_template("second general"),
    a_template("English", language="en"),
    a_template("answer", purpose="answer"),
]


def taken(**changes: Any) -> str:
    plain: dict[str, Any] = {
        "purpose": ReplyPurpose.ACKNOWLEDGEMENT,
        "language": "tr",
        "channel": "x",
        "kind": Kind.COMPLAINT,
    }
    templates = [Template.model_validate(each) for each in ALL]
    return fitting(templates, Occasion(**plain | changes))[0].text


@pytest.mark.parametrize(
    ("occasion", "text"),
    [
        ({}, "general"),
        ({"kind": Kind.PRAISE}, "praise"),
        ({"visibility": Visibility.PRIVATE}, "private"),
        ({"visibility": Visibility.PRIVATE, "kind": Kind.PRAISE}, "praise"),
        ({"channel": "google_play"}, "play"),
        ({"channel": "google_play", "kind": Kind.PRAISE}, "praise"),
        ({"channel": "instagram", "kind": Kind.PRAISE}, "instagram praise"),
        ({"channel": "instagram"}, "general"),
        ({"channel": "linkedin", "tone": Tone.FORMAL}, "formal"),
        ({"channel": "linkedin", "tone": Tone.FORMAL, "kind": Kind.PRAISE}, "formal praise"),
        ({"channel": "linkedin", "tone": Tone.WARM}, "general"),
        ({"language": "en"}, "English"),
        ({"purpose": ReplyPurpose.ANSWER}, "answer"),
    ],
)
def test_the_most_specific_words_are_taken(occasion: dict[str, Any], text: str) -> None:
    assert taken(**occasion) == text


def test_of_equals_each_case_has_its_own_and_the_next_in_each_turn() -> None:
    templates = [Template.model_validate(each) for each in ALL]
    occasion = Occasion(
        purpose=ReplyPurpose.ACKNOWLEDGEMENT, language="tr", channel="x", kind=Kind.COMPLAINT
    )
    same = equals(fitting(templates, occasion))
    first = {in_turn(same, f"case-{n}")[0].text for n in range(20)}

    assert [each.text for each in same] == ["general", "second general"]
    assert first == {"general", "second general"}
    assert in_turn(same, "case-1") == in_turn(same, "case-1")
    assert in_turn(same, "case-1", turn=1) == in_turn(same, "case-1")[::-1]
    assert in_turn([], "case-1") == []


def test_words_with_a_time_are_no_equals_where_nothing_can_be_promised() -> None:
    found = [Template.model_validate(a_template(text)) for text in ("by {time}", "now", "at once")]

    assert [each.text for each in equals(found, timeless=True)] == ["now", "at once"]


def test_a_case_on_linkedin_is_written_to_formally_unless_the_policy_says_otherwise() -> None:
    case = a_case(channel="linkedin")
    words = [a_template("Selam"), a_template("İyi günler", tone="formal")]
    formal, warm = a_policy(templates=words), a_policy(templates=words, tones={})

    assert draft(case, ReplyPurpose.ACKNOWLEDGEMENT, formal) == "İyi günler"
    assert draft(case, ReplyPurpose.ACKNOWLEDGEMENT, warm) == "Selam"


def test_a_private_conversation_has_its_own_words() -> None:
    words = [a_template("Bize DM'den yazın"), a_template("Buradan yazın", visibility="private")]
    policy = a_policy(templates=words)
    private = a_case(visibility=Visibility.PRIVATE)

    assert draft(a_case(), ReplyPurpose.ACKNOWLEDGEMENT, policy) == "Bize DM'den yazın"
    assert draft(private, ReplyPurpose.ACKNOWLEDGEMENT, policy) == "Buradan yazın"


def test_an_empty_value_leaves_no_gap() -> None:
    assert fill("Merhaba {name}, bakıyoruz. {brand}", {"brand": "N"}) == "Merhaba, bakıyoruz. N"


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("x", "Merhaba @ayse_o, biz @NivoraDestek"),
        ("reddit", "Merhaba u/ayse_o, biz u/NivoraDestek"),
    ],
)
def test_names_are_written_as_the_channel_writes_them(channel: str, said: str) -> None:
    account = {"channel": channel, "id": "1500", "handle": "NivoraDestek"}
    brand = {"id": "nivora", "name": "Nivora", "watch_words": ["Nivora"], "accounts": [account]}
    policy = a_policy(
        brands=[brand], templates=[a_template("Merhaba {handle}, biz {support}")], tones={}
    )
    case = a_case(channel=channel, author=Author(id="7", handle="ayse_o"))

    assert draft(case, ReplyPurpose.ACKNOWLEDGEMENT, policy) == said

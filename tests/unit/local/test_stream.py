"""The bundled stream holds what a demonstration must show."""

import json
from collections import Counter
from pathlib import Path

import pytest

from hearback.domain.classification import Kind, Leverage
from local.sandbox.platforms import PLATFORMS
from local.stream import SECONDS, Speaker, StreamInvalid, load_stream

STEPS = load_stream()
SAID = [step for step in STEPS if step.lang]
OPENED = [step for step in STEPS if step.expect == "opened"]


def test_it_is_long_and_mostly_turkish() -> None:
    assert len(STEPS) >= 230
    assert 95 <= len(OPENED) <= 130
    languages = Counter(step.lang for step in SAID)
    assert 0.75 <= languages["tr"] / len(SAID) <= 0.80
    assert languages["mixed"] >= 3
    assert max(step.at for step in STEPS) <= SECONDS


def test_nobody_says_the_same_thing_twice() -> None:
    texts = Counter(step.said for step in SAID)
    assert [text for text, times in texts.items() if times > 1] == []


def test_it_comes_over_every_channel_in_every_form() -> None:
    assert {step.channel for step in STEPS} == set(PLATFORMS)
    assert {step.do for step in STEPS} == {
        "post", "reply", "quote", "edit", "delete", "redeliver", "echo", "raw",
    }  # fmt: skip
    assert {step.form for step in STEPS} == {"", "legacy", "mention"}
    assert any(step.anonymous and step.expect == "opened" for step in STEPS)


def test_it_expects_every_outcome() -> None:
    found = Counter(step.expect for step in STEPS)
    assert set(found) == {
        "opened", "joined", "noise", "unrelated", "duplicate", "echo", "edited", "deleted",
        "ignored", "broken", "refused",
    }  # fmt: skip
    assert found["joined"] >= 30
    assert found["noise"] >= 30
    assert found["duplicate"] >= 15


def test_people_want_all_kinds_of_things() -> None:
    kinds = Counter(step.kind for step in OPENED)
    assert min(kinds[kind] for kind in (Kind.QUESTION, Kind.SUGGESTION, Kind.PRAISE)) >= 4
    assert kinds[Kind.COMPLAINT] >= 60
    assert {step.leverage for step in OPENED} == set(Leverage)
    assert sum(step.severity == 2 for step in OPENED) >= 8
    assert sum(step.offensive and step.kind is Kind.COMPLAINT for step in OPENED) >= 4


def test_a_burst_comes_within_a_second() -> None:
    times = [step.at for step in STEPS if step.do == "post"]
    assert max(sum(at <= other < at + 1 for other in times) for at in times) >= 20


def test_a_case_opens_once_per_person_and_channel() -> None:
    people = Counter((s.channel, s.author.name) for s in OPENED if s.author and s.channel != "feed")
    assert [person for person, times in people.items() if times > 1] == []


def test_noise_becomes_a_complaint_by_an_edit() -> None:
    by_key = {step.key: step for step in STEPS}
    edits = [step for step in OPENED if step.do == "edit"]
    assert len(edits) >= 2
    assert all(by_key[step.of].kind is Kind.NOISE for step in edits)


def test_a_deletion_comes_before_its_post() -> None:
    at = {step.key: step.at for step in STEPS}
    early = [step for step in STEPS if step.do == "delete" and step.at < at[step.of]]
    assert {step.channel for step in early} == {"x", "facebook"}


def test_hostile_input_comes_signed_and_unsigned() -> None:
    refused = [step for step in STEPS if step.expect == "refused"]
    assert {step.status for step in refused} == {400, 401, 413}
    assert {step.signature for step in refused} == {"good", "bad", "none"}
    texts = [step.said for step in OPENED]
    for hostile in ("<script>", "onerror=", "\r\nBcc:", "\u202e", "\u0300", "\x00", "\ud83d "):
        assert any(hostile in text for text in texts), hostile
    assert any(text.count("😡") == 10_000 for text in texts)
    assert any("Ignore all previous instructions" in text for text in texts)


def test_every_author_pattern_has_a_case() -> None:
    names = [step.author.name for step in OPENED if step.author]
    patterns = {
        "given name only": lambda name: name.isalpha() and name.istitle(),
        "full name": lambda name: len(name.split()) == 2,
        "capitals": lambda name: name.isupper(),
        "advocate": lambda name: name.startswith("Av. "),
        "emoji": lambda name: not any(c.isalnum() for c in name),
        "other script": lambda name: any("\u0600" <= c <= "\u06ff" for c in name),
        "over long": lambda name: len(name) > 60,
        "braces": lambda name: "{{" in name,
        "HTML": lambda name: "<b>" in name,
        "line breaks": lambda name: "\r\n" in name,
    }
    assert [what for what, fits in patterns.items() if not any(map(fits, names))] == []
    followers = [step.author.followers for step in OPENED if step.author and step.channel == "x"]
    assert min(followers) == 0
    assert max(followers) > 1_000_000
    assert {("x", "Elif Kaya"), ("facebook", "Elif Kaya")} <= {
        (step.channel, step.author.name) for step in OPENED if step.author
    }


def test_some_agree_some_do_not_and_most_stay_silent() -> None:
    said = Counter(step.on_proposal for step in OPENED)
    assert said["silent"] > said["yes"] > said["no"] >= 6
    assert all(PLATFORMS[step.channel].api_path for step in OPENED if step.answer)


def test_a_speaker_is_the_same_on_one_channel_and_another_on_the_next() -> None:
    elif_ = Speaker(name="Elif Kaya", handle="elifkayaa")
    assert elif_.on("x") == elif_.on("x")
    assert elif_.on("x").id != elif_.on("facebook").id
    assert elif_.on("generic").id == "elifkayaa@example.com"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"do": "post", "author": {"name": "A"}, "kind": "noise", "lang": "tr"}, "key"),
        ({"do": "post", "key": "a", "kind": "noise", "lang": "tr"}, "author"),
        ({"do": "post", "key": "a", "author": {"name": "A"}}, "kind"),
        ({"do": "delete"}, "delete needs"),
        ({"do": "redeliver", "of": "nobody"}, "no such key"),
        ({"do": "raw", "expect": "refused"}, "status"),
        ({"do": "raw", "expect": "opened"}, "opens a case"),
        ({"do": "raw", "on_proposal": "yes"}, "opens a case"),
        ({"do": "raw", "at": 76}, "75"),
        ({"do": "raw", "unknown": 1}, "unknown"),
        ({"do": "raw", "form": "mention"}, "Facebook"),
    ],
)
def test_a_bad_line_is_named_with_its_number(
    tmp_path: Path, line: dict[str, object], complaint: str
) -> None:
    file = tmp_path / "stream.jsonl"
    whole = {"at": 1, "channel": "x", "expect": "noise"} | line
    file.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(StreamInvalid, match=rf"(?s)line 1: .*{complaint}"):
        load_stream(file)


def test_lines_out_of_order_and_keys_given_twice_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "stream.jsonl"
    line = {"at": 2, "do": "echo", "channel": "x", "expect": "echo", "key": "a"}
    file.write_text("\n".join(json.dumps(it) for it in (line, line | {"at": 1, "key": "b"})))
    with pytest.raises(StreamInvalid, match="order"):
        load_stream(file)
    file.write_text("\n".join(json.dumps(it) for it in (line, line)))
    with pytest.raises(StreamInvalid, match="twice"):
        load_stream(file)

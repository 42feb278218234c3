"""A wrong configuration or care policy fails with file, path in it and reason."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hearback.domain.errors import PolicyInvalid
from infra.config import Stage
from local.places import ROOT
from local.problem import Problem
from local.synth import Synthesis

TODAY = date(2026, 11, 22)
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def stage_file(tmp_path: Path) -> Path:
    """A copy of the example stage with its policy beside it."""
    shutil.copy(ROOT / "layers/policy/care-policy.yaml", tmp_path / "care-policy.yaml")
    stage = yaml.safe_load((ROOT / "infra/stages/example.yaml").read_text())
    (tmp_path / "stage.yaml").write_text(yaml.safe_dump(stage | {"policy": "care-policy.yaml"}))
    return tmp_path / "stage.yaml"


def edited(file: Path, edit: Edit) -> None:
    plain = yaml.safe_load(file.read_text())
    edit(plain)
    file.write_text(yaml.safe_dump(plain))


def complaint(stage_file: Path) -> str:
    with pytest.raises(PolicyInvalid) as caught:
        Stage.load(stage_file, TODAY)
    return str(caught.value)


def test_the_example_stage_and_the_default_policy_are_sound(stage_file: Path) -> None:
    stage = Stage.load(stage_file, TODAY)
    assert stage.config.name == "hearback-prod"
    assert stage.policy.stamp.startswith("2026-11+")


@pytest.mark.parametrize(
    ("edit", "path", "reason"),
    [
        (lambda p: p.update(stage="Prod!"), "stage:", "pattern"),
        (lambda p: p.update(colour="red"), "colour:", "Extra inputs"),
        (lambda p: p["api"].update(burst=0), "api.burst:", "greater than or equal to 1"),
        (lambda p: p["channels"].update(myspace={}), "channels.myspace", "'x'"),
        (
            lambda p: p["channels"]["x"].update(api_url="api.x.com"),
            "channels.x.api_url:",
            "pattern",
        ),
        (lambda p: p["alerts"]["teams"].update(care=["nobody"]), "alerts.teams.care.0:", "pattern"),
        (lambda p: p["alerts"]["teams"].pop("care"), "alerts.teams:", "also has care"),
        (lambda p: p["alerts"]["roles"].update(king=[]), "alerts.roles:", "has no king"),
        (lambda p: p.pop("policy"), "policy:", "Field required"),
        (lambda p: p["channels"].update(email={}), "(whole file)", "mail.recipients are not given"),
        (
            lambda p: p.update(mail={"recipients": ["a@b.example"]}),
            "(whole file)",
            "channel email is not on",
        ),
        (lambda p: p.update(mail={"recipients": []}), "mail.recipients:", "at least 1"),
        (
            lambda p: p.update(mail={"recipients": ["Destek@b.example"]}),
            "mail.recipients.0:",
            "pattern",
        ),
        (
            lambda p: p.update(mail={"recipients": ["a@b.example", "a@b"]}),
            "mail.recipients.1:",
            "pattern",
        ),
        (
            lambda p: p.update(mail={"recipients": ["b.example", "b.example"]}),
            "mail.recipients:",
            "given twice: b.example",
        ),
        (
            lambda p: p.update(mail={"recipients": ["b.example"], "keep_days": 7}),
            "mail.keep_days:",
            "15",
        ),
        (
            lambda p: p.update(mail={"recipients": ["b.example"], "rule_set": "a b"}),
            "mail.rule_set:",
            "pattern",
        ),
        (lambda p: p.update(policy="gone.yaml"), "gone.yaml:", "No such file"),
    ],
)
def test_a_mistake_in_the_stage_is_named(
    stage_file: Path, edit: Edit, path: str, reason: str
) -> None:
    edited(stage_file, edit)
    said = complaint(stage_file)
    assert path in said
    assert reason in said
    assert str(stage_file.parent) in said


@pytest.mark.parametrize(
    ("edit", "path", "reason"),
    [
        (lambda p: p["sla"][0]["targets"][0].update(target_time="soon"), "sla.0.targets.0.target_time:", "duration"),
        (lambda p: p["sla"][0]["targets"][0].update(target_time="0m"), "sla.0.targets.0.target_time:", "longer than nothing"),
        (lambda p: p["sla"][0]["match"].update(followers=[1000]), "sla.0.match.followers:", "Extra inputs"),
        (lambda p: p["sla"][1]["targets"].append(p["sla"][1]["targets"][0]), "sla.1:", "given twice"),
        (lambda p: p["sla"].pop(), "(whole file)", "last SLA policy must match every case"),
        (lambda p: p["routes"].pop(), "(whole file)", "last route must match every case"),
        (lambda p: p["routes"].insert(0, {"team": "ghosts"}), "(whole file)", "no such team: ghosts"),
        (lambda p: p["calendars"]["service"].update(time_zone="Mars/Olympus"), "calendars.service.time_zone:", "no time zone"),
        (lambda p: p["calendars"]["service"]["windows"].update(funday=["09:00-10:00"]), "calendars.service", "not a day"),
        (lambda p: p["calendars"]["service"]["windows"].update(monday=["18:00-09:00"]), "calendars.service", "start before it ends"),
        (lambda p: p["calendars"]["service"]["windows"].update(monday=["09:00-12:00", "11:00-13:00"]), "calendars.service", "overlap"),
        (lambda p: p["calendars"]["service"].update(windows={}), "calendars.service", "never opens"),
        (lambda p: p["ladder"].reverse(), "(whole file)", "must not decrease"),
        (lambda p: p["templates"][0].update(text="Merhaba {first_name}"), "templates.0.text:", "unknown placeholder {first_name}"),
        (lambda p: p["templates"][0].update(text="Merhaba {handle"), "templates.0.text:", "brace"),
        (lambda p: p["whatsapp_templates"][0].update(text="Merhaba {{2}}"), "whatsapp_templates.0.text:", "without a gap"),
        (lambda p: p["whatsapp_templates"][0].update(values={1: "name"}), "whatsapp_templates.0:", "values says nothing of {{2}}"),
        (lambda p: p["whatsapp_templates"][1].update(purposes=["promise"]), "whatsapp_templates.1.purposes:", "no template can be for promise"),
        (lambda p: p["follow_up"].update(calendar="moon"), "(whole file)", "no such calendar: moon"),
        (lambda p: p["classifying"].update(review_below=2), "classifying.review_below:", "less than or equal to 1"),
        (lambda p: p["brands"][0]["accounts"].append(p["brands"][0]["accounts"][0]), "(whole file)", "account given twice"),
        (lambda p: p.pop("version"), "version:", "Field required"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_care_policy_is_named(
    stage_file: Path, edit: Edit, path: str, reason: str
) -> None:
    policy = stage_file.with_name("care-policy.yaml")
    edited(policy, edit)
    said = complaint(stage_file)
    assert str(policy) in said
    assert path in said
    assert reason in said


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"version: [", "expected"),
        (b"- a\n- b\n", "must hold a mapping"),
        (b"", "must hold a mapping"),
        (b"version: \xff\xfe", "not UTF-8"),
        (b"!!python/object/apply:os.system ['true']", "could not determine a constructor"),
    ],
)
def test_a_file_that_is_no_policy_is_named(stage_file: Path, content: bytes, reason: str) -> None:
    policy = stage_file.with_name("care-policy.yaml")
    policy.write_bytes(content)
    said = complaint(stage_file)
    assert str(policy) in said
    assert reason in said


@pytest.mark.parametrize(
    ("channel", "fields"),
    [
        ("websub", {"url": "https://blog.example/feed", "hub": "https://hub.example/"}),
        ("reddit", {"account": "NivoraDestek", "query": "nivora"}),
        ("mastodon", {"account": "109"}),
    ],
)
def test_a_source_needs_its_channel_switched_on(
    stage_file: Path, channel: str, fields: dict[str, str]
) -> None:
    policy = stage_file.with_name("care-policy.yaml")

    def add(plain: dict[str, Any]) -> None:
        brand = plain["brands"][0]
        source = {"id": "new", "brand": brand["id"], "channel": channel, **fields}
        plain["sources"] = [*plain.get("sources", []), source]
        if "account" in fields:
            brand["accounts"].append({"channel": channel, "id": fields["account"]})

    edited(policy, add)
    place = len(yaml.safe_load(policy.read_text())["sources"]) - 1
    assert f"{policy}: sources.{place}.channel: {channel} is not switched on" in complaint(
        stage_file
    )
    assert str(stage_file) in complaint(stage_file)
    edited(stage_file, lambda p: p["channels"].update({channel: {}}))
    assert Stage.load(stage_file, TODAY).policy.sources[place].channel == channel


def test_a_feed_needs_no_switch(stage_file: Path) -> None:
    source = {"id": "alerts", "brand": "nivora", "channel": "feed", "url": "https://a.example/f"}
    edited(stage_file.with_name("care-policy.yaml"), lambda p: p.update(sources=[source]))
    assert Stage.load(stage_file, TODAY).policy.sources[0].channel == "feed"


def test_reddit_is_off_until_somebody_names_it() -> None:
    shipped = sorted((ROOT / "infra/stages").glob("*.yaml"))
    assert shipped
    assert all("reddit" not in Stage.load(file, TODAY).config.channels for file in shipped)
    assert "reddit" not in (ROOT / "layers/policy/care-policy.yaml").read_text()


def test_the_revision_follows_the_content(stage_file: Path) -> None:
    before = Stage.load(stage_file, TODAY).policy.stamp
    edited(stage_file.with_name("care-policy.yaml"), lambda p: p.update(join_within="2d"))
    assert Stage.load(stage_file, TODAY).policy.stamp != before


def test_the_synthesis_ends_with_the_one_line_that_helps(stage_file: Path, tmp_path: Path) -> None:
    edited(stage_file, lambda p: p["api"].update(burst=0))
    with pytest.raises(Problem, match=r"stage.yaml: api.burst: Input should be greater"):
        Synthesis(stage_file, tmp_path / "out").finish()

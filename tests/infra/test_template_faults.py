"""Templates that would not pass the send gate stop the deployment, with file, path and reason."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hearback.domain.errors import PolicyInvalid
from hearback.domain.send_gate.template_faults import uses
from infra.care_policy import load_care_policy, read_care_policy
from local.places import DEFAULT_POLICY

TODAY = date(2026, 11, 22)


def complaint(tmp_path: Path, edit: Callable[[Any], object]) -> str:
    """What is said of the default policy after an edit; it must not be sound."""
    plain = yaml.safe_load(DEFAULT_POLICY.read_text("utf-8"))
    edit(plain)
    file = tmp_path / "care-policy.yaml"
    file.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    read_care_policy(file, TODAY)
    with pytest.raises(PolicyInvalid) as error:
        load_care_policy(file, TODAY)
    assert "templates" in str(error.value).removeprefix(f"{file}: ")
    return str(error.value).removeprefix(f"{file}: ")


def first(**changes: Any) -> Callable[[Any], object]:
    """An edit of the policy's first template, which is for praise."""
    return lambda plain: plain["templates"][0].update(changes)


def test_the_default_policy_passes_everywhere_and_has_no_idle_template() -> None:
    policy = load_care_policy(DEFAULT_POLICY, TODAY)

    assert {use.number for use in uses(policy)} == set(range(len(policy.templates)))


@pytest.mark.parametrize(
    ("changes", "path", "reason"),
    [
        ({"text": "x" * 281}, "templates.0.text", "on x (public) it would not pass the send gate: "
         "too_long (281 / 280)"),
        ({"text": "x" * 301, "channels": ["bluesky"]}, "templates.0.text", "on bluesky (public) it "
         "would not pass the send gate: too_long (301 / 300)"),
        ({"text": "x" * 351, "channels": ["google_play"]}, "templates.0.text", "351 / 350"),
        ({"text": "Size döneceğiz"}, "templates.0.text", "promise_without_time (döneceğiz)"),
        ({"text": "Bizi 0532 123 45 67'den arayın"}, "templates.0.text", "phone_number"),
        ({"text": "Bize biri@example.com yazın"}, "templates.0.text", "email_address"),
        ({"text": "Okusaydınız"}, "templates.0.text", "blame (Okusaydınız)"),
        ({"channels": ["linkedn"]}, "templates.0.channels", "we cannot speak on linkedn"),
        ({"channels": ["feed"]}, "templates.0.channels", "we cannot speak on feed"),
    ],
)  # fmt: skip
def test_a_template_that_would_be_refused_is_named(
    tmp_path: Path, changes: dict[str, Any], path: str, reason: str
) -> None:
    said = complaint(tmp_path, first(**changes))

    assert said.startswith(f"{path}: ")
    assert reason in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Merhaba {{1}}, size döneceğiz. {{2}} {{3}}", "promise_without_time (döneceğiz)"),
        ("Okusaydınız {{1}}! {{2}} {{3}}", "blame (Okusaydınız)"),
    ],
)
def test_a_whatsapp_template_that_the_gate_would_hold_is_named(
    tmp_path: Path, text: str, reason: str
) -> None:
    said = complaint(tmp_path, lambda plain: plain["whatsapp_templates"][0].update(text=text))

    where = "whatsapp_templates.0.text: on whatsapp (private) it would not pass the send gate: "
    assert said == f"{where}{reason}"


@pytest.mark.parametrize("language", ["tr", "en"])
def test_words_in_one_language_alone_are_not_enough(tmp_path: Path, language: str) -> None:
    def leave_out(plain: Any) -> None:
        kept = [t for t in plain["templates"] if (t["purpose"], t["language"]) != left]
        plain["templates"] = kept

    left = ("reminder", language)

    said = f"templates: reminder has no words in {language} on x (public) for complaint"
    assert said in complaint(tmp_path, leave_out)


def test_of_words_that_fit_equally_well_each_is_checked(tmp_path: Path) -> None:
    def add(plain: Any) -> None:
        plain["templates"].insert(1, {**plain["templates"][0], "text": "Okusaydınız"})

    assert "templates.1.text: on x (public)" in complaint(tmp_path, add)


def test_the_longest_values_decide(tmp_path: Path) -> None:
    text = "{handle} " + "x" * 264
    short = first(text="{handle} " + "x" * 263)
    plain = yaml.safe_load(DEFAULT_POLICY.read_text("utf-8"))
    short(plain)
    file = tmp_path / "short.yaml"
    file.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")

    assert load_care_policy(file, TODAY)
    assert "281 / 280" in complaint(tmp_path, first(text=text))
    assert "too_long (290 / 280)" in complaint(tmp_path, first(text="{name}" + "x" * 230))


def test_a_brand_s_own_contact_may_be_in_its_templates(tmp_path: Path) -> None:
    plain = yaml.safe_load(DEFAULT_POLICY.read_text("utf-8"))
    plain["brands"][0]["contacts"] = ["biri@example.com"]
    plain["templates"][0]["text"] = "Bize biri@example.com yazın"
    file = tmp_path / "care-policy.yaml"
    file.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")

    assert load_care_policy(file, TODAY).brands[0].contacts == ("biri@example.com",)


def test_a_template_that_is_only_for_a_wide_channel_may_be_long(tmp_path: Path) -> None:
    plain = yaml.safe_load(DEFAULT_POLICY.read_text("utf-8"))
    plain["templates"].append(
        {"purpose": "answer", "language": "tr", "channels": ["facebook"], "text": "x" * 900}
    )
    file = tmp_path / "care-policy.yaml"
    file.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")

    assert load_care_policy(file, TODAY)


@pytest.mark.parametrize(
    ("purpose", "text", "reason"),
    [
        ("move_to_email", "Kart numaranızı yazar mısınız: {contact} {reference}", "identity_asked"),
        ("move_to_phone", "x" * 255 + " {contact} {reference}", "too_long"),
        ("warning", "Bu sizin hatanız: {rules}", "blame"),
    ],
)
def test_words_that_move_or_warn_are_checked_with_our_ways_filled_in(
    purpose: str, text: str, reason: str, tmp_path: Path
) -> None:
    words = {"purpose": purpose, "language": "tr", "channels": ["x"], "text": text}

    assert reason in complaint(tmp_path, lambda plain: plain["templates"].append(words))

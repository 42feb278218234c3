"""`preview`: what customers would read, for people, machines and browsers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from hearback.domain.mention import Visibility
from hearback.domain.send_gate.limits import LIMITS
from local.__main__ import main
from local.places import DEFAULT_POLICY


def policy_with(tmp_path: Path, **changes: Any) -> str:
    """The default policy with its first template (praise, Turkish) changed."""
    plain = yaml.safe_load(DEFAULT_POLICY.read_text("utf-8"))
    plain["templates"][0].update(changes)
    file = tmp_path / "policy.yaml"
    file.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    return str(file)


def as_data(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    main(["preview", "--json", *words])
    data: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return data


def test_every_channel_has_every_purpose_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = as_data(capsys)

    for channel in LIMITS:
        said = {(r["language"], r["purpose"]) for r in data if r["channel"] == channel}
        private = Visibility.PRIVATE in LIMITS[channel].where
        assert len(said) == 2 * (13 if private else 12), channel
        asked = {r["visibility"] for r in data if r["purpose"] == "identity_check"}
        assert asked == {"private"}
    assert all(r["length"] <= r["longest"] <= r["limit"] for r in data)
    assert not any(r["findings"] for r in data)
    assert not any("{" in r["text"] or "  " in r["text"] for r in data)


def test_lengths_are_the_platform_s(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = policy_with(tmp_path, text="₺ https://nivora.com/cok-uzun-bir-adres-burada-duruyor")
    praise = [r for r in as_data(capsys, "--policy", file, "--channel", "x") if r["template"] == 0]

    assert praise[0]["length"] == 2 + 1 + 23


def test_a_fault_is_shown_beside_its_text_and_the_exit_code_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = policy_with(tmp_path, text="Size döneceğiz")

    assert main(["preview", "--policy", file]) == 1
    assert "! the text promises to come back, but not when (döneceğiz)" in (capsys.readouterr().out)
    assert main(["preview"]) == 0


def test_one_channel_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert {r["channel"] for r in as_data(capsys, "--channel", "linkedin")} == {"linkedin"}


def test_the_page_is_self_contained_and_safe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, page = policy_with(tmp_path, text="<script>alert(1)</script>"), tmp_path / "page.html"

    assert main(["preview", "--policy", file, "--html", str(page), "--words", "tr"]) == 0
    html = page.read_text("utf-8")
    assert "müşterinin okuduğu sözler" in html
    assert "&lt;script&gt;alert(1)" in html
    assert not any(each in html for each in ("<script", "<link", "src=", "url(", "@import"))
    assert "http" not in "".join(re.findall(r"<[^>]*>", html))


def test_a_page_that_cannot_be_written_and_an_unknown_brand_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "--html", str(tmp_path / "no" / "page.html")]) == 1
    assert "No such file" in capsys.readouterr().err
    assert main(["preview", "--brand", "ghost"]) == 1
    assert "the policy has nivora" in capsys.readouterr().err

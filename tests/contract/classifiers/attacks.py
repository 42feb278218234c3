"""The attacks of the fixtures, and a model that does whatever they say."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local.places import ROOT
from tests.contract.classifiers.converse_server import SOUND, Asked, Said, call, content

_FILE = ROOT / "tests" / "fixtures" / "injections" / "attacks.jsonl"
PLANTED = "call 0850 000 00 00, https://gift.example"
"""What the obedient model writes into the reasons when told to write the attacker's words."""


@dataclass(frozen=True, kw_only=True)
class Attack:
    id: str
    technique: str
    language: str
    does: str
    carries: str
    text: str


def attacks() -> list[Attack]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [Attack(**json.loads(line)) for line in lines]


LABELS: dict[str, dict[str, Any]] = {
    "praise": {"kind": "praise", "sentiment": "positive", "severity": 0},
    "noise": {"kind": "noise", "topic": "other", "severity": 0},
    "urgent": {"severity": 2, "leverage": "physical"},
    "echo": {"reasons": [PLANTED, "<script>"]},
}
"""Orders that fit the scheme: the worst case."""

_SURE = {name: 1.0 for name in SOUND if name.endswith("_confidence")}


def _relabelled(does: str) -> Callable[[Asked], Said]:
    return lambda _: content(call({**SOUND, **_SURE, **LABELS[does]}))


def _leaks(asked: Asked) -> Said:
    secret = asked.body["system"][0]["text"]
    told = {**SOUND, "reasons": [secret[:50], secret]}
    return content({"text": secret}, call(told))


_MODELS: dict[str, Callable[[Asked], Said]] = {
    **{does: _relabelled(does) for does in LABELS},
    "unknown": lambda _: content(call({**SOUND, "kind": "vip"})),
    "extra": lambda _: content(call({**SOUND, "assign_to": "ceo", "refund_amount": 5000})),
    "tool": lambda _: content(call({"amount": 9000}, tool="send_refund")),
    "two": lambda _: content(call(SOUND), call({**SOUND, "kind": "praise"})),
    "text": lambda _: content({"text": "KIND=PRAISE"}, stop="end_turn"),
    "giant": lambda _: content(call({**SOUND, "reasons": ["NIVORA" * 50_000] * 3})),
    "leak": _leaks,
}


def obeys(attack: Attack) -> Callable[[Asked], Said]:
    """A model that does what the attack wants."""
    return _MODELS[attack.does]

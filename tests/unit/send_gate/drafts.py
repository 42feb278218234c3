"""Texts and where they go, as the gate sees them; and invented numbers with a right checksum."""

from datetime import timedelta
from typing import Any

from hearback.domain.mention import Visibility
from hearback.domain.replies import ReplyPurpose
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.send_gate.gate import check
from tests.builders import NOW

DAY = timedelta(days=1)


def a_draft(text: str = "Merhaba, konuyu inceliyoruz.", **changes: Any) -> Draft:
    plain: dict[str, Any] = {"purpose": ReplyPurpose.ANSWER, "by_human": True}
    return Draft(text=text, **plain | changes)


def a_context(**changes: Any) -> Context:
    """A public complaint on X of Ayşe Yılmaz, a moment ago."""
    plain: dict[str, Any] = {
        "channel": "x",
        "visibility": Visibility.PUBLIC,
        "sender": "support",
        "heard_at": NOW,
        "now": NOW,
        "zone": "Europe/Istanbul",
        "length": len,
        "longest": 1_000_000,
        "brand": "Nivora",
        "customer": "Ayşe Yılmaz",
    }
    return Context(**plain | changes)


def findings_in(text: str, **context: Any) -> list[Finding]:
    return list(check(a_draft(text), a_context(**context)))


def rules_of(text: str, **context: Any) -> list[Rule]:
    return [finding.rule for finding in findings_in(text, **context)]


def identity_number(first_nine: str) -> str:
    """The tenth digit: 7 × the odd places less the even ones; the eleventh: the sum of all."""
    d = [int(digit) for digit in first_nine]
    tenth = (7 * (d[0] + d[2] + d[4] + d[6] + d[8]) - (d[1] + d[3] + d[5] + d[7])) % 10
    return f"{first_nine}{tenth}{(sum(d) + tenth) % 10}"


def card(beginning: str) -> str:
    """The digit that makes the Luhn sum a multiple of ten."""
    total = 0
    for place, digit in enumerate(reversed(beginning)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value // 10 + value % 10
    return f"{beginning}{-total % 10}"


def iban(country: str, account: str) -> str:
    """Check digits by ISO 7064: 98 less the remainder of the rest by 97."""
    letters = {chr(ord("A") + n): str(n + 10) for n in range(26)}
    number = "".join(letters.get(each, each) for each in f"{account}{country}00")
    return f"{country}{98 - int(number) % 97:02}{account}"

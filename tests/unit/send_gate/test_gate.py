"""The gate as a whole: it never fails, is quick, and weighs what it finds."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.domain.send_gate.findings import Finding, Rule, RuleClass, may_be_waived
from hearback.domain.send_gate.gate import check, check_again
from tests.builders import NOW
from tests.unit.send_gate.drafts import a_context, a_draft, findings_in, rules_of

PIECES = st.sampled_from(
    [
        "1",
        "-",
        "0",
        "5",
        "4",
        "+90",
        "(",
        ")",
        ".",
        ",",
        ":",
        "TR33",
        "4111",
        "0532",
        "@",
        "a@b.c",
        "sipariş",
        "no",
        "numaralı",
        "Ayşe",
        "Hanım",
        "size",
        "döneceğiz",
        "yarın",
        "10.03.",
        "17:30",
        "saat",
        "3",
        "pm",
        "within",
        "2",
        "hours",
        "sizin",
        "hatanız",
        "“",
        "”",
        '"',
        "\n",
        "ı",
        "İ",
        "é",
        "́",
        "�",
        "\x00",
        "31.02.",
        "24:00",
        "00:00",
        "99.99.",
        "29",
        "şubat",
        "february",
        "30",
        "\u200d",
        "😡",
    ]
)


@settings(max_examples=300)
@given(
    text=st.text(st.characters(), max_size=200) | st.lists(PIECES, max_size=40).map(" ".join),
    said=st.lists(st.text(max_size=40), max_size=2).map(tuple),
    customer=st.text(st.characters(), max_size=30),
    promised=st.booleans(),
)
def test_whatever_is_written_is_judged_and_nothing_fails(
    text: str, said: tuple[str, ...], customer: str, promised: bool
) -> None:
    draft = a_draft(text, promised_at=NOW if promised else None)
    context = a_context(said=said, customer=customer, last_reply=text, contacts=(customer,))
    findings = check(draft, context)

    weights = [list(RuleClass).index(finding.rule_class) for finding in findings]
    assert weights == sorted(weights)
    assert set(check_again(draft, context)) <= set(findings)


LONG = 50_000
ENDLESS = [
    "1 ", "1-", "11 ", "4444 ", "5 ", "0.", "+1 ", "(5", "a", "a ", "a@", "x@a.", "@a", "ab12",
    "TR33 0006 ", "siparis no 1234567 ", "sipariş 1", '"a', "size ", "bilgi ", "we will ", "sizin ",
    "saat 1", "12.", " \n", "ı", "00", "will ", "10000000146 ", "4000123456789017 ",
    "Merhaba, kargonuz yola çıktı ve konuyu ilgili ekibimize ilettik. ",
]  # fmt: skip


QUIET = 0.006
"""Seconds that the yardstick took where the tenth of a second was measured; a slower or busier
machine gets as much more time."""


def spent_on(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of the processor's time, the least of some tries."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def yardstick() -> object:
    return [each % 7 for each in range(200_000) if each % 3]


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_text_of_fifty_kilobytes_takes_less_than_a_tenth_of_a_second(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    slowness = max(spent_on(yardstick) / QUIET, 1)

    assert spent_on(lambda: check(a_draft(text), a_context())) < 0.100 * slowness


@pytest.mark.parametrize("piece", ENDLESS)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return spent_on(lambda: check(a_draft(text), a_context()), times=3)

    assert seconds(2 * LONG) < 3.2 * seconds(LONG) + 0.010


def test_only_style_may_be_waived() -> None:
    for rule in Rule:
        is_style = Finding(rule=rule).rule_class is RuleClass.STYLE
        assert may_be_waived([Finding(rule=rule)]) is is_style
        assert not may_be_waived([Finding(rule=rule), Finding(rule=Rule.IBAN)])
    assert may_be_waived([])


@pytest.mark.parametrize(
    "text", ["Merhaba, bakıyoruz.", "merhaba,  bakıyoruz.\n", "MERHABA, BAKIYORUZ."]
)
def test_the_same_words_twice_in_a_row_are_found(text: str) -> None:
    assert rules_of(text, last_reply="Merhaba, bakıyoruz.") == [Rule.SAME_AGAIN]


@pytest.mark.parametrize("last_reply", ["", "Merhaba, bakıyoruz. — Elif", "Başka bir şey"])
def test_other_words_are_no_repetition(last_reply: str) -> None:
    assert rules_of("Merhaba, bakıyoruz.", last_reply=last_reply) == []


def test_the_length_is_the_platform_s_own_count() -> None:
    assert rules_of("₺₺₺", length=lambda text: 2 * len(text), longest=6) == []
    (finding,) = findings_in("₺₺₺", length=lambda text: 2 * len(text), longest=5)

    assert (finding.rule, finding.evidence) == (Rule.TOO_LONG, "6 / 5")

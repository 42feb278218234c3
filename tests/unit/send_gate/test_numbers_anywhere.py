"""Numbers with a checksum are found in any text and spacing, and only with the right checksum."""

from hypothesis import example, given
from hypothesis import strategies as st

from hearback.domain.send_gate.findings import Rule
from hearback.domain.send_gate.numbers import ibans, identity_numbers, payment_cards
from tests.unit.send_gate.drafts import card, iban, identity_number, rules_of

JOINTS = st.sampled_from(["", " ", "-", "\u00a0", "\u2009", "\u2013"])
BEFORE = st.sampled_from(["", "kart: ", "No:", "(", "TC ", "12 ", "2026 ", "Merhaba, ", "\n", "“"])
AFTER = st.sampled_from(["", ".", " ile", "'ya", ")", ", 12", " 12/27", "\n", "!", "”", "?"])
DIGITS = st.sampled_from("0123456789")


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=count, max_size=count)


IDENTITY_NUMBERS = st.builds(
    lambda first, rest: identity_number(first + rest), st.sampled_from("123456789"), digits(8)
)
CARDS = st.builds(
    lambda begins, rest: card((begins + rest)[:15]),
    st.sampled_from(["4", "51", "55", "2221", "6011", "65", "9792", "3530", "6200"]),
    digits(15),
)
IBANS = st.one_of(
    digits(22).map(lambda account: iban("TR", account)),
    digits(18).map(lambda account: iban("DE", account)),
    digits(14).map(lambda account: iban("GB", "ABCD" + account)),
    digits(23).map(lambda account: iban("FR", account)),
)


def grouped(number: str, sizes: list[int], joint: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return joint.join(part for part in [*parts, number[at:]] if part)


def other_digit(number: str, place: int, step: int) -> str:
    changed = str((int(number[place]) + step) % 10)
    return number[:place] + changed + number[place + 1 :]


@given(
    IDENTITY_NUMBERS, JOINTS, BEFORE, AFTER, st.sampled_from([[11], [3, 3, 3], [3, 4], [2, 3, 3]])
)
def test_every_identity_number_is_found(
    number: str, joint: str, before: str, after: str, sizes: list[int]
) -> None:
    written = grouped(number, sizes, joint)
    text = before + written + after

    assert (len(before), len(before) + len(written)) in set(identity_numbers(text))


@given(CARDS, JOINTS | st.just("."), BEFORE, AFTER)
def test_every_card_is_found(number: str, joint: str, before: str, after: str) -> None:
    written = grouped(number, [4, 4, 4], joint)

    assert (len(before), len(before) + len(written)) in set(payment_cards(before + written + after))


@given(st.sampled_from(["34", "37"]), digits(12), JOINTS)
def test_every_amex_card_is_found(begins: str, rest: str, joint: str) -> None:
    written = grouped(card(begins + rest), [4, 6], joint)

    assert set(payment_cards(f"kart {written}.")) == {(5, 5 + len(written))}


@given(IBANS, JOINTS | st.just("."), BEFORE, AFTER, st.booleans())
@example("TR330006100519786457841326", " ", "", " hesabına", False)
def test_every_iban_is_found(number: str, joint: str, before: str, after: str, small: bool) -> None:
    written = grouped(number.lower() if small else number, [4] * 9, joint)
    text = before + written + after

    assert (len(before), len(before) + len(written)) in set(ibans(text))


@given(IDENTITY_NUMBERS, st.integers(0, 10), st.integers(1, 9))
def test_an_identity_number_with_a_digit_changed_is_none(
    number: str, place: int, step: int
) -> None:
    text = f"No {other_digit(number, place, step)} ile"

    assert list(identity_numbers(text)) == []
    assert Rule.IDENTITY_NUMBER not in rules_of(text)


@given(CARDS, st.integers(0, 15), st.integers(1, 9))
def test_a_card_with_a_digit_changed_is_none(number: str, place: int, step: int) -> None:
    changed = other_digit(number, place, step)
    for joint in ("", " "):
        text = f"kart {grouped(changed, [4, 4, 4], joint)} ile"
        assert list(payment_cards(text)) == []
        assert Rule.PAYMENT_CARD not in rules_of(text)


@given(IBANS, st.data(), st.integers(1, 9))
def test_an_iban_with_a_digit_changed_is_none(number: str, data: st.DataObject, step: int) -> None:
    places = [at for at, each in enumerate(number) if each.isdigit()]
    changed = other_digit(number, data.draw(st.sampled_from(places)), step)
    for joint in ("", " "):
        text = f"hesap {grouped(changed, [4] * 9, joint)} ile"
        assert list(ibans(text)) == []
        assert Rule.IBAN not in rules_of(text)


@given(digits(10) | digits(12) | digits(20))
def test_a_number_of_another_length_is_no_identity_number(number: str) -> None:
    assert list(identity_numbers(f"No {number} ile")) == []


@given(IDENTITY_NUMBERS, st.sampled_from(["A{}", "{}A", "_{}", "{}x", "1Z{}"]))
def test_digits_inside_a_word_are_part_of_it(number: str, around: str) -> None:
    assert list(identity_numbers(around.format(number))) == []

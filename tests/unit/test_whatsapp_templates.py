"""Templates that WhatsApp has approved: what the policy says of them, and how they are filled."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from hearback.domain.replies import ApprovedWords
from hearback.domain.whatsapp_templates import WhatsAppTemplate
from tests.builders import a_policy

KNOWN = {"name": "Ayşe", "reference": "3F2QAB", "brand": "Nivora"}


def a_template(**changes: Any) -> WhatsAppTemplate:
    plain = {
        "name": "care_news",
        "language": "tr",
        "text": "Merhaba {{1}}, {{2}} için yanıtınızı bekliyoruz. {{3}}",
        "values": {1: "name", 2: "reference", 3: "brand"},
    }
    return WhatsAppTemplate.model_validate(plain | changes)


def test_numbered_placeholders_are_filled_and_told_in_their_order() -> None:
    text = "{{2}} hakkında, {{1}}: {{2}}. {{3}}"
    assert a_template(text=text).filled(KNOWN) == (
        "3F2QAB hakkında, Ayşe: 3F2QAB. Nivora",
        ApprovedWords(
            name="care_news",
            language="tr",
            values=(("1", "Ayşe"), ("2", "3F2QAB"), ("3", "Nivora")),
        ),
    )


def test_more_than_nine_numbers_are_counted_and_not_spelt() -> None:
    numbers = range(1, 12)
    text = " ".join(f"{{{{{number}}}}}" for number in numbers)
    filled = a_template(text=text, values=dict.fromkeys(numbers, "brand")).filled(KNOWN)
    assert filled is not None
    assert [name for name, _ in filled[1].values] == [str(number) for number in numbers]


def test_named_placeholders_keep_their_names() -> None:
    values = {"customer": "name", "case_no": "reference"}
    template = a_template(text="{{case_no}}: merhaba {{customer}}.", values=values)
    text, words = template.filled(KNOWN) or ("", None)
    assert text == "3F2QAB: merhaba Ayşe."
    assert words is not None
    assert words.values == (("case_no", "3F2QAB"), ("customer", "Ayşe"))


def test_a_template_without_placeholders_has_no_values() -> None:
    filled = a_template(text="Merhaba!", values={}).filled(KNOWN)
    assert filled == ("Merhaba!", ApprovedWords(name="care_news", language="tr"))


def test_a_name_that_is_not_known_is_said_otherwise_or_the_template_is_left_out() -> None:
    nameless = {**KNOWN, "name": ""}
    assert a_template().filled(nameless) is None
    text, _ = a_template(nameless="değerli müşterimiz").filled(nameless) or ("", None)
    assert text.startswith("Merhaba değerli müşterimiz, 3F2QAB")


def test_a_value_is_one_line_without_rows_of_blanks() -> None:
    _, words = a_template().filled({**KNOWN, "brand": "Nivora\n\tA.Ş.     Destek"}) or ("", None)
    assert words is not None
    assert dict(words.values)["3"] == "Nivora A.Ş. Destek"


def test_a_placeholder_in_a_value_stays_what_it_is() -> None:
    text, _ = a_template().filled({**KNOWN, "name": "{{3}}"}) or ("", None)
    assert text == "Merhaba {{3}}, 3F2QAB için yanıtınızı bekliyoruz. Nivora"


@pytest.mark.parametrize(
    ("language", "spoken"), [("tr", "tr"), ("en", "en"), ("en_GB", "en"), ("fil", "fil")]
)
def test_a_country_does_not_change_the_language(language: str, spoken: str) -> None:
    assert a_template(language=language).spoken == spoken


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "Care News"}, "pattern"),
        ({"language": "en-GB"}, "pattern"),
        ({"language": "Turkish"}, "pattern"),
        ({"text": "x" * 1025, "values": {}}, "at most 1024"),
        ({"text": "Merhaba {{1}} ve {{3}}"}, "without a gap"),
        ({"text": "Merhaba {{0}}"}, "without a gap"),
        ({"text": "Merhaba {{1}} {{customer}}"}, "either all numbered or all named"),
        ({"text": "Merhaba {{ 1 }}"}, "without blanks"),
        ({"text": "Merhaba {{1}"}, "without blanks"),
        ({"text": "Merhaba {{Customer}}"}, "without blanks"),
        ({"values": {1: "name", 2: "reference"}}, "values says nothing of {{3}}"),
        ({"text": "Merhaba {{1}}"}, "values fills {{2}}, which the text does not have"),
        ({"values": {1: "name", 2: "time", 3: "brand"}}, "'name', 'reference' or 'brand'"),
        ({"purposes": []}, "at least 1 item"),
        ({"purposes": ["promise"]}, "no template can be for promise"),
        ({"purposes": ["deed"]}, "no template can be for deed"),
        ({"buttons": []}, "Extra inputs"),
    ],
)
def test_what_whatsapp_would_not_know_is_no_template(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(reason)):
        a_template(**changes)


def test_one_name_has_one_text_in_a_language() -> None:
    turkish, english = a_template(), a_template(language="en")
    assert (
        a_policy(whatsapp_templates=(turkish, english)).whatsapp_templates[1].id == "care_news/en"
    )
    with pytest.raises(ValidationError, match="WhatsApp template given twice: care_news/tr"):
        a_policy(whatsapp_templates=(turkish, turkish))

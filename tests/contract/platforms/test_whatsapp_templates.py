"""Templates before the sandbox's WhatsApp: what it has approved goes out at any time."""

from dataclasses import replace
from datetime import date

import pytest

from hearback.domain.errors import Refused
from hearback.domain.replies import ApprovedWords, Reply
from hearback.domain.whatsapp_templates import WhatsAppTemplate
from infra.care_policy import load_care_policy
from local.places import DEFAULT_POLICY
from local.sandbox.platforms.whatsapp_templates import APPROVED
from tests.contract.platforms.sandbox import Play, Played

TEMPLATES = load_care_policy(DEFAULT_POLICY, date(2026, 11, 22)).whatsapp_templates
KNOWN = {"name": "Ayşe", "reference": "3F2QAB", "brand": "Nivora"}
NEWS = ApprovedWords(
    name="care_news", language="tr", values=(("1", "Ayşe"), ("2", "3F2QAB"), ("3", "Nivora"))
)


def rested(play: Play, words: ApprovedWords | None) -> tuple[Played, Reply]:
    """A conversation in which nobody has said anything for two days."""
    played = play("whatsapp")
    reply = replace(played.reply_to(played.says()), approved=words)
    played.clock.forward(days=2)
    return played, reply


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: str(template.id))
def test_each_template_of_the_default_policy_is_known_and_reads_as_we_say(
    play: Play, template: WhatsAppTemplate
) -> None:
    text, words = template.filled(KNOWN) or ("", None)
    played, reply = rested(play, words)
    sent = played.adapter.send(replace(reply, text=text))

    (post,) = played.ours()
    assert (post.id, post.text) == (sent, text)


def test_the_sandbox_has_approved_no_others() -> None:
    assert set(APPROVED) == {(each.name, each.language) for each in TEMPLATES}


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (replace(NEWS, name="care_offers"), "template_unknown"),
        (replace(NEWS, language="de"), "template_unknown"),
        (replace(NEWS, values=NEWS.values[:2]), "template_values"),
        (replace(NEWS, values=(*NEWS.values[:2], ("3", ""))), "template_values"),
        (replace(NEWS, values=(("customer", "Ayşe"), *NEWS.values[1:])), "template_values"),
        (None, "template_needed"),
    ],
)
def test_what_is_not_approved_does_not_go_out(
    play: Play, words: ApprovedWords | None, word: str
) -> None:
    played, reply = rested(play, words)

    with pytest.raises(Refused, match=f"^{word}$"):
        played.adapter.send(reply)
    assert played.ours() == []


def test_an_answer_to_a_template_opens_the_window_again(play: Play) -> None:
    played, reply = rested(play, NEWS)
    played.adapter.send(reply)
    answer = played.says("Evet, buyurun", in_reply_to=played.ours()[0].id)

    assert played.adapter.send(played.reply_to(answer))

"""A conversation by mail from end to end, and a mail of ours that came back."""

from typing import Any

import pytest

from hearback.domain.case import Case, CaseStatus
from hearback.domain.replies import ReplyStatus
from local.sandbox import Post
from local.sandbox.platform import Person
from local.sandbox.platforms import PLATFORMS
from tests.care import Care, wait_for
from tests.contract.platforms.mails import raw

pytestmark = pytest.mark.xdist_group("stack")

MAIL = PLATFORMS["email"]


def writes(care: Care, person: Person, text: str, **how: Any) -> Post:
    post = care.stack.sandbox.publish("email", MAIL.author(person), text, **how)
    care.tell(post)
    return post


def acknowledged(care: Care, post: Post) -> Case:
    def look() -> Case | None:
        case = care.case_about(post)
        return case if case and case.status is CaseStatus.ACKNOWLEDGED else None

    return wait_for(look, "the case acknowledged")


def our_words(care: Care, post: Post, count: int) -> Post:
    def look() -> Post | None:
        ours = care.our_replies_to(post)
        return ours[-1] if len(ours) >= count else None

    return wait_for(look, f"{count} words of ours")


def test_a_mail_is_answered_by_an_agent_and_its_author_answers_back(care: Care) -> None:
    derya = Person(number=1_555_000_333_222_111_001, name="Derya Uçar", handle="derya.ucar")
    post = writes(care, derya, "Nivora kargom dokuz gündür gelmedi", title="Kargo")
    case = acknowledged(care, post)
    assert care.our_replies_to(post)[0].title == "Re: Kargo"
    page = care.acts(case, "propose_resolution", text="Kargonuz teslim edildi. Çözüldü mü?")
    assert page.status == 200
    proposal = our_words(care, post, 2)
    assert proposal.text == "Kargonuz teslim edildi. Çözüldü mü?"
    answer = writes(care, derya, "evet çözüldü, teşekkürler", in_reply_to=proposal.id)
    wait_for(
        lambda: (
            (now := care.case_about(answer)) and now.status is not CaseStatus.RESOLUTION_PROPOSED
        ),
        "the answer taken",
    )
    joined = care.case_about(answer)
    assert joined is not None
    assert (joined.id, joined.mention_count) == (case.id, 2)
    assert joined.status in (CaseStatus.RESOLVED, CaseStatus.CLOSED)


def test_a_mail_that_came_back_leaves_the_case_unanswered(care: Care) -> None:
    onur = Person(number=1_555_000_333_222_111_002, name="Onur Tan", handle="onur.tan")
    post = writes(care, onur, "Nivora faturam iki kez çekilmiş, mağdurum", title="Fatura")
    case = acknowledged(care, post)
    assert care.acts(case, "reply", text="Merhaba, iadeniz bugün yapıldı.").status == 200
    ours = our_words(care, post, 2)
    wait_for(lambda: (now := care.case_about(post)) and now.answered_by_human, "the answer")
    bounce = (
        raw("raw_bounce.eml")
        .replace(b"0102018f-1234-000000@eu-west-1.amazonses.com", ours.id.encode())
        .replace(b"ayse@ornek.example", str(post.author.id).encode())
        .replace(b"Ayse@ornek.example", str(post.author.id).encode())
    )
    care.aws("s3").put_object(
        Bucket=care.stack.endpoints["outputs"]["MailBucket"],
        Key="destek@nivora.example/bounce",
        Body=bounce,
    )
    wait_for(lambda: (now := care.case_about(post)) and not now.answered_by_human, "the return")
    failed = [r for r in care.replies_of(case) if r.status is ReplyStatus.FAILED]
    assert [(r.text, r.failure) for r in failed] == [
        ("Merhaba, iadeniz bugün yapıldı.", "no_such_address")
    ]
    assert "böyle bir adres yok" in care.page(case).html

"""Blame and promises, in Turkish and in English."""

from datetime import UTC, datetime, timedelta

import pytest

from hearback.domain.send_gate.findings import Rule
from hearback.domain.send_gate.gate import check
from tests.builders import NOW
from tests.unit.send_gate.drafts import a_context, a_draft, rules_of

BLAMING = [
    "Bu tamamen sizin hatanız.",
    "Kusur sizin, bizim değil",
    "HATA SİZDE",
    "Bizim bir hatamız yok",
    "Sorun bizden kaynaklanmıyor",
    "Sizden kaynaklanan bir durum",
    "Sözleşmeyi okusaydınız bilirdiniz",
    "Daha dikkat etseydiniz olmazdı",
    "Dikkat etmemişsiniz",
    "Yanlış anlamışsınız",
    "Adresi yanlış girmişsiniz",
    "Size daha önce söylemiştik",
    "Abartıyorsunuz",
    "Yalan söylüyorsunuz",
    "Asılsız iddialarınız",
    "İddia ettiğiniz gibi değil",
    "Haksızsınız",
    "Saçmalamayın",
    "Lütfen sakin olun",
    "İşinize gelmiyorsa",
    "This is your own fault.",
    "It's not our fault",
    "You should have read the terms",
    "You failed to pay",
    "You didn't even read it",
    "As we already told you",
    "You are clearly wrong",
    "You're overreacting",
    "You clearly misunderstood",
    "Your false accusations",
    "You claim that it is late",
    "Calm down please",
    "If you had checked the address",
]


@pytest.mark.parametrize("text", BLAMING)
def test_blame_and_argument_are_found(text: str) -> None:
    assert rules_of(text) == [Rule.BLAME]


KIND = [
    "Yaşadığınız için üzgünüz, hata bizde.",
    "Bu sizin hatanız değil, özür dileriz",
    "Bu bizim hatamız",
    "Hatamızı düzelttik",
    "Yanlış ürün göndermişiz, yenisini yolladık",
    "Dikkatinize teşekkür ederiz",
    "Haklısınız, geciktik",
    "Uyarınız için teşekkürler",
    "Sizi anlıyoruz",
    "Suç duyurusu gerekmez",
    "It is not your fault, and we are sorry",
    "You are right, we were late",
    "That was our mistake",
    "You should have received it by now, and we are sorry",
    "Thank you for telling us",
    "We understand how annoying this is",
    "We forgot to tell you",
]


@pytest.mark.parametrize("text", KIND)
def test_owning_up_and_thanking_are_no_blame(text: str) -> None:
    assert rules_of(text) == []


def test_quoting_the_customer_is_no_blame_but_quoting_oneself_is() -> None:
    said = ("Çağrı merkeziniz bana 'sizin hatanız' dedi, rezalet!",)
    text = "Size “sizin hatanız” denmesi doğru değildi, özür dileriz."

    assert rules_of(text, said=said) == []
    assert rules_of(text) == [Rule.BLAME]
    assert rules_of(f"{text} Ama sizin hatanız.", said=said) == [Rule.BLAME]


PROMISING = [
    "En kısa sürede size döneceğiz.",
    "Size buradan dönüş yapacağız",
    "Konuyla ilgili dönüş sağlayacağız",
    "Size bilgi vereceğiz",
    "Size bilgi veriyor olacağız",
    "Sizi bilgilendireceğiz",
    "Tarafınıza dönüş yapılacaktır",
    "Bilgi verilecektir",
    "Size haber veririz",
    "Sizi en kısa zamanda arayacağız",
    "Sonucu buradan paylaşacağız",
    "Sorunuzu yanıtlayacağız",
    "SİZE DÖNECEĞİZ",
    "size donecegiz",
    "We will come back to you here.",
    "We'll get back to you shortly",
    "I will let you know",
    "We will keep you posted",
    "Our team will contact you",
    "You will hear from us soon",
    "We're going to write to you",
]


@pytest.mark.parametrize("text", PROMISING)
def test_a_promise_to_come_back_needs_a_time(text: str) -> None:
    assert rules_of(text) == [Rule.PROMISE_WITHOUT_TIME]


@pytest.mark.parametrize(
    "text",
    [
        "Konuyu inceliyoruz.",
        "Ekibimize ilettik, teşekkür ederiz",
        "Kargonuz yarın elinizde olacak",
        "Bilgilerinizi özel mesajla iletirseniz size hemen döneceğiz",
        "Numaranızı ilettiğinizde sizi arayacağız",
        "Size döndük mü?",
        "Geri dönüşünüz için teşekkürler",
        "We are looking into it.",
        "Once you send us your number, we will call you",
        "If you write to us, we will answer you at once",
        "The parcel will come back to the branch",
        "Thank you for getting back to us",
    ],
)
def test_what_is_no_promise_or_waits_for_the_customer_needs_none(text: str) -> None:
    assert rules_of(text) == []


PROMISED = datetime(2026, 3, 10, 14, 30, 42, tzinfo=UTC)
"""17:30 in Istanbul, on the day of NOW."""


def told(text: str, promised_at: datetime = PROMISED) -> list[Rule]:
    return [f.rule for f in check(a_draft(text, promised_at=promised_at), a_context())]


@pytest.mark.parametrize(
    "text",
    [
        "Size en geç 10.03. 17:30 itibarıyla bilgi vereceğiz.",
        "Size bugün 17:30'a kadar döneceğiz",
        "Size saat 17.30'da haber vereceğiz",
        "10 Mart saat 17:30'da size döneceğiz",
        "Kargonuz dün 14:00'te çıkmış. Size 17:30'a kadar bilgi vereceğiz.",
        "Kargonuz dün 14:00'te çıkmış, size 17:30'a kadar bilgi vereceğiz.",
        "4 saat içinde size döneceğiz",
        "You will hear from us by 17:30 at the latest",
        "We will let you know by 5:30 pm",
        "We will get back to you today",
        "We will get back to you within 4 hours",
        "We will write to you on March 10 at 17:30",
    ],
)
def test_a_time_in_the_text_that_is_the_promised_one_is_right(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Size en geç 10.03. 16:30 itibarıyla bilgi vereceğiz.",
        "Size en geç 11.03. 17:30 itibarıyla bilgi vereceğiz.",
        "Size yarın 17:30'a kadar döneceğiz",
        "Size saat 15'te haber vereceğiz",
        "11 Mart'ta size döneceğiz",
        "2 saat içinde size döneceğiz",
        "You will hear from us by 4 pm at the latest",
        "We will get back to you tomorrow",
        "We will get back to you within 30 minutes",
        "We will write to you on March 12",
    ],
)
def test_a_time_in_the_text_that_is_another_contradicts_the_promise(text: str) -> None:
    assert told(text) == [Rule.PROMISE_CONTRADICTED]


def test_a_promised_time_that_the_text_does_not_say_is_none_for_the_customer() -> None:
    assert told("Size döneceğiz.") == [Rule.PROMISE_WITHOUT_TIME]
    assert told("Size 17:30'da döneceğiz.") == []


def test_times_are_read_on_the_team_s_clock() -> None:
    context = a_context(zone="Europe/London", now=NOW)
    draft = a_draft("You will hear from us by 14:30.", promised_at=PROMISED)

    assert check(draft, context) == ()


def test_a_turn_of_the_year_is_no_contradiction() -> None:
    new_year = datetime(2027, 1, 2, 9, 0, tzinfo=UTC)
    draft = a_draft("Size 02.01. 12:00'de bilgi vereceğiz.", promised_at=new_year)

    assert check(draft, a_context(now=new_year - timedelta(days=5))) == ()

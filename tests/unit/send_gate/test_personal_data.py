"""What must not stand in public, and what only looks like it."""

import pytest

from hearback.domain.mention import Visibility
from hearback.domain.send_gate.findings import Rule, RuleClass
from hearback.domain.send_gate.gate import check
from tests.unit.send_gate.drafts import (
    a_context,
    a_draft,
    card,
    findings_in,
    iban,
    identity_number,
    rules_of,
)

VISA, MASTERCARD = card("400012345678901"), card("520012345678901")
AMEX, TROY = card("37001234567890"), card("979212345678901")
TR = iban("TR", "0006200012300006123456")
DE = iban("DE", "370400440532013999")
GB = iban("GB", "WEST12345698765499")
TC = identity_number("234567890")


def by_fours(text: str, joint: str = " ") -> str:
    return joint.join(text[at : at + 4] for at in range(0, len(text), 4))


PERSONAL = [
    ("Sizi 0532 123 45 67 numarasından aradık", Rule.PHONE_NUMBER, "0532 123 45 67"),
    ("Numaranız 05321234567 görünüyor", Rule.PHONE_NUMBER, "05321234567"),
    ("0 (532) 123 45 67'den aradık", Rule.PHONE_NUMBER, "0 (532) 123 45 67"),
    ("(0532) 123-4567", Rule.PHONE_NUMBER, "(0532) 123-4567"),
    ("Tel: 532 123 45 67", Rule.PHONE_NUMBER, "532 123 45 67"),
    ("Tel: 5321234567", Rule.PHONE_NUMBER, "5321234567"),
    ("5321234567 numaralı hattınız", Rule.PHONE_NUMBER, "5321234567"),
    ("0532.123.45.67 aradık", Rule.PHONE_NUMBER, "0532.123.45.67"),
    ("0532-123-45-67", Rule.PHONE_NUMBER, "0532-123-45-67"),
    ("+905321234567", Rule.PHONE_NUMBER, "+905321234567"),
    ("+90 (532) 123 45 67", Rule.PHONE_NUMBER, "+90 (532) 123 45 67"),
    ("0090 532 123 45 67", Rule.PHONE_NUMBER, "0090 532 123 45 67"),
    ("0212 345 67 89 mu?", Rule.PHONE_NUMBER, "0212 345 67 89"),
    ("ev: 212 345 67 89", Rule.PHONE_NUMBER, "212 345 67 89"),
    ("We called +49 30 1234567.", Rule.PHONE_NUMBER, "+49 30 1234567"),
    ("We called 0049 30 1234567", Rule.PHONE_NUMBER, "0049 30 1234567"),
    ("call +1 (415) 555-2671", Rule.PHONE_NUMBER, "+1 (415) 555-2671"),
    ("call (415) 555-2671", Rule.PHONE_NUMBER, "(415) 555-2671"),
    ("+44 20 7946 0958 is yours?", Rule.PHONE_NUMBER, "+44 20 7946 0958"),
    ("ayse.yilmaz@ornek.com.tr adresine", Rule.EMAIL_ADDRESS, "ayse.yilmaz@ornek.com.tr"),
    ("we wrote to ayse+shop@example.org", Rule.EMAIL_ADDRESS, "ayse+shop@example.org"),
    ("(ayse_85@example.co)", Rule.EMAIL_ADDRESS, "ayse_85@example.co"),
    (f"IBAN'ınız {by_fours(TR)} mi?", Rule.IBAN, by_fours(TR)),
    (f"{TR}'a iade ettik", Rule.IBAN, TR),
    (f"iade: {TR.lower()}", Rule.IBAN, TR.lower()),
    (f"TR {TR[2:]}", Rule.IBAN, f"TR {TR[2:]}"),
    (f"refunded to {by_fours(DE)} today", Rule.IBAN, by_fours(DE)),
    (f"refunded to {by_fours(GB, '-')}", Rule.IBAN, by_fours(GB, "-")),
    (f"T.C. {TC} ile kayıtlı", Rule.IDENTITY_NUMBER, TC),
    (f"TCKN:{TC}", Rule.IDENTITY_NUMBER, TC),
    (f"kimlik {TC[:3]} {TC[3:6]} {TC[6:9]} {TC[9:]}", Rule.IDENTITY_NUMBER, None),
    (f"kart {by_fours(VISA)} 12/27", Rule.PAYMENT_CARD, by_fours(VISA)),
    (f"kart {by_fours(VISA)} 123", Rule.PAYMENT_CARD, by_fours(VISA)),
    (f"card {MASTERCARD}", Rule.PAYMENT_CARD, MASTERCARD),
    (f"card {by_fours(MASTERCARD, '-')}", Rule.PAYMENT_CARD, by_fours(MASTERCARD, "-")),
    (f"card {AMEX[:4]} {AMEX[4:10]} {AMEX[10:]}", Rule.PAYMENT_CARD, None),
    (f"Troy kartınız {TROY}", Rule.PAYMENT_CARD, TROY),
    ("Merhaba Ayşe, sipariş no 884120", Rule.NAME_WITH_REFERENCE, "884120"),
    ("Sayın Yılmaz, 884120 numaralı siparişiniz", Rule.NAME_WITH_REFERENCE, "884120"),
    ("Ayşe Hanım, kargo takip numaranız: AB1234567", Rule.NAME_WITH_REFERENCE, "AB1234567"),
    ("Mehmet Bey, talep no: 2026-1234", Rule.NAME_WITH_REFERENCE, "2026-1234"),
    ("Hello Ayşe, your order #884120 has left", Rule.NAME_WITH_REFERENCE, "884120"),
    ("Mr. Demir, ticket number 4711-22", Rule.NAME_WITH_REFERENCE, "4711-22"),
]


@pytest.mark.parametrize(("text", "rule", "evidence"), PERSONAL)
def test_personal_data_in_public_is_found(text: str, rule: Rule, evidence: str | None) -> None:
    findings = findings_in(text)

    assert [finding.rule for finding in findings] == [rule]
    assert findings[0].evidence == evidence or (evidence is None and findings[0].evidence in text)
    assert findings[0].rule_class in (RuleClass.LEGAL, RuleClass.PRIVACY)


@pytest.mark.parametrize("text", [text for text, _, _ in PERSONAL])
def test_in_a_private_conversation_it_is_not_looked_for(text: str) -> None:
    in_private = check(a_draft(text, in_private=True), a_context())

    assert rules_of(text, visibility=Visibility.PRIVATE) == []
    assert in_private == ()


HARMLESS = [
    "Sipariş numaranız 884120",
    "Sipariş no: 5321234567 kargoda",
    "5321234567 numaralı siparişiniz yolda",
    "Your order number is 5321234567.",
    "Tracking number 1Z999AA10123456784",
    "Kargo takip no: 7340123456789",
    "Takip numarası: AB1234567TR",
    "Barkod 8690123456789",
    f"Talep no {identity_number('234567890')[:-1]}{(int(TC[-1]) + 1) % 10}",
    f"Referans {VISA[:-1]}{(int(VISA[-1]) + 1) % 10}",
    f"Hesap {TR[:-1]}{(int(TR[-1]) + 1) % 10}",
    "Faturanız 1.250,00 TL",
    "12.345.678,90 TL iade edildi",
    "Paket 249,90 TL, 12 ay 2.998,80 TL",
    "10.03.2026 14:30'da teslim edildi",
    "10/03/2026 ile 12/03/2026 arasında",
    "2026-03-10 14:30:00",
    "Kampanya 01.03.2026-31.03.2026 arasında geçerli",
    "Hizmetimiz 09:00-18:00 arasında açık",
    "0850 222 0 123'ten bize ulaşabilirsiniz",
    "+90 850 222 01 23",
    "0800 123 45 67 ücretsizdir",
    "444 0 123'ü arayabilirsiniz",
    "112'yi arayın",
    "+12.500.000 kişi bizimle",
    "%50 indirim, 3 al 2 öde, 1+1",
    "Sürüm 5.321.234",
    "IP 192.168.100.200",
    "Merhaba @ayse_1985, bakıyoruz",
    "@05321234567 merhaba",
    "@nivora@mastodon.social hesabımıza yazın",
    "Bize nivora.com.tr/destek adresinden ulaşın",
    "Merhaba Ayşe, siparişiniz yola çıktı",
    "Sayın müşterimiz, sipariş no 884120 yola çıktı",
    "Değerli Müşterimiz, 884120 nolu siparişiniz yolda",
    "Ayşe Hanım, 12 gün geciktik, özür dileriz",
    "Nivora olarak 884120 numaralı siparişinizi iptal ettik",
    "Posta kodu 34710",
    "TR81 plakalı aracımız",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert rules_of(text) == []


def test_our_own_lines_and_addresses_may_be_said_in_public() -> None:
    text = "Bize destek@nivora.example ya da 0 (212) 999 88 77 üzerinden ulaşın."
    ours = ("Destek@nivora.example", "+90 212 999 88 77")

    assert rules_of(text) == [Rule.EMAIL_ADDRESS, Rule.PHONE_NUMBER]
    assert rules_of(text, contacts=ours) == []
    assert rules_of(text + " 0532 123 45 67", contacts=ours) == [Rule.PHONE_NUMBER]


def test_each_number_is_found_once_and_the_gravest_comes_first() -> None:
    text = f"0532 123 45 67, ayse@example.org, {by_fours(TR)}, {TC}, {by_fours(VISA)}"

    assert rules_of(text) == [
        Rule.IBAN,
        Rule.PAYMENT_CARD,
        Rule.IDENTITY_NUMBER,
        Rule.EMAIL_ADDRESS,
        Rule.PHONE_NUMBER,
    ]


def test_a_customer_who_calls_themselves_like_the_brand_has_no_name_there() -> None:
    text = "Nivora olarak 884120 numaralı siparişinizi iptal ettik"

    assert rules_of(text, customer="Nivora Mağduru") == []
    assert rules_of(text, customer="Müşteri 1985") == []

"""What the bundled engine must never get wrong: plain sentences, some of whose phrases it has
learnt as cues. How well it does on others is measured, not tested: training/EVAL.md."""

import pytest

from hearback.adapters.classifiers.bundled import bundled_classifier
from hearback.domain.classification import (
    Classification,
    Kind,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
)


def classify(text: str, hint: str | None = None) -> Classification:
    return bundled_classifier().classify(text, hint)


def kind(text: str) -> Kind:
    return classify(text).kind.label


@pytest.mark.parametrize(
    "text",
    [
        "Siparişim gelmedi",
        "siparisim gelmedi",
        "SİPARİŞİM HÂLÂ GELMEDİ",
        "SIPARISIM HALA GELMEDI",
        "sipariiişim gelmediiii",
    ],
)
def test_spelling_casing_and_lost_dots_change_nothing(text: str) -> None:
    said = classify(text)
    assert (said.language.label, said.kind.label) == (Language.TURKISH, Kind.COMPLAINT)
    assert (said.topic.label, said.severity.label) == (Topic.DELIVERY, Severity.MEDIUM)


@pytest.mark.parametrize(
    "text",
    [
        "9 gündür bekliyorum",
        "Merhaba, ekim ayında verdiğim sipariş tarafıma ulaşmadı, yardımınızı rica ederim.",
        "Kolay gelsin, üç haftadır kombi servisinden dönüş yok",
        "Hello, my parcel still hasn't arrived, could you please check?",
        "bravo gerçekten, 3 haftadır kargo yok",
        "Tebrikler, yine çalışmıyor uygulamanız",
        "neden cevap vermiyorsunuz?",
        "faturam niye hâlâ düzeltilmedi",
        "beni aramayacak mısınız artık",
        "hiç memnun kalmadım",
        "kalite iyi değil, memnun değilim",
    ],
)
def test_polite_ironic_asking_and_denying_complaints_are_complaints(text: str) -> None:
    assert kind(text) is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "iade nasıl yapılıyor",
        "Cumartesi kaça kadar açıksınız",
        "bu kartla taksit yapabiliyor muyuz",
        "kac gunde gelir acaba",
        "where can I see my points",
        "does the blue one come in medium",
        "Is it possible to pay in cash?",
    ],
)
def test_a_question_needs_no_question_mark(text: str) -> None:
    assert kind(text) is Kind.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "keşke mağazalarda oturacak yer olsa",
        "uygulamaya takvim ekleseniz çok iyi olur",
        "Haftalık paket de çıkarmalısınız bence",
        "please add a widget, it would be great",
        "you should offer smaller bottles",
    ],
)
def test_a_wish_is_a_suggestion(text: str) -> None:
    assert kind(text) is Kind.SUGGESTION


@pytest.mark.parametrize(
    "text",
    [
        "iki yıldır hiç sorun yaşamadım, tavsiye ederim",
        "kurye çok kibardı, elinize sağlık 🙏",
        "love it, best purchase this year",
        "arızamı yarım saatte çözdüler, çok teşekkürler",
    ],
)
def test_thanks_are_praise(text: str) -> None:
    said = classify(text)
    assert (said.kind.label, said.sentiment.label) == (Kind.PRAISE, Sentiment.POSITIVE)


@pytest.mark.parametrize(
    "text",
    [
        "Çekilişe katılmak için takip et, 3 arkadaşını etiketle",
        "Satış danışmanı arıyoruz, başvuru linki profilde https://example.com/is",
        "Hisseleri günü yüzde 4 artışla kapattı",
        "We're hiring! Apply via https://example.com",
        "RT to win a gift card",
        "bugün hava çok güzel",
    ],
)
def test_advertising_news_and_small_talk_are_noise(text: str) -> None:
    said = classify(text)
    assert (said.kind.label, said.topic.label) == (Kind.NOISE, Topic.OTHER)


@pytest.mark.parametrize(
    ("text", "leverage"),
    [
        ("paramı vermezseniz avukatım arayacak", Leverage.LEGAL),
        ("hakem heyetine başvuruyorum, ürün bozuk çıktı", Leverage.LEGAL),
        ("bu iş böyle kapanmaz, savcılığa dilekçemi verdim", Leverage.LEGAL),
        ("herkese anlatacağım, avukatım da dava açacak, zaten başka operatöre geçiyorum", "legal"),
        ("iade olmazsa tüm takipçilerime anlatacağım", Leverage.PUBLICITY),
        ("bozuk ürün sattınız, her yerde paylaşacağım", Leverage.PUBLICITY),
        ("bu son alışverişim, bir daha asla", Leverage.CHURN),
        ("internet yine yok, başka operatöre geçiyorum", Leverage.CHURN),
        ("o dükkanı başınıza yıkarım", Leverage.PHYSICAL),
        ("fix this or my lawyer will call", Leverage.LEGAL),
        ("still no refund, posting this to my followers", Leverage.PUBLICITY),
        ("wrong bill again, I'm switching to another bank", Leverage.CHURN),
    ],
)
def test_a_threat_is_told_by_its_means(text: str, leverage: Leverage) -> None:
    said = classify(text)
    assert (said.kind.label, said.leverage.label) == (Kind.COMPLAINT, leverage)


@pytest.mark.parametrize(
    "text",
    [
        "bu videoyu herkesle paylaştım, bayıldım",
        "avukat indiriminiz var mı",
        "davetiye baskısı kaç günde çıkar",
        "I shared this with everyone, love it",
        "mahkeme yanındaki şubeniz açık mı",
    ],
)
def test_what_only_looks_like_a_threat_is_none(text: str) -> None:
    assert classify(text).leverage.label is Leverage.NONE


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("sizi bulursam kafanızı kırarım", Severity.URGENT),
        ("şarj aleti alev aldı, halı yandı", Severity.URGENT),
        ("hesabıma başkası girmiş, param çekilmiş", Severity.URGENT),
        ("iadem üç haftadır yatmadı", Severity.MEDIUM),
        ("my order never arrived", Severity.MEDIUM),
        ("bir simit 25 lira, pahalı", Severity.LOW),
        ("iade nasıl yapılıyor", Severity.LOW),
    ],
)
def test_severity_follows_the_harm(text: str, severity: Severity) -> None:
    assert classify(text).severity.label is severity


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("faturam iki katı geldi", Topic.BILLING),
        ("kurye paketi getirmedi", Topic.DELIVERY),
        ("iadem yapılmadı", Topic.REFUND),
        ("ayakkabının tabanı koptu", Topic.PRODUCT),
        ("müşteri temsilcisi yüzüme kapattı", Topic.CUSTOMER_SERVICE),
        ("evde internet çekmiyor", Topic.NETWORK),
        ("uygulama açılışta çöküyor", Topic.APP),
        ("kampanya kodu geçersiz diyor", Topic.CAMPAIGN),
        ("taahhüdüm bitmeden cayma bedeli istiyorsunuz", Topic.CONTRACT),
        ("mağazada kasiyer bağırdı", Topic.BRANCH),
        ("kişisel verilerimi izinsiz paylaşmışsınız", Topic.PRIVACY),
    ],
)
def test_the_topic_is_what_it_is_about(text: str, topic: Topic) -> None:
    assert classify(text).topic.label is topic


@pytest.mark.parametrize(
    "text",
    ["amk kargosu", "s*ktirin gidin", "A.M.K yine yok", "geri zekalılar", "you f**king idiots"],
)
def test_profanity_is_offensive_also_masked(text: str) -> None:
    assert classify(text).offensive.label


@pytest.mark.parametrize(
    "text",
    [
        "sık sık arıyorsunuz",
        "sıkıntı yok",
        "koltuk sıkışık",
        "kargoyu götürdüler",
        "biraz ayıp oldu",
        "2*3 paket aldım, 5*** otel",
    ],
)
def test_innocent_words_are_not_offensive(text: str) -> None:
    assert not classify(text).offensive.label


def test_an_abusive_complaint_stays_a_complaint() -> None:
    said = classify("salaklar, iki haftadır kargo yok")
    assert (said.kind.label, said.offensive.label) == (Kind.COMPLAINT, True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kargom nerede kaldı", Language.TURKISH),
        ("gunlerdir cevap alamiyorum", Language.TURKISH),
        ("app update sonrası login olamıyorum", Language.TURKISH),
        ("where is my parcel", Language.ENGLISH),
        ("Wo ist mein Paket, ich warte schon lange", Language.OTHER),
        ("no puedo entrar en mi cuenta", Language.OTHER),
        ("где моя посылка", Language.OTHER),
        ("أين طردي", Language.OTHER),
    ],
)
def test_the_language_is_told_from_few_words(text: str, language: Language) -> None:
    assert classify(text).language.label is language


def test_the_platform_s_hint_speaks_but_does_not_outweigh_the_words() -> None:
    without = classify("Zorbla").language
    for hint in ("tr", "en-GB"):
        share = classify("Zorbla", hint).language
        assert share.label == hint[:2] or share.confidence < without.confidence
    unhelpful = classify("Zorbla", "??").language
    assert unhelpful.label is without.label
    assert unhelpful.confidence == pytest.approx(without.confidence)
    assert classify("kargom günlerdir gelmedi", "en").language.label is Language.TURKISH


def test_a_factual_courteous_complaint_is_neutral_in_tone_and_an_angry_one_negative() -> None:
    said = classify("Merhaba, siparişim ulaşmadı, kontrol eder misiniz lütfen")
    assert (said.kind.label, said.sentiment.label) == (Kind.COMPLAINT, Sentiment.NEUTRAL)
    assert classify("rezalet, bıktım sizden").sentiment.label is Sentiment.NEGATIVE


def test_more_words_for_it_give_more_confidence() -> None:
    one = classify("kargo gecikti").kind
    many = classify("kargo gecikti, cevap yok, paket kırık geldi, rezalet, mağdurum").kind
    assert one.label is many.label is Kind.COMPLAINT
    assert one.confidence < many.confidence < 1


def test_reasons_are_words_of_the_text_as_it_was_written() -> None:
    text = "Kargo GECİKTİ, avukatım arayacak"
    said = classify(text)
    assert {"GECİKTİ", "avukatım"} <= set(said.reasons)
    assert all(word in text for word in said.reasons)
    assert classify("günaydın").reasons == ()


@pytest.mark.parametrize("text", ["", "今日は良い天気ですね", "\u202e", "—"])
def test_of_a_text_of_which_nothing_is_known_little_is_said(text: str) -> None:
    said = classify(text)
    assert (said.kind.label, said.topic.label) == (Kind.NOISE, Topic.OTHER)
    assert said.kind.confidence < 0.7


def test_the_engine_names_the_weights() -> None:
    assert classify("merhaba").engine.startswith("bundled-")

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.classifiers.cues_grievance import GRIEVANCE
from hearback.adapters.classifiers.cues_kind import KIND
from hearback.adapters.classifiers.cues_language import LANGUAGE
from hearback.adapters.classifiers.cues_stakes import LEVERAGE, SEVERITY
from hearback.adapters.classifiers.cues_tone import FEELING, OFFENSIVE
from hearback.adapters.classifiers.cues_topic import TOPIC
from hearback.adapters.classifiers.lexicon import LexiconClassifier
from hearback.domain.classification import (
    Classification,
    Kind,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
)
from hearback.domain.ports import Classifier
from hearback.domain.text import fold

CLASSIFIER: Classifier = LexiconClassifier()


def classify(text: str, hint: str | None = None) -> Classification:
    return CLASSIFIER.classify(text, hint)


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
    ],
)
def test_a_polite_complaint_without_a_bad_word_is_a_complaint(text: str) -> None:
    assert kind(text) is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "bravo gerçekten, 3 haftadır kargo yok",
        "Tebrikler, yine çalışmıyor uygulamanız",
        "harikasınız, 12 günde karşı sokağa getirdiniz",
        "great job, my order still hasn't arrived",
    ],
)
def test_ironic_praise_is_a_complaint(text: str) -> None:
    assert kind(text) is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "neden cevap vermiyorsunuz?",
        "faturam niye hâlâ düzeltilmedi",
        "beni aramayacak mısınız artık",
    ],
)
def test_a_breach_phrased_as_a_question_is_a_complaint(text: str) -> None:
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
        "çok memnun kaldım, teşekkürler",
        "iki yıldır hiç sorun yaşamadım, tavsiye ederim",
        "kurye çok kibardı, elinize sağlık 🙏",
        "love it, best purchase this year",
    ],
)
def test_thanks_are_praise(text: str) -> None:
    said = classify(text)
    assert (said.kind.label, said.sentiment.label) == (Kind.PRAISE, Sentiment.POSITIVE)


@pytest.mark.parametrize("text", ["hiç memnun kalmadım", "kalite iyi değil, memnun değilim"])
def test_denied_thanks_are_a_complaint(text: str) -> None:
    assert kind(text) is Kind.COMPLAINT


def test_a_problem_that_was_solved_is_praise() -> None:
    assert kind("arızamı yarım saatte çözdüler, çok teşekkürler") is Kind.PRAISE


@pytest.mark.parametrize(
    "text",
    [
        "Çekilişe katılmak için takip et, 3 arkadaşını etiketle",
        "Satış danışmanı arıyoruz, başvuru linki profilde https://example.com/is",
        "Hisseleri günü yüzde 4 artışla kapattı",
        "Genel müdürünü açıkladı https://example.com/haber",
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


def test_of_several_threats_the_strongest_counts() -> None:
    text = "herkese anlatacağım, avukatım da dava açacak, zaten başka operatöre geçiyorum"
    assert classify(text).leverage.label is Leverage.LEGAL


@pytest.mark.parametrize(
    "text",
    [
        "bu videoyu herkesle paylaştım, bayıldım",
        "avukat indiriminiz var mı",
        "davetiye baskısı kaç günde çıkar",
        "I shared this with everyone, love it",
    ],
)
def test_what_only_looks_like_a_threat_is_none(text: str) -> None:
    assert classify(text).leverage.label is Leverage.NONE


def test_physical_threats_are_urgent() -> None:
    assert classify("sizi bulursam kafanızı kırarım").severity.label is Severity.URGENT


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("şarj aleti alev aldı, halı yandı", Severity.URGENT),
        ("hesabıma başkası girmiş, param çekilmiş", Severity.URGENT),
        ("evde bebek var, iki gündür elektrik yok", Severity.URGENT),
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
        "I got a pic of the parcel",
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
        ("", Language.OTHER),
        ("🙂🙂", Language.OTHER),
    ],
)
def test_the_language_is_told_from_few_words(text: str, language: Language) -> None:
    assert classify(text).language.label is language


def test_the_platforms_hint_decides_where_no_word_is_known() -> None:
    assert classify("Zorbla", "tr").language.label is Language.TURKISH
    assert classify("Zorbla", "en-GB").language.label is Language.ENGLISH
    assert classify("Zorbla", "??").language.label is Language.OTHER


def test_the_hint_does_not_outweigh_the_words() -> None:
    assert classify("kargom günlerdir gelmedi", "en").language.label is Language.TURKISH


def test_a_factual_courteous_complaint_is_neutral_in_tone() -> None:
    said = classify("Merhaba, siparişim ulaşmadı, kontrol eder misiniz lütfen")
    assert (said.kind.label, said.sentiment.label) == (Kind.COMPLAINT, Sentiment.NEUTRAL)


def test_an_angry_complaint_is_negative() -> None:
    assert classify("rezalet, bıktım sizden").sentiment.label is Sentiment.NEGATIVE


def test_more_cues_give_more_confidence() -> None:
    one = classify("kargo gecikti").kind
    many = classify("kargo gecikti, cevap yok, paket kırık geldi, rezalet, mağdurum").kind
    assert one.label is many.label is Kind.COMPLAINT
    assert one.confidence < many.confidence < 1


def test_a_text_without_cues_is_noise_of_little_confidence() -> None:
    assert classify("kırmızı olan duruyor").kind.label is Kind.NOISE
    assert classify("kırmızı olan duruyor").kind.confidence < 0.5


def test_reasons_are_the_words_of_the_text() -> None:
    text = "Kargo GECİKTİ, avukatım arayacak"
    said = classify(text)
    assert {"GECİKTİ", "avukatım", "Kargo"} <= set(said.reasons)
    assert all(word in text for reason in said.reasons for word in reason.split())


def test_the_engine_is_named() -> None:
    assert classify("merhaba").engine == "lexicon-1"


@given(st.text(st.characters(), max_size=300), st.none() | st.text(max_size=5))
def test_no_text_breaks_it_and_no_verdict_is_certain(text: str, hint: str | None) -> None:
    said = CLASSIFIER.classify(text, hint)
    for verdict in (
        said.language.confidence,
        said.kind.confidence,
        said.sentiment.confidence,
        said.offensive.confidence,
        said.severity.confidence,
        said.leverage.confidence,
        said.topic.confidence,
    ):
        assert 0 < verdict < 1


@pytest.mark.parametrize(
    "text",
    [
        "\ud800\udc00\ud8ff",
        "\x00\x07\x1b[31m",
        "a" * 100_000,
        "gelmedi " * 12_500,
        "*" * 100_000,
        "s*" * 50_000,
        "@" * 100_000,
        "http://" * 14_000,
        "\u0307" * 100_000,
        "?!" * 50_000,
    ],
    ids=["surrogates", "controls", "a", "words", "*", "s*", "@", "links", "marks", "signs"],
)
def test_the_strangest_texts_are_classified(text: str) -> None:
    assert classify(text).engine == "lexicon-1"


@pytest.mark.parametrize(
    "table", [GRIEVANCE, KIND, LANGUAGE, LEVERAGE, SEVERITY, FEELING, OFFENSIVE, TOPIC]
)
def test_cues_are_written_as_they_are_matched(table: dict[str, dict[float, str]]) -> None:
    for strengths in table.values():
        for cues in strengths.values():
            for cue in cues.split(","):
                words = cue.split()
                assert all(re.fullmatch(r"[a-z0-9]+\$?", word) for word in words), cue
                assert words == fold(cue).split()


def test_every_label_has_cues() -> None:
    assert set(TOPIC) == set(Topic) - {Topic.OTHER}
    assert set(LEVERAGE) - {"past"} == set(Leverage) - {Leverage.NONE}
    assert set(LANGUAGE) == set(Language)

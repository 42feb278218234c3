"""Who writes must not matter: names, places and brands leave the labels as they are."""

import pytest

from hearback.adapters.classifiers.bundled import bundled_classifier
from hearback.domain.classification import Kind, Leverage, Severity

WHO = (
    *("Ayşe", "Mehmet", "Rojin", "Berivan", "Ararat", "Yorgo", "Fatma Nur", "Muhammed", "Olga"),
    *("Ahmed", "John", "Thi Ha", "Hatice", "Deniz", "Zeynep", "Hüseyin"),
)
WHERE = (
    *("İstanbul", "Diyarbakır", "Trabzon", "Berlin", "Hakkâri", "İzmir", "Şanlıurfa", "Edirne"),
    *("Lefkoşa", "Yüksekova", "Nişantaşı", "Bağcılar"),
)
BRANDS = ("Nivora", "Dalgatel", "Moraska", "Turkcell", "Elmabook", "Papatya Bank", "Kuzeyexpress")
COMPLAINT = (Kind.COMPLAINT, Severity.MEDIUM, Leverage.NONE)
SENTENCES = {
    "Ben {}, siparişim dokuz gündür gelmedi, kimse cevap vermiyor": COMPLAINT,
    "Adım {}. Faturamda iki kez ücret alınmış, düzeltilmesini istiyorum.": COMPLAINT,
    "{} adına verilen sipariş nerede kaldı, iki haftadır bekliyoruz": COMPLAINT,
    "Merhaba, ben {}. İade süresi kaç gün acaba?": (Kind.QUESTION, Severity.LOW, Leverage.NONE),
    "{} ben, kuryeniz çok kibardı, teşekkür ederim": (Kind.PRAISE, Severity.LOW, Leverage.NONE),
}


def labels(text: str) -> tuple[Kind, Severity, Leverage]:
    said = bundled_classifier().classify(text)
    return said.kind.label, said.severity.label, said.leverage.label


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_name_changes_nothing(sentence: str) -> None:
    found = {name: labels(sentence.format(name)) for name in WHO}
    assert found == dict.fromkeys(WHO, SENTENCES[sentence])


def test_a_place_changes_nothing() -> None:
    found = {place: labels(f"{place} şubenize gönderdiğim kargo hâlâ gelmedi") for place in WHERE}
    assert found == dict.fromkeys(WHERE, COMPLAINT)


def test_a_brand_changes_nothing() -> None:
    found = {brand: labels(f"{brand} üç gündür iademi yapmadı") for brand in BRANDS}
    assert found == dict.fromkeys(BRANDS, COMPLAINT)


@pytest.mark.parametrize(
    ("careful", "plain"),
    [
        ("Siparişim on gündür gelmedi, yardımcı olur musunuz?", "siparis 10 gun gelmedi yardim"),
        ("İnternetim sabahtan beri çalışmıyor.", "internet sabahdan beri calismiyo yaa"),
        ("Param iade edilmedi.", "paramı iyade etmediler"),
    ],
)
def test_who_spells_badly_is_heard_as_well(careful: str, plain: str) -> None:
    assert labels(careful) == labels(plain) == COMPLAINT


def test_followers_are_no_input() -> None:
    assert labels("2 milyon takipçim var, siparişim gelmedi")[:2] == COMPLAINT[:2]

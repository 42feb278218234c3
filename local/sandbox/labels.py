"""The pages' own words, Turkish first."""

from typing import Any

from flask import request

_LABELS = {
    "overview": ("Genel bakış", "Overview"),
    "sandbox": ("Deneme ortamı", "Sandbox"),
    "made_up": (
        "Kişiler ve marka uydurmadır; buradan dışarı hiçbir şey çıkmaz.",
        "The people and the brand are invented; nothing leaves this machine.",
    ),
    "headline": ("Herkesin gördüğü konuşmalar", "The conversations that everyone sees"),
    "people": ("Yazan kişi", "People who wrote"),
    "heard": ("Yanıt alan", "Heard back"),
    "our_replies": ("Yanıtımız", "Our replies"),
    "median_wait": ("İlk yanıta ortanca süre", "Median wait for our first word"),
    "latest_replies": ("Son yanıtlarımız", "Our latest replies"),
    "none_yet": ("Henüz bir şey yok.", "Nothing here yet."),
    "open": ("Aç", "Open"),
    "all": ("Tümü", "All"),
    "waiting": ("Yanıtsız", "No reply yet"),
    "answered": ("Yanıtlanan", "Answered"),
    "support": ("Resmî destek hesabı", "Official support account"),
    "page": ("Sayfa", "Page"),
    "replying_to": ("Yanıtlanan:", "Replying to"),
    "edited": ("düzenlendi", "edited"),
    "deleted": ("Bu gönderi sahibi tarafından silindi.", "This post was deleted by its author."),
    "show_all": ("Tüm konuşmayı göster", "Show the whole conversation"),
    "back": ("Geri", "Back"),
    "followers": ("takipçi", "followers"),
    "bio": (
        "Alışveriş, kurye, uygulama ve hat için destek. 7 gün 24 saat buradayız.",
        "Help with orders, courier, app and mobile line. Here 24 hours, 7 days.",
    ),
    "about_page": (
        "Alışveriş ve perakende · Kendi kuryesiyle kapınızda",
        "Shopping & retail · At your door with its own courier",
    ),
    "quiet": ("Henüz sessiz", "Quiet so far"),
    "faults": ("Bekleyen arıza emri", "Faults on order"),
    "older": ("Daha eskiler", "Older"),
    "mark_like": ("Beğendik", "We liked this"),
    "mark_hide": ("Gizledik", "We hid this"),
    "mark_mute": ("Kişiyi sessize aldık", "We muted this person"),
    "mark_block": ("Kişiyi engelledik", "We blocked this person"),
    "mark_report": ("Bildirdik", "We reported this"),
    "private": ("Özel mesajlar:", "Private messages with"),
    "visitor": ("Ziyaretçi gönderisi", "Visitor post"),
}
LANGUAGES = ("tr", "en")


def language() -> str:
    """What the reader chose, else what the browser asks for, else Turkish."""
    chosen = request.args.get("lang") or request.cookies.get("lang")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, "tr") or "tr"


def labels() -> dict[str, Any]:
    """For every template: `t.<name>` in the reader's language."""
    place = LANGUAGES.index(language())
    return {"t": {name: words[place] for name, words in _LABELS.items()}, "lang": language()}

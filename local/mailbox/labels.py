"""The mailbox's own words, Turkish first."""

from typing import Any

from local.sandbox.labels import LANGUAGES, language

_LABELS = {
    "mailbox": ("Posta kutusu", "Mailbox"),
    "all": ("Tüm postalar", "All mail"),
    "teams": ("Ekipler", "Teams"),
    "empty": ("Henüz posta gelmedi.", "No mail yet."),
    "choose": ("Okumak için soldan bir posta seçin.", "Choose a mail on the left to read it."),
    "to": ("Kime:", "To:"),
    "earlier": ("Bu konudaki diğer postalar", "Other mails in this thread"),
    "back": ("Listeye dön", "Back to the list"),
    "folder": ("Dosyalar", "Files"),
}


def labels() -> dict[str, Any]:
    """For every template: `t.<name>` in the reader's language."""
    place = LANGUAGES.index(language())
    return {"t": {name: words[place] for name, words in _LABELS.items()}, "lang": language()}

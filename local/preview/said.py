"""The preview's own words; what it says of channels and findings is what agents read."""

SAID = {
    "tr": {
        "title": "{brand}: müşterinin okuduğu sözler",
        "lead": "Bakım politikasındaki her metin, her kanalda göründüğü gibi. Sayı, platformun "
        "saydığı uzunluktur; yanındaki, adların en uzun hâliyledir.",
        "channels": "Kanallar",
        "limit": "en çok {n}",
        "warm": "samimi",
        "formal": "resmî",
        "again": "başka sözlerle",
        "longest": "en uzun {n} / {limit}",
        "longest_text": "en uzun hâli",
        "none": "bu dilde metin yok",
        "every_kind": "her tür",
        "stamp": "Bakım politikası {version}",
        "written": "yazıldı: {file}",
    },
    "en": {
        "title": "{brand}: what customers read",
        "lead": "Every text of the care policy, as each channel shows it. The number is the length "
        "as the platform counts it; the one beside it is with the longest names.",
        "channels": "Channels",
        "limit": "at most {n}",
        "warm": "warm",
        "formal": "formal",
        "again": "in other words",
        "longest": "longest {n} / {limit}",
        "longest_text": "at its longest",
        "none": "no text in this language",
        "every_kind": "every kind",
        "stamp": "Care policy {version}",
        "written": "written: {file}",
    },
}

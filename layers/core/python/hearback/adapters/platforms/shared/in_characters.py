"""How long a text is on platforms that count characters."""


class InCharacters:
    """As the text is sent: cleaned."""

    def length(self, text: str) -> int:
        from hearback.domain.text import clean  # noqa: PLC0415

        return len(clean(text))

"""Something that a person at the keyboard can mend."""


class Problem(Exception):
    """Shown as one clear line, without a trace."""

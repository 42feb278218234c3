"""The stack's parts, one concern a file."""

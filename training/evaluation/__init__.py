"""Judging the bundled classifier on texts that it has never seen, beside its peers."""

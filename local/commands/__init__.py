"""`python -m local <command>`: one file a command."""

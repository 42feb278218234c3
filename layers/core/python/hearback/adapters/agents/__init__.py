"""How agents hear of cases and act on them: mails, signed links and a page per case."""

"""What customers would read: every template of a care policy, as each channel shows it."""

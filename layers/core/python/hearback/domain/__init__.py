"""What social care is: mentions, cases, clocks, policy. No clock, no environment, no I/O."""

"""The demonstration: customers, platforms and agents played against the real stack."""

"""What several platforms' adapters are made of."""

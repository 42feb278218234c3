"""From labelled texts to the weights that the bundled classifier runs with. Never deployed."""

"""Engines that say what a mention is; all of them keep to the port `Classifier`."""

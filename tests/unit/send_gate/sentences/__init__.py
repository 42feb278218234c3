"""Sentences by the rule that must stop them, and such as must pass, in three sets.

Each set was written before the rules' words were looked at or mended by it; what was measured
then is in its first lines.
"""

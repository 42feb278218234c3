"""The send gate: what must be right with a reply before a customer reads it.

Its patterns are strings, compiled when first used: most functions import the gate with the
domain, and only those that let a reply pass should pay for some thirty milliseconds of that.
"""

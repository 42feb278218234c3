"""Putting the pieces together: one module a function, the only place that knows everything.

Each builds its use case once a process, when it is first needed.
"""

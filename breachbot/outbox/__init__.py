"""Carrying out what was decided, at least once.

In: effects claimed from the store under a lease. Out: each goes out by its channel or to its target (`ways.py`) and the
result is recorded, or it is tried again later, or given up with a word to a person. Forbidden: deciding anything;
rendering from anything but the state of the moment.
"""

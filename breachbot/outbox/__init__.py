"""Carrying out what was decided, at least once.

In: effects claimed from the store under a lease. Out: each is sent by its transport and the result recorded, or tried
again later, or given up with a word to a person. Forbidden: deciding anything; rendering from anything but the state
of the moment.
"""

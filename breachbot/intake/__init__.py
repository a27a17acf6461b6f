"""The intake room: from the bytes of a sender to a signal and a verdict.

In come a signature, raw bytes and a keyed digest handed in; out come frozen values: a signal with the few things that
may stay in clear, the kinds of personal data found and where, and candidate, note or test with reasons in our own
words. Forbidden: clocks, I/O, randomness, network, and letting a text of the sender leave this room.
"""

"""The HTTP edge: web hooks in, health out.

In: requests. Out: what was authenticated is stored, sealed, before it is answered. Forbidden: parsing or judging a
signal, and any text of a sender in an answer, a log line or a metric.
"""

"""The filing pack: what the form of an authority asks, filled in with what is on record.

In go the incident, the company's answers that never change, and a form; out come its fields, each with a value, a
reason why there is none, and where that comes from. Forbidden: to invent an answer, and to know any form by name.
"""

"""The steps that an incident can take, each with its words; `incident/steps.py` puts them in order.

In: an incident, what it owes, and the context. Out: steps. Forbidden: being asked by anybody but `steps` and guidance.
"""

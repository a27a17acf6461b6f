"""The kinds of event, by what they are about. Importers take them from `incident/events.py`, which names them all.

In: checked values. Out: frozen events. Forbidden: another name or meaning of a field, since stored events hold it.
"""

"""The playbook room: the types of the data files that say what a law asks.

In comes text that an edge has already read and split into plain values; out come frozen, checked models:
obligations, their ladders of reminders, concepts, rules. Forbidden: reading files, clocks, deciding anything,
importing other rooms.
"""

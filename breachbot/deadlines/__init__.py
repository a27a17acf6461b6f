"""The deadlines room: when something is due, and which reminders come when.

In come aware instants, a duration and a ladder from the playbook; out come UTC instants and named rungs.
Forbidden: reading a clock, sleeping, local-time arithmetic, and deciding whether a duty applies.
"""

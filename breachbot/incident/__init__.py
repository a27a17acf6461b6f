"""The life of an incident, of a signal and of the team, as events.

In: events that happened, and a command with the injected time. Out: the events that follow, the effects they have
outside, and the state they add up to. Forbidden: clock, I/O, randomness, network; a decision never looks anywhere
but at what it is given.
"""

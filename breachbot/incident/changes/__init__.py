"""What a person can change about the team: each a command that gives the events that follow from it, or refuses.

In: the team of now and who asks. Out: events of the team's log. Forbidden: Slack, the store, a clock of its own.
"""

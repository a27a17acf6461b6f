"""Acts: one file for each thing that a person can do to an incident.

In go the incident, a command and its context; out come the events that follow, or a refusal. A file holds the command,
`ready` (whether it makes sense now, and what comes before if not) and `events`, joined in one `Act`. Forbidden here: to
know what comes next (`guidance` does), to show anything, and to import another act's file except for its checks.
"""

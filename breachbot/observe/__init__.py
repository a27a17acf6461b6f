"""What breachbot tells its operator about itself: logs, crashes, figures.

In: names of events from our own code, ids, counts, durations and the classes of errors. Out: JSON lines,
scrubbed crash reports, metrics. Forbidden: any text from outside; even an error's message may quote a person.
"""

"""The verbs: what an edge may ask for.

In: a parsed request, with the id that makes it unique. Each verb loads the events, decides, and appends the new events
with their effects and projections in one transaction. Out: the state after it, or Refused with a sentence for the
person. Forbidden: HTTP, Slack, SQL and files; the store, the clock and the making of ids are injected with `House`.
"""

"""Slack, the room where people talk to breachbot.

In come the commands, clicks and submissions of people, signed by Slack; out go messages, modals and refusals.
This room translates and never decides: it calls the use-cases and shows what they answer. Forbidden: payloads
unchecked against Slack's limits, free text of a sender, incident text where outsiders can read it.
"""

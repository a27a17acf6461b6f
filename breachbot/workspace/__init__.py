"""A local workspace that speaks the part of Slack that breachbot uses, for the demo, development and tests.

In come the bot's calls to the Web API and, from the player of a story, the acts of people; out go signed
commands, clicks, submissions and events to the bot, over real HTTP. It is a process of its own, on loopback
only, with its state in memory, so that it lives on when the bot is killed. Forbidden: any import of breachbot
beyond `breachbot.errors` and `breachbot.slack.kit.limits`; any answer that Slack would not give.
"""

"""The whole story, played by itself on one machine: no accounts, no keys, no network beyond loopback.

In: a data folder. Out: what happened, read back from the database, from what the local workspace received and from the
disk. The bot and the workspace are processes of their own and run their real paths; the one thing that the demo may do
to them is to move the domain's clock.
"""

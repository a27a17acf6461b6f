"""One file for each way to reach people. `_` begins the name of what is part of another.

How to add one: docs/how-to/add-a-channel.md.
"""

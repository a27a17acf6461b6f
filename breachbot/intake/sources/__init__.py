"""One file per sender: who may deliver in its name, and what its bodies say. Same rules as the room.

How to add one: docs/how-to/add-a-source.md.
"""

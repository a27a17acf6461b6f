"""One file per language: how people in it say that they saw what belongs to somebody else. Same rules as the room.

How to add one: docs/how-to/add-a-wording.md.
"""

"""One file for each place where the public reads the security page. `_` begins the name of what is part of another.

How to add one: docs/how-to/add-a-target.md.
"""

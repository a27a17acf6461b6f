"""The way to the outside: one file for each place that shows the security page, and the reading of templates.

What enters: bytes that the DPO approved, with their SHA-256, and where they are to go. What leaves: pages that were
written and read back, and the address where people find them. Forbidden: changing the words,
deciding, deleting; writing bytes whose hash is not the approved one.
"""

"""Listeners: what people can ask for, one line for each, joined to the use-case that answers it.

In come clicks and submissions that Bolt has verified; out go calls of the use-cases. Forbidden: deciding, rendering.
"""

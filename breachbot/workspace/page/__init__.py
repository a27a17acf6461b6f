"""The workspace in a browser: what one person sees, as plain HTML, and what they do, as acts of that person.

In come requests of a browser on this machine; out go pages, and acts to `breachbot.workspace.acts`. Nothing of it is
open to other machines or other sites: see `guard`. Forbidden: any knowledge of breachbot's own actions or
texts; showing a person what they could not see in Slack; a script or style that is not a file of this folder.
"""

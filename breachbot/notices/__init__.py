"""Words for outsiders: facts go in, notices come out.

What enters: the facts of one incident as an outsider may read them (`fields`), and template texts as values.
What leaves: the rendered documents with their fingerprints and what is still unknown (`draft`), the problems
found in the words (`lint`), and the rule of who may approve (`approval`). Forbidden: clock, files, network,
randomness, environment; other rooms except `playbook`; any library but pydantic, jinja2,
markdown-it and babel.
"""

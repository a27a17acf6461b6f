"""Acts in Slack: for each act of `incident/acts`, a file of the same name with its buttons, form and parsing.

In goes what the act is asked about; out come views and commands. Forbidden: deciding whether an act is due or allowed.
"""

"""The command line.

In: words typed by an operator. Out: one call of the code that does the work, its result on standard output
and an exit code. Forbidden: deciding anything; importing, before a command runs, what only that command needs.
"""

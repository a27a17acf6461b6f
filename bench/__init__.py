"""How fast breachbot takes signals in, beside the smallest server that does the same durable work.

`make bench` runs both in turn on this machine, three rounds, and prints a table. Nothing is written but the table;
the databases lie in a temporary folder that is removed.
"""

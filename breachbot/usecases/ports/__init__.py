"""What the verbs need from a store, as protocols: the store implements them, nothing here imports it.

Two kinds of time are kept apart. What the rules ask about (`at`, `due_at`, `next_reminder_at`) is the domain's and is
handed in; what the machinery asks about (leases, `not_before`, when a row was made) is real time, by the database's
clock, so that moving the domain's clock neither loses nor repeats a message.
"""

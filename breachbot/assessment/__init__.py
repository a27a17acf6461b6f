"""The assessment room: from what people stated to which obligations follow, and why.

In come a playbook and statements of facts; out come settled facts and one ruling per obligation: required,
not required or undetermined. Forbidden: clocks, I/O, scores that decide, and knowing of incidents, events or
edges.
"""

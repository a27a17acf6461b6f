"""The register of Art. 33(5) and its proof.

In: the events, as they were stored. Out: entries fit to show an inspector, and the proof of the chain of hashes.
Forbidden: clock, I/O, and any state of its own: the register is a view, never a second truth.
"""

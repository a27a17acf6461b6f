"""The settings of the house, block by block; `settings.py` reads them and adds those of sources and targets.

In: what stands in the environment. Out: checked values. Forbidden: quoting the value of a secret in an error.
"""

"""What Slack's surfaces are put together from: blocks, elements, their limits, words, references, and answers.

In: words of ours, or of anybody, which are escaped here. Out: Block Kit that Slack takes, and what somebody entered in
it. Forbidden: knowing what an incident is beyond its id.
"""

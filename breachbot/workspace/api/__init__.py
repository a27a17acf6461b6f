"""The Web API: one function for each method, arguments in, the fields of Slack's answer out.

A refusal is an ApiError with Slack's own code. The functions know the state and nothing of HTTP.
"""

"""Requests to machines of others: which may be called, how long, how much, and what went wrong."""

"""Connectors bring confirmed matches from the board's event log into school systems and calendars."""

"""Placements and visits as events in a calendar that a school shares, over CalDAV."""

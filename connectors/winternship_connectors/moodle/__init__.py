"""Placements in Moodle: groups, members and the calendar of a course, over its web services."""

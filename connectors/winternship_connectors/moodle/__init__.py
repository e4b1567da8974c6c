"""Placements in Moodle: groups of a course and cohorts of the site, over its web services."""

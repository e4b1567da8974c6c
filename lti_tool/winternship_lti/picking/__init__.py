"""Choosing content for a course: what there is, what was chosen, and the answer to the platform."""

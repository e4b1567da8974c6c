"""The ways the practice LMS can fail, so that a caller catches one root.

    PracticeError
    └── UnknownActivityError   a location that belongs to no activity: fill the practice LMS first

What lti-consumer-xblock must see as its own (`LtiError`) is raised as that.
"""

from __future__ import annotations


class PracticeError(Exception):
    """Root of all errors of the practice LMS."""


class UnknownActivityError(PracticeError, ValueError):
    """No activity lies at this location. A `ValueError` too, for that is what lti-consumer-xblock expects.

    `location` is what was asked for, `known` the locations there are.
    """

    def __init__(self, location: object, known: list[str]) -> None:
        self.location, self.known = location, known
        allowed = ", ".join(known) or "none yet: run `python -m practice_lms practice_setup`"
        super().__init__(f"No activity at {location}. Known locations: {allowed}.")

"""Students with a signed placement enrolled in a course of Open edX, and in a cohort there."""

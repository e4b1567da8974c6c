"""A whole learning environment as seen by a tool, on a real address; `Platform` is its front door."""

from __future__ import annotations

from .moods import Mood, broken, busy, lost_answer, lost_request, slow, status, twice
from .platform import Platform
from .profiles import PROFILES, Profile
from .records import Column, Course, Grade, Link, Person, Tool

__all__ = [
    "PROFILES",
    "Column",
    "Course",
    "Grade",
    "Link",
    "Mood",
    "Person",
    "Platform",
    "Profile",
    "Tool",
    "broken",
    "busy",
    "lost_answer",
    "lost_request",
    "slow",
    "status",
    "twice",
]

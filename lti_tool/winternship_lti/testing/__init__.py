"""A whole LTI platform in one object, so that tests and demonstrations need no learning environment.

Never imported by the service itself.
"""

from __future__ import annotations

from .errors import LaunchRefused, LmsError, Misused, Refused
from .jwks_server import JwksServer
from .lms import (
    PROFILES,
    Column,
    Course,
    Grade,
    Link,
    Mood,
    Person,
    Platform,
    Profile,
    Tool,
    broken,
    busy,
    lost_answer,
    lost_request,
    slow,
    status,
    twice,
)
from .local_server import LocalServer, Reply, Request
from .payloads import ABSENT, Quirks, changed
from .platform import FakePlatform, FakeRegistration, FakeTransaction
from .signing import SigningKey

__all__ = [
    "ABSENT",
    "PROFILES",
    "Column",
    "Course",
    "FakePlatform",
    "FakeRegistration",
    "FakeTransaction",
    "Grade",
    "JwksServer",
    "LaunchRefused",
    "Link",
    "LmsError",
    "LocalServer",
    "Misused",
    "Mood",
    "Person",
    "Platform",
    "Profile",
    "Quirks",
    "Refused",
    "Reply",
    "Request",
    "SigningKey",
    "Tool",
    "broken",
    "busy",
    "changed",
    "lost_answer",
    "lost_request",
    "slow",
    "status",
    "twice",
]

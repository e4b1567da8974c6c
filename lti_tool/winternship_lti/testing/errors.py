"""Everything that can go wrong with the fake platform, so that a test says what it expected.

LmsError
├── Refused          the platform answers a request with an error, as an HTTP status and a code
├── LaunchRefused    the platform shows an error page instead of sending the browser back to the tool
└── Misused          the test asks for what this platform does not have
"""

from __future__ import annotations

from collections.abc import Mapping


class LmsError(Exception):
    """Root of all errors of the fake platform."""


class Refused(LmsError):
    """A request is answered with `status`; `code` goes into the body in the way of the platform played."""

    def __init__(self, status: int, code: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.headers = headers or {}


class LaunchRefused(LmsError):
    """The login of a tool was so wrong that the browser is not sent back to it [Sec 5.1.1.3]."""


class Misused(LmsError):
    """The test asked for something that is not there; the message says what is."""

"""What can go wrong with a delivery, named by what has to happen next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class DeliveryError(Exception):
    """A delivery did not succeed. ``status`` is the target's own code, where it gave one.

    Messages are written to the delivery log, so they hold no personal data, no secret and no body of an answer.
    """

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Retry(DeliveryError):
    """Nothing was done there; try again, not before ``after`` seconds when the target said so."""

    def __init__(self, message: str, *, after: float | None = None, status: int | None = None) -> None:
        super().__init__(message, status=status)
        self.after = after


class Throttled(Retry):
    """The target asks the whole connection to slow down for ``after`` seconds."""


class Unknown(DeliveryError):
    """It was sent and no answer came: ask with ``observe`` before anything is sent again."""


class Conflict(DeliveryError):
    """Somebody changed it there since we looked; ``remote`` are the fields there now, ``etag`` their version."""

    def __init__(
        self, message: str, *, remote: Mapping[str, Any], etag: str = "", status: int | None = None
    ) -> None:
        super().__init__(message, status=status)
        self.remote = remote
        self.etag = etag


class Rejected(DeliveryError):
    """The target will never take this as it is. ``fields`` tells per field what is wrong, for a person to mend."""

    def __init__(
        self, message: str, *, fields: Mapping[str, str] | None = None, status: int | None = None
    ) -> None:
        super().__init__(message, status=status)
        self.fields = dict(fields or {})


class AuthFailed(DeliveryError):
    """The target refuses our credentials: the connection pauses until an administrator looks."""

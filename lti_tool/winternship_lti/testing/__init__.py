"""A whole LTI platform in one object, so that tests and demonstrations need no learning environment.

Never imported by the service itself.
"""

from __future__ import annotations

from .jwks_server import JwksServer
from .local_server import LocalServer, Reply, Request
from .payloads import ABSENT, Quirks, changed
from .platform import FakePlatform, FakeRegistration, FakeTransaction
from .signing import SigningKey

__all__ = [
    "ABSENT",
    "FakePlatform",
    "FakeRegistration",
    "FakeTransaction",
    "JwksServer",
    "LocalServer",
    "Quirks",
    "Reply",
    "Request",
    "SigningKey",
    "changed",
]

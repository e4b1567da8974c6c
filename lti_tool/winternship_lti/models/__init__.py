"""What the service keeps. Each model says when a row is born, when it changes and when it goes."""

from __future__ import annotations

from .activities import Context, Membership, ResourceLink
from .launches import LaunchSession, LoginTransaction
from .outcomes import Outcome
from .people import Person
from .platforms import Deployment, Registration, ToolKey
from .state import BlockState

__all__ = [
    "BlockState",
    "Context",
    "Deployment",
    "LaunchSession",
    "LoginTransaction",
    "Membership",
    "Outcome",
    "Person",
    "Registration",
    "ResourceLink",
    "ToolKey",
]

"""What the service keeps. Each model says when a row is born, when it changes and when it goes."""

from __future__ import annotations

from .activities import Context, Membership, ResourceLink
from .invitations import Invitation
from .launches import LaunchSession, LoginTransaction
from .notices import ContextCopy, Notice, NoticeService
from .observations import ObservedPlatform, PlatformHealth, Refusal, RoleChange
from .outcomes import LineItem, Outcome
from .people import Person
from .platforms import Deployment, Registration, ToolKey
from .state import BlockState

__all__ = [
    "BlockState",
    "Context",
    "ContextCopy",
    "Deployment",
    "Invitation",
    "LaunchSession",
    "LineItem",
    "LoginTransaction",
    "Membership",
    "Notice",
    "NoticeService",
    "ObservedPlatform",
    "Outcome",
    "Person",
    "PlatformHealth",
    "Refusal",
    "Registration",
    "ResourceLink",
    "RoleChange",
    "ToolKey",
]

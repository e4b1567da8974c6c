"""The one door to what only Open edX has, so that the day it changes there is one file to change."""

from __future__ import annotations

from typing import Any


def is_author_preview(block: Any) -> bool:
    """Whether this is Studio showing a page to its author, where nothing a learner does is real."""
    return bool(getattr(block.runtime, "is_author_mode", False))


def is_impersonated(user_service: Any) -> bool:
    """Whether a member of staff looks at the course in the name of one learner ("View as: specific learner").

    The platform then hands out that learner's state with a user who, at first sight, is that learner; the
    person behind it hangs on the platform's user object as ``real_user``, which its session guard needs too.
    """
    return getattr(getattr(user_service, "_django_user", None), "real_user", None) is not None


def in_studio(block: Any) -> bool:
    """Whether the request was made in Studio, which alone offers this service."""
    return block.runtime.service(block, "studio_user_permissions") is not None

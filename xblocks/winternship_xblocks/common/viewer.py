"""Who is looking decides what is shown and what may be saved; this asks the host and says it in one word."""

from __future__ import annotations

from typing import Any, Literal

from django.utils.translation import get_language

from winternship_xblocks import compat
from winternship_xblocks.common.texts import LANGUAGES, Language

Viewer = Literal["learner", "teacher", "visitor", "author", "impersonator"]
TEACHING_ROLES = frozenset({"instructor", "staff"})


def viewer_of(block: Any) -> Viewer:
    """Who looks at the block.

    - ``learner``: signed in, the answers are theirs;
    - ``teacher``: signed in as staff; sees counts, may try, is never counted;
    - ``visitor``: not signed in; ``author``: Studio's preview; ``impersonator``: staff as some learner.
      None of these three may save or see answers.
    """
    if compat.is_author_preview(block):
        return "author"
    service = block.runtime.service(block, "user")
    if service is not None and compat.is_impersonated(service):
        return "impersonator"
    attributes = service.get_current_user().opt_attrs if service is not None else {}
    # A host without the user service still knows by its key whose state it keeps.
    if block.scope_ids.user_id is None or not attributes.get("edx-platform.is_authenticated", True):
        return "visitor"
    staff = (
        attributes.get("edx-platform.user_is_staff")
        or attributes.get("edx-platform.user_role") in TEACHING_ROLES
    )
    return "teacher" if staff else "learner"


def may_author(block: Any) -> bool:
    """Whether this person may change the settings: in Studio, or where the host says nothing about staff."""
    if compat.in_studio(block):
        return True
    service = block.runtime.service(block, "user")
    if service is None:
        return False
    attributes = service.get_current_user().opt_attrs
    return bool(attributes.get("edx-platform.user_is_staff", "edx-platform.user_id" not in attributes))


def language_of(block: Any) -> Language:
    """The person's own choice; else the language the host is in; else English."""
    follow = (get_language() or "en").partition("-")[0].lower()
    wanted = block.language or follow
    return next((language for language in LANGUAGES if language == wanted), "en")

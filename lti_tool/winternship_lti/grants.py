"""What we asked of a platform beside what it granted, in words an administrator knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Invitation
from .protocol import names
from .protocol.registration import NAMING_CLAIMS

YES, NO, NOT_SAID, NOT_OFFERED = _("yes"), _("no"), _("not said"), _("not offered by the platform")
SCOPES: Final = {
    names.SCOPE_SCORE: _("Send grades"),
    names.SCOPE_LINEITEM: _("Make grade columns"),
    names.SCOPE_LINEITEM_READONLY: _("See grade columns"),
    names.SCOPE_RESULT_READONLY: _("See the grades in our columns"),
    names.SCOPE_MEMBERSHIP: _("See who is in a course"),
    names.SCOPE_NOTICE_HANDLERS: _("Hear when a course is copied"),
}
MESSAGES: Final = {
    names.DEEP_LINKING: _("Let teachers choose activities in the course"),
    names.SUBMISSION_REVIEW: _("Open an activity from the gradebook"),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission: whether we asked for it, and whether we got it."""

    what: str | Promise
    asked: str | Promise
    granted: str | Promise


def grants(invitation: Invitation) -> list[Grant]:
    """Return each permission that we use, and the person's name, which is asked only if the administrator chose so.

    The platform's answer is shown as it was given: Moodle lists more than it gives, and every launch says anew
    what may be used.
    """
    asked, granted = invitation.asked, invitation.granted
    rows = [_grant(label, key, asked["scopes"], granted["scopes"]) for key, label in SCOPES.items()]
    rows += [_grant(label, key, asked["messages"], granted["messages"]) for key, label in MESSAGES.items()]
    claims: Any = granted["claims"]
    named = NOT_SAID if claims is None else YES if {*NAMING_CLAIMS} & {*claims} else NO
    wanted = YES if invitation.ask_names else NO
    return [*rows, Grant(_("Names and e-mail addresses of people"), wanted, named)]


def _grant(label: str | Promise, key: str, asked: Sequence[str], granted: Sequence[str] | None) -> Grant:
    got = NOT_SAID if granted is None else YES if key in granted else NO
    return Grant(label, YES if key in asked else NOT_OFFERED, got)

"""Opens a visit: from a path and a cookie to what this browser may do."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from .cookies import launch_cookie, launch_path
from .digests import matches, pseudonym
from .errors import NotHere, VisitOver
from .models import LaunchSession, ResourceLink
from .runtime.settings_of_link import field_values
from .runtime.visit import Visit

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A stored launch that this browser owns, its link, and the runtime's view of both."""

    session: LaunchSession
    link: ResourceLink
    visit: Visit


def open_session(request: HttpRequest, launch_id: str, kind: str = "") -> LaunchSession:
    """Return the stored launch of this path, with one query.

    Raises VisitOver unless the browser brings its secret in time, and NotHere for one that asked for something else
    than `kind` ("": any).
    """
    secret = request.COOKIES.get(launch_cookie(launch_id), "") or _bearer(request)
    if not secret:
        raise VisitOver
    session = (
        LaunchSession.objects.select_related("link", "membership")
        .filter(pk=launch_id, expires_at__gt=timezone.now())
        .first()
    )
    if session is None or not matches(secret, session.secret_hash):
        raise VisitOver
    if kind and session.kind != kind:
        raise NotHere
    return session


def open_visit(request: HttpRequest, launch_id: str) -> OpenVisit:
    """Return the visit to an activity at this path; raises VisitOver or NotHere like `open_session`."""
    return visit_of(open_session(request, launch_id, LaunchSession.Kind.ACTIVITY))


def visit_of(session: LaunchSession) -> OpenVisit:
    """Return what the runtime may know of a launch; raises NotHere when it was not to an activity."""
    link = session.link
    if link is None or session.kind != LaunchSession.Kind.ACTIVITY:
        raise NotHere
    visit = Visit(
        base_path=launch_path(session.pk),
        link=link.pk,
        block_type=link.block_type,
        person=session.person_id,
        pseudonym=pseudonym(session.person_id, link.deployment_id),
        is_instructor=session.acts_as_instructor,
        language=language_of(session.locale),
        field_defaults=field_values(link.block_type, link.settings),
    )
    return OpenVisit(session, link, visit)


def _bearer(request: HttpRequest) -> str:
    """Return the secret that a page without cookies keeps in its memory and sends along itself."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret if kind == "Bearer" else ""


def language_of(locale: str) -> str:
    """Return the nearest language we speak to a BCP 47 or POSIX locale [Core 5.4.3]; English when unknown."""
    code = locale.replace("_", "-").split("-", maxsplit=1)[0].lower()
    return code if code in LANGUAGES else "en"

"""What staff may know of one person's work, and what is told to who asks what is kept of someone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from ..errors import NotYours, ServiceError
from ..models import LaunchSession, Outcome
from ..picking import catalogue
from ..security import protect
from ..visits import language_of, open_session
from .block_page import framing_origins
from .refusals import refuse_service


@require_safe
def review(request: HttpRequest, launch_id: str) -> HttpResponse:
    """Show staff how far the person of a submission review is [SR 2]: never answers, and no score where the work is
    private. Only the browser that owns the visit may ask; a learner's own review became a visit to the activity at
    the launch, and a teacher who lost the role since is refused.
    """
    try:
        session = open_session(request, launch_id, LaunchSession.Kind.REVIEW)
        if not session.may_review or session.link is None:
            raise NotYours
    except ServiceError as error:
        return refuse_service(request, error)
    language = language_of(session.locale)
    outcome = (
        Outcome.objects.filter(person=session.about_id, link=session.link).first()
        if session.about_id
        else None
    )
    card = catalogue.card_of(session.link.block_type)
    context: dict[str, object] = {
        "language": language,
        "title": session.link.title or (card.title.in_language(language) if card else ""),
        "outcome": outcome,
        "finished": outcome is not None and outcome.is_finished,
        "shows_score": card is None or card.shows_score,
    }
    return _message(request, session, "review.html", context)


@require_safe
def privacy(request: HttpRequest, launch_id: str) -> HttpResponse:
    """Say who can show or erase what is kept of a person [DP 2]. The page shows nothing of anyone."""
    try:
        session = open_session(request, launch_id, LaunchSession.Kind.PRIVACY)
    except ServiceError as error:
        return refuse_service(request, error)
    context: dict[str, object] = {"language": language_of(session.locale), "months": settings.KEEP_MONTHS}
    return _message(request, session, "privacy.html", context)


def _message(
    request: HttpRequest, session: LaunchSession, template: str, context: dict[str, object]
) -> HttpResponse:
    with translation.override(str(context["language"])):
        response = render(request, f"winternship_lti/{template}", context)
    protect(response, framing_origins=framing_origins(session))
    return response

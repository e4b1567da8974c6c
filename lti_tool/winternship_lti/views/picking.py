"""The picker: a teacher chooses what goes into the course, and the platform gets the answer [DL 2.0]."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from winternship_net import urls

from ..cookies import launch_path
from ..errors import NotHere, ServiceError, VisitOver
from ..guards import require_same_origin, require_small_body
from ..models import LaunchSession
from ..picking import catalogue, choosing
from ..protocol import deep_linking
from ..protocol.deep_linking import Item
from ..protocol.errors import LtiError
from ..purposes import deep_linking_of
from ..registry import registry
from ..runtime.runtime import ToolRuntime
from ..runtime.visit import Visit
from ..security import page_nonce, protect
from ..visits import language_of, open_session
from .block_page import block_page, framing_origins
from .refusals import refuse, refuse_service

LANGUAGE_NAMES = (("nl", "Nederlands"), ("en", "English"))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: HttpRequest, launch_id: str) -> HttpResponse:
    """Show the cards, or take the choice. Only the browser that owns the visit may, and only for a visit that began
    with a deep linking request of someone who makes the course; what was not offered is refused, not sent.
    """
    try:
        require_same_origin(request)
        require_small_body(request)
        session = open_session(request, launch_id, LaunchSession.Kind.PICK)
        with translation.override(language_of(session.locale)):
            return _choice(request, session) if request.method == "POST" else _cards(request, session)
    except ServiceError as error:
        return refuse_service(request, error)
    except LtiError as error:
        return refuse(request, error)


def _cards(request: HttpRequest, session: LaunchSession, *, missing: bool = False) -> HttpResponse:
    wanted, language = deep_linking_of(session.request), language_of(session.locale)
    possible = deep_linking.accepts_activities(wanted)
    offered = [_shown(card, language) for card in catalogue.cards()] if possible else []
    context: dict[str, Any] = {
        "language": language,
        "cards": offered,
        "several": deep_linking.accepts_several(wanted) and len(offered) > 1,
        "only_one": len(offered) == 1,
        "graded": deep_linking.accepts_grades(wanted),
        "languages": LANGUAGE_NAMES,
        "usual_points": choosing.USUAL_POINTS,
        "most_points": choosing.MOST_POINTS,
        "longest_title": choosing.LONGEST_TITLE,
        "possible": possible,
        "missing": missing,
        "launch_id": session.pk,
        "nonce": page_nonce(request),
    }
    response = render(request, "winternship_lti/pick.html", context, status=400 if missing else 200)
    protect(response, framing_origins=framing_origins(session), nonce=context["nonce"], previews=True)
    return response


def _choice(request: HttpRequest, session: LaunchSession) -> HttpResponse:
    if "cancel" in request.POST:
        return _hand_over(request, session, [])
    wanted = deep_linking_of(session.request)
    items = choosing.chosen_items(
        request.POST, language_of(session.locale), graded=deep_linking.accepts_grades(wanted)
    )
    return _hand_over(request, session, items) if items else _cards(request, session, missing=True)


def _hand_over(request: HttpRequest, session: LaunchSession, items: list[Item]) -> HttpResponse:
    """A form that carries the answer to the platform: to the address of the verified request and to no other."""
    platform = registry.get(session.registration_id)
    if platform is None:
        raise VisitOver
    return_url = deep_linking_of(session.request).return_url
    nonce = page_nonce(request)
    context = {
        "language": language_of(session.locale),
        "return_url": return_url,
        "token": choosing.answer(session, platform, items),
        "nonce": nonce,
    }
    response = render(request, "winternship_lti/pick_done.html", context)
    # The platform's other addresses too: a browser checks where a form is redirected to as well.
    origins = dict.fromkeys([urls.origin(return_url) or "", *platform.framing_origins])
    protect(response, framing_origins=platform.framing_origins, form_origins=origins, nonce=nonce)
    return response


@require_safe
def preview(request: HttpRequest, launch_id: str, block_type: str) -> HttpResponse:
    """Show what a block looks like before it is placed, to who may pick it; nothing that is done there is kept."""
    try:
        session = open_session(request, launch_id, LaunchSession.Kind.PICK)
        language = language_of(session.locale)
        card = next((card for card in catalogue.cards() if card.block == block_type), None)
        if card is None:
            raise NotHere
        with translation.override(language):
            path = f"{launch_path(session.pk)}pick/"
            runtime = ToolRuntime(Visit(path, 0, block_type, None, "", language=language, is_preview=True))
            block = runtime.root_block()
            view = "author_view" if hasattr(block, "author_view") else "student_view"
            title = card.title.in_language(language)
            return block_page(
                request, session, runtime, block, view=view, template="preview.html", context={"title": title}
            )
    except ServiceError as error:
        return refuse_service(request, error)


def _shown(card: catalogue.Card, language: str) -> dict[str, Any]:
    """A card in one language, for the template."""
    return {
        "block": card.block,
        "title": card.title.in_language(language),
        "description": card.description.in_language(language),
        "minutes": card.minutes,
        "can_grade": card.can_grade,
        "selection": _selection(card, language),
        "choices": [
            {
                "name": f"{card.block}.{choices.field}",
                "label": choices.label.in_language(language),
                "values": [(value, text.in_language(language)) for value, text in choices.values.items()],
            }
            for choices in card.choices
        ],
    }


def _selection(card: catalogue.Card, language: str) -> dict[str, Any] | None:
    if card.selection is None:
        return None
    groups = [
        (title.in_language(language), [(value, text.in_language(language)) for value, text in values.items()])
        for title, values in card.selection.groups
    ]
    label = card.selection.label.in_language(language)
    return {"name": f"{card.block}.{card.selection.name}", "label": label, "groups": groups}

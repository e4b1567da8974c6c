"""The door for people without an account: a personal link shows the board's screens for the one object it is about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from winternship_board.screens import Download, Host, page_html, serve
from winternship_core.text import Text

from ..security import protect
from ..visits import language_of

TITLE = Text("Stagebord", "Placement board")


# The secret in the address is what lets someone in; who can forge the request has it already. No cookie counts.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show or do what the link allows, or say what to do when it is over: always status 200.

    A refusal with another status would put the address, and the secret in it, into the log of the server.
    """
    language = language_of(get_language() or "")
    url = reverse("board-link", args=[secret])
    host = Host("", "", url, "wb", language=language, title=TITLE.in_language(language), link=secret)
    posted = _lists(request.POST) if request.method == "POST" else None
    found = serve(host, _lists(request.GET), posted)
    if isinstance(found, Download):
        response = HttpResponse(found.body, content_type=found.content_type)
        response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    else:
        style = reverse("block-resource", args=["winternship_board", "public/board.css"])
        response = HttpResponse(page_html(host, found, style))
    protect(response, framing_origins=["'self'"])
    response["X-Robots-Tag"] = "noindex"
    return response


def _lists(given: QueryDict) -> dict[str, list[str]]:
    """The parameters as lists of texts."""
    return {str(name): [str(one) for one in values] for name, values in given.lists()}

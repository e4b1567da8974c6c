"""The few pages that need no login: stop the mail, confirm an address, read a calendar. Each is known by its secret.

Who may call them: whoever holds the link, and it does one thing for one person. Opening a link changes nothing, since
mail programs open links by themselves; the button does, and so does the one-click POST of RFC 8058.
"""

from __future__ import annotations

from html import escape
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from winternship_board.digests.calendar import calendar_of
from winternship_board.digests.choosing import confirm_address, stop_mail
from winternship_board.digests.links import person_of_confirm, person_of_stop
from winternship_board.errors import NotFound, NotPossible
from winternship_core.text import Text

STOP: Final = Text("Mail van het stagebord uitzetten", "Stop the mail of the placement board")
STOP_BUTTON: Final = Text("Zet de mail uit", "Stop the mail")
STOPPED: Final = Text(
    "De mail staat uit. Op het stagebord kun je hem weer aanzetten.",
    "The mail is off. You can switch it on again on the placement board.",
)
CONFIRM: Final = Text("Is dit jouw mailadres?", "Is this your address?")
CONFIRM_BUTTON: Final = Text("Ja, stuur mijn mail hierheen", "Yes, send my mail here")
CONFIRMED: Final = Text("Gelukt. De mail komt voortaan hier.", "Done. The mail comes here from now on.")
GONE: Final = Text("Deze link werkt niet (meer).", "This link does not work (any more).")


@never_cache
@csrf_exempt  # the signed link is the proof; RFC 8058 posts without a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and on the button or the one-click POST, switch the mail off."""
    try:
        if request.method == "POST":
            stop_mail(token)
            return _page(STOPPED)
        person_of_stop(token)
    except NotFound:
        return _page(GONE, status=404)
    return _page(STOP, button=STOP_BUTTON)


@never_cache
@csrf_exempt  # the signed link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and on the button, take the address into use."""
    try:
        if request.method == "POST":
            confirm_address(token)
            return _page(CONFIRMED)
        person_of_confirm(token)
    except NotFound:
        return _page(GONE, status=404)
    return _page(CONFIRM, button=CONFIRM_BUTTON)


@never_cache
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret; nothing tells a revoked one from one that never was."""
    try:
        content = calendar_of(secret)
    except NotFound:
        return HttpResponse(status=404)
    except NotPossible as error:
        return HttpResponse(error.text.en, status=501, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="placements.ics"'
    response["Referrer-Policy"] = "no-referrer"
    return response


def _page(text: Text, *, button: Text | None = None, status: int = 200) -> HttpResponse:
    """A small page in both languages: who opens a mail has told us no language here."""
    form = ""
    if button is not None:
        words = f'{escape(button.nl)} / <span lang="en">{escape(button.en)}</span>'
        form = f'<form method="post"><button style="padding:.75rem 1rem;font:inherit">{words}</button></form>'
    response = HttpResponse(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(text.nl)}</title></head>"
        '<body style="max-width:36rem;margin:2rem auto;padding:0 1rem;color:#1f2d2b;font:1rem/1.5 sans-serif">'
        f'<main><h1 style="font-size:1.4rem">{escape(text.nl)}</h1><p lang="en">{escape(text.en)}</p>{form}</main>'
        "</body></html>",
        status=status,
    )
    response["Referrer-Policy"] = "no-referrer"
    return response

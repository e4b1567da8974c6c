"""Who is looking: a choice kept in the browser's session, for there are no passwords to check."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from practice_lms.models import Person

KEY = "practice_person"
P = ParamSpec("P")


def current_person(request: HttpRequest) -> Person | None:
    """The person this browser has signed in as, if any."""
    return Person.objects.filter(pk=request.session.get(KEY, 0)).first()


def signed_in_person(request: HttpRequest) -> dict[str, Person | None]:
    """Context for every template: `person`."""
    return {"person": current_person(request)}


def needs_person(
    view: Callable[Concatenate[HttpRequest, Person, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view the signed-in person, or send the visitor to the page to choose one."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = current_person(request)
        return redirect("home") if person is None else view(request, person, *args, **kwargs)

    return guarded

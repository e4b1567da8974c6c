"""The teacher's page about everyone at one link: who has not started, is busy, has finished, whose grade is stuck."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..errors import ServiceError, TeachersOnly
from ..grades import queueing
from ..guards import require_same_origin, require_small_body
from ..models import Outcome
from ..protocol import errors
from ..registry import registry
from ..rosters import fetching
from ..rosters.overview import ORDER, Overview, Question, Standing, overview, standings
from ..rosters.wording import grade_words, progress_words
from ..security import page_nonce, protect
from ..visits import OpenVisit, open_visit
from .block_page import framing_origins
from .refusals import refuse_service

SEARCH_LENGTH = 100


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, launch_id: str) -> HttpResponse:
    """Show who is how far, without answers or scores. Only for a teacher of this link, in their visit's own browser.

    Who is no teacher (any more) is refused, whatever the request says; the list asked for is always that of the
    visit's own verified launch. A search holds a name, so it comes by POST and stays out of addresses and logs.
    """
    try:
        require_same_origin(request)
        require_small_body(request)
        opened = open_visit(request, launch_id)
        if not opened.session.acts_as_instructor:
            raise TeachersOnly
    except ServiceError as error:
        return refuse_service(request, error)
    if request.POST.get("send_again"):
        refused = Outcome.objects.filter(link=opened.link, state=Outcome.State.REFUSED)
        queueing.try_again(refused)
        return redirect("visit-people", launch_id)
    with translation.override(opened.visit.language):
        return _page(request, opened, _question(request))


@dataclass(frozen=True, slots=True)
class _Roster:
    """The learners, and how complete they are: "" all, "stale" without names, "away" or "none" only who came."""

    overview: Overview
    lack: str = ""


def _page(request: HttpRequest, opened: OpenVisit, question: Question) -> HttpResponse:
    roster = _roster(opened, question)
    answer = roster.overview
    language = opened.visit.language
    nonce = page_nonce(request)
    context = {
        "language": language,
        "nonce": nonce,
        "base_path": opened.visit.base_path,
        "title": opened.link.title,
        "lack": roster.lack,
        "counts": [(name, progress_words(name), answer.counts[name]) for name in ORDER],
        "answer": answer,
        "question": question,
        "rows": [
            (row, progress_words(row.standing.progress), grade_words(row.standing, language))
            for row in answer.rows
        ],
    }
    response = render(request, "winternship_lti/people.html", context)
    protect(response, framing_origins=framing_origins(opened.session), nonce=nonce)
    return response


def _roster(opened: OpenVisit, question: Question) -> _Roster:
    """Ask the platform; when it does not answer, do with what is known."""
    known = standings(opened.link)
    platform = registry.get(opened.session.registration_id)
    url = opened.session.ags.get("members") or ""
    if platform is None or not url:
        return _Roster(_of_those_who_came(known, question), "none")
    try:
        return _Roster(overview(fetching.learners(platform, url), known, question))
    except errors.LtiError:
        stale = fetching.known(platform, url)
    if stale is not None:
        return _Roster(overview(stale, known, question), "stale")
    return _Roster(_of_those_who_came(known, question), "away")


def _of_those_who_came(known: dict[str, Standing], question: Question) -> Overview:
    return overview([fetching.Learner(user_id, "") for user_id in known], known, question)


def _question(request: HttpRequest) -> Question:
    asked = request.POST
    page = asked.get("page", "1")
    return Question(
        search=asked.get("search", "")[:SEARCH_LENGTH],
        show=asked.get("show", ""),
        sort=asked.get("sort", "name"),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )

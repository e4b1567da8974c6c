"""What became of a person's result, for the strip on their page and for their teacher; never the result itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from ..models import LaunchSession, Outcome
from . import queueing
from .words import words_for


class Sending(StrEnum):
    """Where a result is."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class GradeStatus:
    """`headline` and `why` are sentences in the language that is active; `why` may be empty."""

    sending: Sending
    headline: str = ""
    why: str = ""


NOTHING = GradeStatus(Sending.NONE)


def status_for(session: LaunchSession, language: str) -> GradeStatus:
    """Tell the person of a visit about their own result; nothing to teachers, and to those without one.

    One query. A result that had nowhere to go when it was earned is put in line, if this launch says where to.
    """
    if session.person_id is None or session.link_id is None or session.is_instructor:
        return NOTHING
    outcome = Outcome.objects.filter(person_id=session.person_id, link_id=session.link_id).first()
    if outcome is None:
        return NOTHING
    queueing.catch_up(outcome)
    return describe(outcome.state, outcome.problem, language)


def describe(state: str, problem: str, language: str) -> GradeStatus:
    """Put the state of an outcome into words for the person."""
    if state == Outcome.State.SENT:
        return GradeStatus(Sending.SENT, _("Your result was sent to your course."))
    if state == Outcome.State.REFUSED:
        why = words_for(problem).person.in_language(language)
        return GradeStatus(Sending.REFUSED, _("Your result could not be sent to your course."), why)
    if state == Outcome.State.WAITING:
        why = words_for(problem).person.in_language(language) if problem else ""
        return GradeStatus(Sending.WAITING, _("Your result waits to be sent to your course."), why)
    return NOTHING

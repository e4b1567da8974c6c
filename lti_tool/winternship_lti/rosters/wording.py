"""The words of the teacher's overview."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..grades.words import words_for
from ..models import Outcome
from .overview import Progress, Standing


def progress_words(progress: str) -> str:
    """Say how far someone is, in the language that is active."""
    return {
        Progress.NOT_STARTED: _("not started"),
        Progress.BUSY: _("busy"),
        Progress.FINISHED: _("finished"),
    }[Progress(progress)]


def grade_words(standing: Standing, language: str) -> str:
    """Say what became of the grade, and what the teacher can do; "" when there is none."""
    why = [words_for(standing.problem).teacher.in_language(language)] if standing.problem else []
    if standing.state == Outcome.State.SENT:
        return _("grade sent")
    if standing.state == Outcome.State.WAITING:
        return " ".join([_("grade waits."), *why])
    if standing.state == Outcome.State.REFUSED:
        return " ".join([_("grade not sent."), *why])
    return ""

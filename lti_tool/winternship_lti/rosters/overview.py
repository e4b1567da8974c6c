"""Sets the learners of a course beside what happened at one link: who started, who finished, whose grade arrived.

No answers, no scores: who finished is what the gradebook shows anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ..models import Membership, Outcome, ResourceLink
from .fetching import Learner

PAGE_SIZE: Final = 50


class Progress(StrEnum):
    """How far someone is."""

    NOT_STARTED = "not_started"
    BUSY = "busy"
    FINISHED = "finished"


ORDER: Final = tuple(Progress)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far someone is, and what became of the grade: `state` and `problem` as in Outcome."""

    progress: Progress
    state: str = Outcome.State.NOTHING
    problem: str = ""

    @property
    def has_problem(self) -> bool:
        """Whether a teacher may have something to do."""
        return self.state == Outcome.State.REFUSED


@dataclass(frozen=True, slots=True)
class Row:
    """One learner. Personal data."""

    learner: Learner = field(repr=False)
    standing: Standing


@dataclass(frozen=True, slots=True)
class Question:
    """What the teacher wants to see; anything unknown is as good as not asked."""

    search: str = field(default="", repr=False)
    show: str = ""
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Overview:
    """The answer: counts of everyone, then one page of rows."""

    counts: Mapping[str, int]
    problems: int
    rows: list[Row]
    found: int
    page: int
    pages: int
    others: int


NOT_STARTED: Final = Standing(Progress.NOT_STARTED)


def standings(link: ResourceLink) -> dict[str, Standing]:
    """Return how far everyone is who came to the link as a learner, by the platform's id; two queries."""
    here = Membership.objects.filter(link=link, is_instructor=False).values_list("person__subject", flat=True)
    found = dict.fromkeys(here, Standing(Progress.BUSY))
    for outcome in Outcome.objects.filter(link=link).select_related("person"):
        progress = Progress.FINISHED if outcome.is_finished else Progress.BUSY
        found[outcome.person.subject] = Standing(progress, outcome.state, outcome.problem)
    return found


def overview(learners: Iterable[Learner], known: Mapping[str, Standing], question: Question) -> Overview:
    """Put both together. `others` counts those who came, but are not among the learners (any more)."""
    counts: Counter[str] = Counter(dict.fromkeys(ORDER, 0))
    rows: list[Row] = []
    present = problems = 0
    for learner in learners:
        standing = known.get(learner.user_id, NOT_STARTED)
        counts[standing.progress] += 1
        problems += standing.has_problem
        present += learner.user_id in known
        if _fits(learner, standing, question):
            rows.append(Row(learner, standing))
    rows.sort(key=_by_progress if question.sort == "progress" else _by_name)
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(question.page, 1), pages)
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Overview(counts, problems, shown, len(rows), page, pages, len(known) - present)


def _fits(learner: Learner, standing: Standing, question: Question) -> bool:
    if question.show == "problem" and not standing.has_problem:
        return False
    if question.show in ORDER and standing.progress != question.show:
        return False
    wanted = question.search.casefold().strip()
    return not wanted or wanted in (learner.name or learner.user_id).casefold()


def _by_name(row: Row) -> tuple[str, str]:
    return row.learner.name.casefold(), row.learner.user_id


def _by_progress(row: Row) -> tuple[int, str, str]:
    return (ORDER.index(row.standing.progress), *_by_name(row))

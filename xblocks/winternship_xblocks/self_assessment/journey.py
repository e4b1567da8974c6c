"""The way of one company through the check: answering, a result, another round, erasing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, Protocol

from winternship_core.assessment import (
    ALL_PARTS,
    Instrument,
    InvalidParts,
    Part,
    Result,
    Value,
    evaluate,
    load_instrument,
    parse_parts,
    summarise,
)
from winternship_xblocks.common.clock import milliseconds
from winternship_xblocks.common.newest import Stamped, merge
from winternship_xblocks.errors import BadRequest, NotYet
from winternship_xblocks.self_assessment.answers import Answers, known_values

Phase = Literal["questions", "result"]
Reopening = Literal["", "again", "correct"]
REVIEW = "review"
HISTORY_LENGTH = 24


class Stored(Protocol):
    """What is kept for one person; the block's fields."""

    parts: list[str]
    answers: Answers
    answers_since: int
    place: str
    finished: str
    reopened: Reopening
    submitted: dict[str, Value]
    history: list[dict[str, Any]]
    steps_done: list[str]


def chosen_parts(raw: Iterable[str]) -> tuple[Part, ...]:
    """The parts of this block; a setting that makes no sense shows everything rather than an empty page."""
    try:
        return parse_parts(raw)
    except InvalidParts:
        return ALL_PARTS


class Journey:
    """Reads and moves the stored state of one person; a move happens wholly, or raises and changes nothing."""

    def __init__(self, stored: Stored, instrument: Instrument | None = None) -> None:
        self.stored = stored
        self.instrument = instrument or load_instrument()
        self.parts = chosen_parts(stored.parts)

    @property
    def phase(self) -> Phase:
        """Which screen is due: the result, unless it is not there yet or its questions are open again."""
        return "result" if self.stored.finished and not self.stored.reopened else "questions"

    @property
    def places(self) -> tuple[str, ...]:
        """Where a person can be among the questions: the welcome, each group, the overview."""
        return ("", *(dimension.id for dimension in self.instrument.dimensions_in(self.parts)), REVIEW)

    @property
    def place(self) -> str:
        """Where the person was last; the welcome when that place is gone."""
        return self.stored.place if self.stored.place in self.places else ""

    def values(self) -> dict[str, Value]:
        """The answers as they are now, finished or not."""
        return known_values(
            self.instrument, {item: answer["value"] for item, answer in self.stored.answers.items()}
        )

    def current(self) -> Result:
        """What the answers so far amount to."""
        return evaluate(self.instrument, self.values(), self.parts)

    def result(self) -> Result:
        """The result as it was finished; :class:`NotYet` before that."""
        if not self.stored.finished:
            raise NotYet("no_result")
        return evaluate(self.instrument, known_values(self.instrument, self.stored.submitted), self.parts)

    def answer(self, incoming: Mapping[str, Stamped], now: datetime) -> None:
        """Take in answers, newest first."""
        stored = self.stored
        stored.answers = merge(stored.answers, incoming, now=milliseconds(now), since=stored.answers_since)

    def go_to(self, place: object) -> None:
        """Remember where the person is; :class:`BadRequest` for a place that does not exist."""
        if place not in self.places:
            raise BadRequest(
                "wrong_type", field="place", received=repr(place)[:40], allowed=", ".join(self.places)
            )
        self.stored.place = str(place)

    def finish(self, now: datetime) -> Result:
        """Make the present answers the result; :class:`NotYet` naming the questions that are still needed."""
        values = self.values()
        result = evaluate(self.instrument, values, self.parts)
        if result.missing:
            raise NotYet("incomplete", items=", ".join(result.missing))
        stored = self.stored
        if stored.finished and not stored.reopened and values == stored.submitted:
            return result  # pressed twice, or in a second tab: the same result, once in the history
        # A correction takes the place of the last result; only a new round becomes a new point in the history.
        earlier = stored.history if stored.reopened == "again" else stored.history[:-1]
        stored.history = [*earlier, summarise(result, now)][-HISTORY_LENGTH:]
        stored.submitted = values
        stored.finished = now.isoformat(timespec="seconds")
        stored.reopened = ""
        stored.place = ""
        return result

    def reopen(self, why: Reopening) -> None:
        """Open the questions again with the answers as a start; the result stays until a new one is finished."""
        if not self.stored.finished:
            raise NotYet("no_result")
        self.stored.reopened = why
        self.stored.place = self.places[1]

    def cancel(self, now: datetime) -> None:
        """Go back to the last result, with the answers it was made of."""
        stored = self.stored
        if not stored.reopened:
            raise NotYet("not_reopened")
        moment = milliseconds(now)
        stored.answers = {item: Stamped(value=value, at=moment) for item, value in stored.submitted.items()}
        stored.answers_since = moment
        stored.reopened = ""

    def erase(self, now: datetime) -> None:
        """Forget everything but the moment of forgetting, which keeps old tabs from bringing answers back."""
        stored = self.stored
        stored.answers, stored.submitted = {}, {}
        stored.history, stored.steps_done = [], []
        stored.place, stored.finished, stored.reopened = "", "", ""
        stored.answers_since = milliseconds(now)

    def tick(self, item_id: object, done: object) -> None:
        """Tick a next step off, or on again; :class:`BadRequest` when the result has no such step."""
        steps = [step.item.id for step in self.result().steps]
        if not isinstance(item_id, str) or item_id not in steps:
            raise BadRequest("no_step", received=repr(item_id)[:40], allowed=", ".join(steps))
        if not isinstance(done, bool):
            raise BadRequest("wrong_type", field="done", received=repr(done)[:40], allowed="true, false")
        ticked = set(self.stored.steps_done) - {item_id}
        self.stored.steps_done = sorted(ticked | {item_id} if done else ticked)

    def steps_to_do(self) -> list[str]:
        """The items of the result whose step is not ticked off, the most useful first; none before a result."""
        if not self.stored.finished:
            return []
        return [step.item.id for step in self.result().steps if step.item.id not in self.stored.steps_done]

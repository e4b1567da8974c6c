"""The way of one person through what is shown: reading, answering, saving, finishing, erasing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol, TypedDict

from winternship_core.curriculum import Marking, Question, mark
from winternship_xblocks.common.clock import milliseconds
from winternship_xblocks.common.newest import Stamped, merge, short
from winternship_xblocks.errors import BadRequest, NotYet
from winternship_xblocks.lesson.outline import Outline, Place


class Tried(TypedDict):
    """What became of one question: the last choice, whether any try was right, and how many there were."""

    choice: str
    right: bool
    tries: int


class Stored(Protocol):
    """What is kept for one person; the block's fields."""

    place: str
    done: dict[str, str]
    quiz: dict[str, Tried]
    saved: dict[str, Stamped]
    saved_since: int
    certified: str
    graded_by: str


def holds_something(value: object) -> bool:
    """Whether anything is filled in: a text, a number or a tick, however deep."""
    if isinstance(value, Mapping):
        return any(map(holds_something, value.values()))
    if isinstance(value, list):
        return any(map(holds_something, value))
    return value not in ("", None) and value is not False


class Nobody:
    """The state of someone for whom nothing is kept; written to, it is forgotten with the request."""

    def __init__(self, graded_by: str = "none") -> None:
        self.place = ""
        self.done: dict[str, str] = {}
        self.quiz: dict[str, Tried] = {}
        self.saved: dict[str, Stamped] = {}
        self.saved_since = 0
        self.certified = ""
        self.graded_by = graded_by


class Journey:
    """Reads and moves the stored state of one person; a move happens wholly, or raises and changes nothing."""

    def __init__(self, stored: Stored, outline: Outline) -> None:
        self.stored = stored
        self.outline = outline

    @property
    def place(self) -> Place:
        """Where the person was last; the first place when that one is no longer shown."""
        places = self.outline.places
        return places.get(self.stored.place) or next(iter(places.values()))

    def find_place(self, key: object) -> Place:
        """The place with this key. Raises :class:`BadRequest`."""
        place = self.outline.places.get(key) if isinstance(key, str) else None
        if place is None:
            allowed = ", ".join(self.outline.places)
            raise BadRequest("wrong_type", field="place", received=short(key), allowed=allowed)
        return place

    def done_parts(self) -> list[str]:
        """The shown lessons that the person went through; the activity or quiz shown without any, if it is done."""
        return [part.key for part in self.outline.parts if part.key in self.stored.done]

    def open_parts(self) -> list[str]:
        """Those that are left."""
        return [part.key for part in self.outline.parts if part.key not in self.stored.done]

    def share_done(self) -> float:
        """The share of what is shown that is done."""
        return len(self.done_parts()) / len(self.outline.parts)

    def quiz_right(self) -> int:
        """The number of questions that count answered rightly in any try."""
        tried = self.stored.quiz
        return sum(1 for key in self.outline.questions if key in tried and tried[key]["right"])

    def last_choice(self, question: str) -> str | None:
        """What was chosen last for a question that counts."""
        tried = self.stored.quiz.get(question)
        return tried["choice"] if tried else None

    def earned(self) -> float:
        """The grade as a share of 1. Graded by a quiz that is not there, being done counts."""
        questions = self.outline.questions
        if self.stored.graded_by == "quiz" and questions:
            return self.quiz_right() / len(questions)
        return self.share_done()

    def values(self) -> dict[str, dict[str, Any]]:
        """What was filled in, by activity."""
        return {key: entry["value"] for key, entry in self.stored.saved.items()}

    def go_to(self, key: object, done: object, now: datetime) -> None:
        """Go to a place, and be done with the lesson or cards ``done`` if given. Raises :class:`BadRequest`."""
        place = self.find_place(key)
        clicked = [part.key for part in self.outline.parts if part.by_click]
        if done is not None and done not in clicked:
            allowed = ", ".join(clicked) or "–"
            raise BadRequest("wrong_type", field="done", received=short(done), allowed=allowed)
        stored = self.stored
        stored.place = place.key
        if not isinstance(done, str) or done in stored.done:
            return
        stored.done = {**stored.done, done: now.isoformat(timespec="seconds")}
        if self.outline.is_course and not self.open_parts() and not stored.certified:
            stored.certified = now.isoformat(timespec="seconds")

    def find_question(self, key: object) -> Question:
        """The question with this key, of a quiz or of an exercise. Raises :class:`BadRequest`."""
        exercises = [one for activity in self.outline.activities.values() for one in activity.questions]
        questions = self.outline.questions | {question.key: question for question in exercises}
        question = questions.get(key) if isinstance(key, str) else None
        if question is None:
            allowed = ", ".join(questions) or "–"
            raise BadRequest("wrong_type", field="question", received=short(key), allowed=allowed)
        return question

    def answer(self, question: Question, choice: object, now: datetime) -> Marking:
        """Mark a choice; of a question that counts the try is kept. The core refuses a choice that is not there."""
        marking = mark(question, str(choice))
        if question.key in self.outline.questions:
            self._keep_try(question, marking, str(choice))
            self._settle(now)
        return marking

    def save(self, incoming: Mapping[str, Stamped], now: datetime) -> None:
        """Take in what was filled in, newest first; of an exercise shown alone, each answer is a try as well."""
        stored = self.stored
        moment, since = milliseconds(now), stored.saved_since
        stored.saved = merge(stored.saved, incoming, now=moment, since=since)
        place = self.outline.alone
        if place is not None and place.activity is not None and place.key in stored.saved:
            self._take_answers(place.activity.questions, stored.saved[place.key]["value"])
        self._settle(now)

    def _take_answers(self, questions: tuple[Question, ...], value: Mapping[str, Any]) -> None:
        for question in questions:
            choice = value.get("answers", {}).get(question.key)
            if any(one.name == choice for one in question.choices):  # not one that was dropped since
                self._keep_try(question, mark(question, choice), choice)

    def _keep_try(self, question: Question, marking: Marking, choice: str) -> None:
        before = self.stored.quiz.get(question.key, Tried(choice="", right=False, tries=0))
        right = marking.right or before["right"]
        if (choice, right) == (before["choice"], before["right"]):
            return  # looked at again, or saved and then checked: no other try
        tried = Tried(choice=choice, right=right, tries=before["tries"] + 1)
        self.stored.quiz = {**self.stored.quiz, question.key: tried}

    def _settle(self, now: datetime) -> None:
        """Note when an activity or quiz shown alone is done: no page is turned, so nothing else tells."""
        place = self.outline.alone
        if place is None or place.by_click or place.key in self.stored.done:
            return
        questions, entry = self.outline.questions, self.stored.saved.get(place.key)
        finished = (
            all(key in self.stored.quiz for key in questions)
            if questions
            else entry is not None and holds_something(entry["value"])
        )
        if finished:
            self.stored.done = {**self.stored.done, place.key: now.isoformat(timespec="seconds")}

    def require_certificate(self) -> str:
        """The moment the last lesson was done; :class:`NotYet` before it."""
        if not self.stored.certified or not self.outline.is_course:
            raise NotYet("no_certificate", left=len(self.open_parts()))
        return self.stored.certified

    def erase(self, now: datetime) -> None:
        """Forget everything but the moment of forgetting, which keeps old tabs from bringing answers back."""
        stored = self.stored
        stored.done, stored.quiz, stored.saved = {}, {}, {}
        stored.place, stored.certified = "", ""
        stored.saved_since = milliseconds(now)

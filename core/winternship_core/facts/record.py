"""A legal fact is a dated record, never a loose sentence: a wrong one harms the people who trust it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from winternship_core.text import Text

Confidence = Literal["H", "M"]

MONTHS = (
    Text("januari", "January"),
    Text("februari", "February"),
    Text("maart", "March"),
    Text("april", "April"),
    Text("mei", "May"),
    Text("juni", "June"),
    Text("juli", "July"),
    Text("augustus", "August"),
    Text("september", "September"),
    Text("oktober", "October"),
    Text("november", "November"),
    Text("december", "December"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the current rule is, in words; ``address`` is a page without its scheme, ``None`` for a paper."""

    words: Text
    address: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that may be shown.

    ``confidence``: ``"H"`` was read in an official or primary source, ``"M"`` in a credible second one, and
    then the text says so. ``volatile``: a rule, amount, date or number that changes; show the label with it.
    """

    id: str
    text: Text
    confidence: Confidence
    volatile: bool
    source: str
    checked: date
    review_by: date
    check_at: tuple[Place, ...]

    def is_due(self, today: date) -> bool:
        """Whether the day for reviewing this fact has passed."""
        return today > self.review_by

    def label(self, language: str, today: date) -> str:
        """When the fact was checked and where the current rule is: one or two sentences to show under it."""
        label = _outdated(self.checked) if self.is_due(today) else _checked(self.checked)
        return self._with_places(label).in_language(language)

    def lasting_label(self, language: str) -> str:
        """The label for a copy that nobody updates: it names the day after which to check again."""
        checked, due = _checked(self.checked), _written(self.review_by)
        label = Text(
            nl=f"{checked.nl} Kijk het na {due.nl} opnieuw na.",
            en=f"{checked.en} Check it again after {due.en}.",
        )
        return self._with_places(label).in_language(language)

    def _with_places(self, label: Text) -> Text:
        if not self.check_at:
            return label
        dutch = " of ".join(place.words.nl for place in self.check_at)
        english = " or ".join(place.words.en for place in self.check_at)
        return Text(
            nl=f"{label.nl} Kijk voor de actuele regel {dutch}.",
            en=f"{label.en} Check the current rule {english}.",
        )


def _checked(day: date) -> Text:
    when = _written(day)
    return Text(nl=f"Nagekeken op {when.nl}.", en=f"Checked on {when.en}.")


def _outdated(day: date) -> Text:
    when = _written(day)
    return Text(
        nl=f"Mogelijk verouderd: voor het laatst nagekeken op {when.nl}.",
        en=f"May be out of date: last checked on {when.en}.",
    )


def _written(day: date) -> Text:
    month = MONTHS[day.month - 1]
    return Text(nl=f"{day.day} {month.nl} {day.year}", en=f"{day.day} {month.en} {day.year}")

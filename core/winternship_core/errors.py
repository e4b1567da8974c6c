"""Every error of the core in one tree, sorted by what the caller can do about it.

::

    CoreError
    ├── DataError                 shipped data is wrong: mend the data file
    │   ├── InstrumentError
    │   ├── FactRegisterError
    │   └── CurriculumError
    ├── InputError                input was refused: show ``text`` and ask again
    │   ├── AnswerError
    │   │   ├── UnknownItem
    │   │   └── ValueOutOfScale
    │   ├── InvalidParts
    │   ├── InvalidSummary
    │   ├── UnknownChoice
    │   └── ActivityError
    ├── UnknownFact               a text refers to a fact that is not there: mend the text
    └── UnknownKey                there is no such work, module, lesson or activity

An input error repeats (shortened) what was received. That may be someone's answer, so show it to that person
and keep it out of logs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from reprlib import Repr
from typing import ClassVar

from winternship_core.text import Text

_repr = Repr()
_repr.maxstring = _repr.maxother = _repr.maxlong = 40
_repr.maxlist = _repr.maxtuple = _repr.maxset = _repr.maxdict = 3
_repr.maxlevel = 2


def _short(value: object) -> str:
    """What was received, cut to a length that fits a message."""
    return _repr.repr(value)


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)


class CoreError(Exception):
    """Root of all errors of this package."""


class DataError(CoreError):
    """Shipped data breaks its own rules; ``mistakes`` holds every one of them, not just the first."""

    subject: ClassVar[str] = "data"

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        count = f"{len(self.mistakes)} mistake{'' if len(self.mistakes) == 1 else 's'}"
        super().__init__("\n- ".join([f"The {self.subject} has {count}:", *self.mistakes]))


class InstrumentError(DataError):
    """The self-assessment's questions, scales or levels contradict each other."""

    subject = "instrument"


class FactRegisterError(DataError):
    """The register of facts holds a record that may not be shown."""

    subject = "fact register"


class CurriculumError(DataError):
    """A lesson, question or activity breaks the rules for authors."""

    subject = "curriculum"


class InputError(CoreError):
    """Input from outside was refused; ``text`` says why in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


class AnswerError(InputError):
    """An answer to the self-assessment was refused."""


class UnknownItem(AnswerError):
    """There is no question with this id."""

    def __init__(self, received: object, allowed: Sequence[str]) -> None:
        shown, choice = _short(received), _listed(allowed)
        super().__init__(
            Text(
                nl=f"Vraag {shown} bestaat niet. Wel: {choice}.",
                en=f"There is no question {shown}. There are: {choice}.",
            )
        )


class ValueOutOfScale(AnswerError):
    """The question exists, but this is not one of its answers."""

    def __init__(self, item_id: str, received: object, allowed: Sequence[object]) -> None:
        shown, choice = _short(received), _listed(map(repr, allowed))
        self.item_id = item_id
        super().__init__(
            Text(
                nl=f"Vraag {item_id} kreeg het antwoord {shown}. Toegestaan is: {choice}.",
                en=f"Question {item_id} received the answer {shown}. Allowed are: {choice}.",
            )
        )


class InvalidParts(InputError):
    """The chosen parts of the self-assessment are none, or not all known."""

    def __init__(self, received: object, allowed: Sequence[str]) -> None:
        shown, choice = _short(received), _listed(allowed)
        super().__init__(
            Text(
                nl=f"Ontvangen onderdelen: {shown}. Kies er één of meer uit: {choice}.",
                en=f"Received parts: {shown}. Choose one or more of: {choice}.",
            )
        )


class InvalidSummary(InputError):
    """A stored summary of an earlier result cannot be read."""

    def __init__(self, field: str) -> None:
        super().__init__(
            Text(
                nl=f"Het bewaarde resultaat is niet te lezen: {field} ontbreekt of heeft een verkeerde vorm.",
                en=f"The stored result cannot be read: {field} is missing or has the wrong shape.",
            )
        )


class UnknownChoice(InputError):
    """A quiz question has no such choice."""

    def __init__(self, question: str, received: object, allowed: Sequence[str]) -> None:
        shown, choice = _short(received), _listed(allowed)
        super().__init__(
            Text(
                nl=f"Vraag {question} kreeg het antwoord {shown}. Toegestaan is: {choice}.",
                en=f"Question {question} received the answer {shown}. Allowed are: {choice}.",
            )
        )


class ActivityError(InputError):
    """What was filled in does not fit the activity; ``where`` names the field as the person sees it."""

    def __init__(self, where: Text, received: object, allowed: Text) -> None:
        shown = _short(received)
        super().__init__(
            Text(
                nl=f"{where.nl}: ontvangen {shown}. Toegestaan is: {allowed.nl}.",
                en=f"{where.en}: received {shown}. Allowed is: {allowed.en}.",
            )
        )


class UnknownFact(CoreError, KeyError):
    """No fact has this id; the message names ids that look like it. A mapping must raise KeyError."""

    def __init__(self, received: object, known: Sequence[str]) -> None:
        close = get_close_matches(str(received).upper(), known, n=3)
        hint = f"Did you mean {' or '.join(close)}?" if close else f"Known are: {_listed(known)}."
        super().__init__(f"There is no fact {_short(received)}. {hint}")

    def __str__(self) -> str:
        # A KeyError would show the quoted repr of its message.
        return str(self.args[0])


class UnknownKey(CoreError, KeyError):
    """The curriculum holds nothing with this key; the message names keys that look like it."""

    def __init__(self, what: str, received: object, known: Sequence[str]) -> None:
        close = get_close_matches(str(received), known, n=3)
        hint = f"Did you mean {' or '.join(close)}?" if close else f"Known are: {_listed(known)}."
        super().__init__(f"There is no {what} {_short(received)}. {hint}")

    def __str__(self) -> str:
        # A KeyError would show the quoted repr of its message.
        return str(self.args[0])

"""A question as a capa problem: one right choice, what each choice is told, and the facts behind the answer."""

from __future__ import annotations

from html import escape
from typing import Final

from winternship_export.course import Choice, Question
from winternship_export.questions import right_choice
from winternship_export.writers.olx.attributes import setting
from winternship_export.xhtml import addressed, fragment
from winternship_export.xmlkit import Element, Maker

E: Final = Maker()


def problem(question: Question, title: str) -> Element:
    """The problem; without ``max_attempts`` anyone may try as often as they like, and the best try counts.

    The names of choices are the author's, because Open edX keeps a learner's answer by that name: another order or
    wording leaves it as it was.
    """
    return E(
        "problem",
        E(
            "multiplechoiceresponse",
            E("label", _html(question.text)),
            E("choicegroup", [_choice(one, question) for one in question.choices], type="MultipleChoice"),
        ),
        _solution(question),
        display_name=setting(title),
        showanswer="attempted",
        grading_method="highest_score",  # only heeded where ENABLE_GRADING_METHOD_IN_PROBLEMS is on
        rerandomize="never",
    )


def _choice(choice: Choice, question: Question) -> Element:
    hint = E("choicehint", choice.feedback) if choice.feedback else None
    correct = "true" if choice.name == question.right else "false"
    return E("choice", _html(choice.text), hint, correct=correct, name=choice.name)


def _html(text: str) -> str:
    """The text for an element whose own text capa puts into the page as HTML (``stringify_children``).

    Written as other text, ``<b>`` in a question would be bold, and a script would run. Elements in an element, and
    hints, it serialises again; those need nothing.
    """
    return escape(text, quote=False)


def _solution(question: Question) -> Element:
    """What stands behind "Show answer": why the right choice is right, for those who chose another, and the facts."""
    facts = addressed(question.basis, lesson=_nowhere, picture=_nowhere, term=_nowhere, styles=True)
    why = E("p", right_choice(question).feedback)
    return E("solution", E("div", why, list(fragment(facts)), class_="detailed-solution"))


def _nowhere(_: str) -> None:
    """Facts have no references; should one come, its words stay."""

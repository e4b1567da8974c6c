"""A question as a QTI 3.0 item that scores itself and says why, whatever was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from winternship_export.course import Choice, Question
from winternship_export.questions import question_name
from winternship_export.writers.qti3.language import (
    assign,
    block,
    constant,
    content,
    outcome,
    paragraph,
    qti,
    variable,
)
from winternship_export.xmlkit import Element, dump

RESPONSE: Final = "RESPONSE"
SCORE: Final = "SCORE"
FEEDBACK: Final = "FEEDBACK"


def item(identifier: str, question: Question, language: str, case: str = "") -> bytes:
    """The file of one question (ASI Information Model 3.0, 5.1); ``case`` is XHTML to read above it.

    The case stands in the item itself: few players follow a reference to a stimulus.
    """
    root = qti(
        "qti-assessment-item",
        qti(
            "qti-response-declaration",
            qti("qti-correct-response", qti("qti-value", _identifier(question.right))),
            {"base-type": "identifier"},
            identifier=RESPONSE,
            cardinality="single",
        ),
        outcome(SCORE, "float", "0", normal_minimum=0, normal_maximum=1),
        outcome("MAXSCORE", "float", "1"),
        outcome(FEEDBACK, "identifier"),
        qti(
            "qti-item-body",
            block(case),
            _interaction(question.text, question.choices),
        ),
        _processing(),
        [
            _feedback(choice, question.basis)
            for choice in question.choices
            if choice.feedback or question.basis
        ],
        {"time-dependent": "false"},
        identifier=identifier,
        title=question_name(question),
        adaptive="false",
        xml__lang=language,
    )
    return dump(root)


def _interaction(text: str, choices: Sequence[Choice]) -> Element:
    return qti(
        "qti-choice-interaction",
        qti("qti-prompt", text),
        [qti("qti-simple-choice", choice.text, identifier=_identifier(choice.name)) for choice in choices],
        {"response-identifier": RESPONSE, "max-choices": "1", "min-choices": "1"},
        shuffle="false",
    )


def _processing() -> Element:
    """The standard template ``match_correct``, written out because it does not set the feedback."""
    right = qti("qti-match", variable(RESPONSE), qti("qti-correct", identifier=RESPONSE))
    return qti(
        "qti-response-processing",
        qti(
            "qti-response-condition",
            qti("qti-response-if", right, assign(SCORE, constant("float", "1"))),
            qti("qti-response-else", assign(SCORE, constant("float", "0"))),
        ),
        assign(FEEDBACK, variable(RESPONSE)),
    )


def _feedback(choice: Choice, basis: str) -> Element:
    """What is said to this choice, and then the facts, so that a player has one thing to show."""
    return qti(
        "qti-modal-feedback",
        content(paragraph(choice.feedback) if choice.feedback else None, block(basis)),
        {"outcome-identifier": FEEDBACK, "show-hide": "show"},
        identifier=_identifier(choice.name),
    )


def _identifier(choice: str) -> str:
    """An identifier may not begin with a digit (ASI 3.0, 2.12.1)."""
    return f"choice_{choice}"

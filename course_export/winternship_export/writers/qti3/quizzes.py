"""A quiz or an exercise as a QTI 3.0 test: its questions in order, the sum of their scores, and the pass mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from winternship_export.course import Question
from winternship_export.writers.qti3.items import SCORE
from winternship_export.writers.qti3.language import (
    assign,
    constant,
    content,
    outcome,
    paragraph,
    qti,
    variable,
)
from winternship_export.xmlkit import Element, dump

PASSED: Final = "PASSED"


@dataclass(frozen=True, slots=True)
class Quiz:
    """What becomes one test. ``case``: XHTML the questions are about; ``pass_mark``: percent, none for practice."""

    key: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    case: str = ""
    pass_mark: int | None = None


def assessment_test(
    identifier: str, made_of: Quiz, files: Sequence[tuple[str, str]], notice: str, language: str
) -> bytes:
    """The file of a test (ASI Information Model 3.0, 5.2); ``files`` are identifier and address of its items."""
    enough = None if made_of.pass_mark is None else f"{made_of.pass_mark * len(files) / 100:g}"
    mastery = {} if enough is None else {"mastery_value": enough}
    root = qti(
        "qti-assessment-test",
        outcome(SCORE, "float", "0", normal_maximum=len(files), **mastery),
        outcome(PASSED, "boolean", "false") if enough else None,
        qti(
            "qti-test-part",
            qti("qti-item-session-control", {"max-attempts": "0", "show-feedback": "true"}),
            _section(made_of, files, notice, language),
            {"navigation-mode": "nonlinear", "submission-mode": "individual"},
            identifier="questions",
        ),
        _processing(enough),
        identifier=identifier,
        title=made_of.title,
    )
    return dump(root)


def _section(made_of: Quiz, files: Sequence[tuple[str, str]], notice: str, language: str) -> Element:
    return qti(
        "qti-assessment-section",
        qti(
            "qti-rubric-block",
            content(paragraph(made_of.intro), paragraph(notice)),
            use="instructions",
            view="candidate",
            xml__lang=language,
        ),
        [qti("qti-assessment-item-ref", identifier=one, href=address) for one, address in files],
        identifier="section",
        title=made_of.title,
        visible="true",
    )


def _processing(enough: str | None) -> Element:
    total = qti("qti-sum", qti("qti-test-variables", {"variable-identifier": SCORE}))
    passed = qti("qti-gte", variable(SCORE), constant("float", enough)) if enough else None
    return qti(
        "qti-outcome-processing",
        assign(SCORE, total),
        assign(PASSED, passed) if passed is not None else None,
    )

"""A quiz in QTI 1.2.1 as cartridges profile it, so that each reader finds one right answer and the words to each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from winternship_export.course import Choice, Question
from winternship_export.losses import Item as Kind
from winternship_export.questions import question_name
from winternship_export.writers.cartridge.manifest import Cartridge
from winternship_export.writers.cartridge.versions import QTI
from winternship_export.xhtml import addressed, fragment, html_safe
from winternship_export.xmlkit import Element, Maker, dump

RESPONSE: Final = "response"
GENERAL: Final = "general_fb"
_EXAM: Final = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes",
    "qmd_hintspermitted": "No",
    "qmd_solutionspermitted": "No",
    "cc_maxattempts": "unlimited",
}
_ITEM: Final = {"cc_profile": "cc.multiple_choice.v0p1", "cc_weighting": "1"}
_made = Maker(QTI)


def assessment(
    cartridge: Cartridge, kind: Kind, key: str, *, title: str, intro: str, questions: Sequence[Question]
) -> bytes:
    """The file of a quiz or exercise; ``intro`` is XHTML to read before the first question."""
    root = _made(
        "questestinterop",
        _made(
            "assessment",
            _metadata(_EXAM),
            _made("presentation_material", _flow(_html(cartridge, kind, key, intro))),
            _made(
                "section",
                [_item(cartridge, question) for question in questions],
                ident=cartridge.id("questions", key),
            ),
            ident=cartridge.id("assessment", key),
            title=title,
        ),
    )
    return dump(root)


def _item(cartridge: Cartridge, question: Question) -> Element:
    def plain(text: str) -> Element:
        return _plain(cartridge.words("question", question.key, text))

    labels = [
        _made("response_label", _made("material", plain(choice.text)), ident=choice.name)
        for choice in question.choices
    ]
    asked, basis = (
        _html(cartridge, "question", question.key, xhtml)
        for xhtml in (f"<p>{escape(question.text)}</p>", question.basis)
    )
    return _made(
        "item",
        _made("itemmetadata", _metadata(_ITEM)),
        _made(
            "presentation",
            _made("material", asked),
            _made("response_lid", _made("render_choice", labels), ident=RESPONSE, rcardinality="Single"),
        ),
        _processing(question),
        _made("itemfeedback", _flow(basis), ident=GENERAL) if question.basis else None,
        [
            _made("itemfeedback", _flow(plain(choice.feedback)), ident=_feedback(choice))
            for choice in question.choices
            if choice.feedback
        ],
        ident=cartridge.id("question", question.key),
        title=cartridge.words("question", question.key, question_name(question)),
    )


def _processing(question: Question) -> Element:
    """One condition a choice, the right one first, and each the last that is looked at.

    Moodle takes every feedback after which processing goes on for general feedback, and the last condition with a
    choice for its score; others count each choice with a condition before the first stop as right. This order is
    the same in all of them, and in the standard (ASI Information Model 1.2, 3.4.6).
    """
    right_first = sorted(question.choices, key=lambda choice: choice.name != question.right)
    general = (
        _made("respcondition", _made("conditionvar", _made("other")), _shows(GENERAL), {"continue": "Yes"})
        if question.basis
        else None
    )
    return _made(
        "resprocessing",
        _made("outcomes", _made("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")),
        general,
        [_condition(question, choice) for choice in right_first],
    )


def _condition(question: Question, choice: Choice) -> Element:
    return _made(
        "respcondition",
        _made("conditionvar", _made("varequal", choice.name, respident=RESPONSE)),
        _made("setvar", "100", action="Set", varname="SCORE") if choice.name == question.right else None,
        _shows(_feedback(choice)) if choice.feedback else None,
        {"continue": "No"},
    )


def _shows(feedback: str) -> Element:
    return _made("displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _feedback(choice: Choice) -> str:
    return f"{choice.name}_fb"


def _metadata(fields: dict[str, str]) -> Element:
    return _made(
        "qtimetadata",
        [
            _made("qtimetadatafield", _made("fieldlabel", label), _made("fieldentry", entry))
            for label, entry in fields.items()
        ],
    )


def _flow(text: Element) -> Element:
    return _made("flow_mat", _made("material", text))


def _plain(text: str) -> Element:
    return _made("mattext", text, texttype="text/plain")


def _html(cartridge: Cartridge, kind: Kind, key: str, xhtml: str) -> Element:
    """Running text; its links would lead nowhere from a quiz, so that only their words stay."""
    root = fragment(
        addressed(
            xhtml, lesson=lambda key: None, picture=lambda key: None, term=lambda key: None, styles=True
        )
    )
    cartridge.running_text(kind, key, root)
    return _made("mattext", html_safe(root), texttype="text/html")

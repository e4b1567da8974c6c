"""Questions as Moodle keeps them: a bank a quiz, in the quiz's own context, as Moodle 5 wants it too."""

from __future__ import annotations

from html import escape
from typing import Final

from winternship_export.course import Choice, Question
from winternship_export.writers.mbz.addresses import Numbers
from winternship_export.writers.mbz.columns import PER_PAGE
from winternship_export.writers.mbz.elements import HTML_FORMAT, NOW, Value, fields, make
from winternship_export.writers.mbz.names import shortened
from winternship_export.writers.mbz.units import Bank, Unit
from winternship_export.xhtml import fragment, html_safe
from winternship_export.xmlkit import Element

MODULE_CONTEXT: Final = 70  # CONTEXT_MODULE
NAME_LENGTH: Final = 80  # characters of the text in the list of questions, behind the key
_CASE: Final = "case"


class Banks:
    """The questions of a course's quizzes."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def categories(self, unit: Unit, bank: Bank) -> list[Element]:
        """The two categories of a quiz: the top, of which a context has exactly one, and the one with its questions."""
        top, own = self.category_ids(unit)
        entries = [self._entry(self._case(unit, bank), own)] if bank.case else []
        entries += [self._entry(self._choice_question(question), own) for question in bank.questions]
        return [
            self._category(unit, top, "top", 0, []),
            self._category(unit, own, unit.key, top, entries),
        ]

    def category_ids(self, unit: Unit) -> tuple[int, int]:
        """The ids of both categories: what the quiz's ``inforef.xml`` must list, or the restore leaves them out."""
        return self._numbers("top", unit.key), self._numbers("category", unit.key)

    def slots(self, unit: Unit, bank: Bank) -> list[Element]:
        """What of the quiz's own file refers to its questions."""
        keys = [(f"{unit.key}/{_CASE}", 0)] if bank.case else []
        keys += [(question.key, 1) for question in bank.questions]
        instances = [self._slot(unit, slot, key, mark) for slot, (key, mark) in enumerate(keys, 1)]
        section = make(
            "section",
            fields(firstslot=1, heading="", shufflequestions=0),
            id=self._numbers("section of slots", unit.key),
        )
        return [make("question_instances", instances), make("sections", section), make("feedbacks")]

    def _slot(self, unit: Unit, slot: int, key: str, mark: int) -> Element:
        page = (slot - 1) // PER_PAGE + 1
        reference = make(
            "question_reference",
            fields(
                usingcontextid=self._numbers("context", unit.key),
                component="mod_quiz",
                questionarea="slot",
                questionbankentryid=self._numbers("entry", key),
                version=None,
            ),
            id=self._numbers("reference", key),
        )
        columns = fields(
            quizid=self._numbers("instance", unit.key),
            slot=slot,
            page=page,
            displaynumber=None,
            requireprevious=0,
            maxmark=float(mark),
        )
        return make("question_instance", columns, reference, id=self._numbers("slot", key))

    def _category(self, unit: Unit, number: int, name: str, parent: int, entries: list[Element]) -> Element:
        columns = fields(
            name=name,
            contextid=self._numbers("context", unit.key),
            contextlevel=MODULE_CONTEXT,
            contextinstanceid=self._numbers("unit", unit.key),
            info="",
            infoformat=0,
            stamp=f"winternship+{number}",
            parent=parent,
            sortorder=0 if parent == 0 else 999,
            idnumber=None if parent == 0 else unit.key,
        )
        return make("question_category", columns, make("question_bank_entries", entries), id=number)

    def _entry(self, made: tuple[str, Element], category: int) -> Element:
        key, question = made
        version = make(
            "question_versions",
            fields(version=1, status="ready"),
            make("questions", question),
            id=self._numbers("version", key),
        )
        return make(
            "question_bank_entry",
            fields(questioncategoryid=category, idnumber=key, ownerid=None),
            make("question_version", version),
            id=self._numbers("entry", key),
        )

    def _case(self, unit: Unit, bank: Bank) -> tuple[str, Element]:
        """The case beside its questions: the introduction of a quiz is not shown during an attempt."""
        key = f"{unit.key}/{_CASE}"
        return key, self._question(key, unit.key, bank.case, "", kind="description", mark=0)

    def _choice_question(self, question: Question) -> tuple[str, Element]:
        answers = make("answers", [self._answer(question, choice) for choice in question.choices])
        options: dict[str, Value] = {
            "layout": 0,
            "single": 1,
            "shuffleanswers": 0,  # a teacher's copy on paper names the choices by their letters
            "correctfeedback": "",
            "correctfeedbackformat": HTML_FORMAT,
            "partiallycorrectfeedback": "",
            "partiallycorrectfeedbackformat": HTML_FORMAT,
            "incorrectfeedback": "",
            "incorrectfeedbackformat": HTML_FORMAT,
            "answernumbering": "abc",
            "shownumcorrect": 0,
            "showstandardinstruction": 0,
        }
        own = make("multichoice", fields(**options), id=self._numbers("options", question.key))
        plugin = make("plugin_qtype_multichoice_question", answers, own)
        name = f"{question.key} {question.text}"
        text, basis = f"<p>{_unlinked(question.text)}</p>", html_safe(fragment(question.basis))
        return question.key, self._question(
            question.key, name, text, basis, kind="multichoice", mark=1, plugin=plugin
        )

    def _answer(self, question: Question, choice: Choice) -> Element:
        columns = fields(
            answertext=_unlinked(choice.text),
            answerformat=HTML_FORMAT,
            fraction=float(choice.name == question.right),
            feedback=f"<p>{escape(choice.feedback)}</p>" if choice.feedback else "",
            feedbackformat=HTML_FORMAT,
        )
        return make("answer", columns, id=self._numbers("answer", f"{question.key}/{choice.name}"))

    def _question(
        self, key: str, *texts: str, kind: str, mark: int, plugin: Element | None = None
    ) -> Element:
        """``texts``: the name, the text and the general feedback."""
        number = self._numbers("question", key)
        name, text, feedback = texts
        columns = fields(
            parent=0,
            name=shortened(name, NAME_LENGTH),
            questiontext=text,
            questiontextformat=HTML_FORMAT,
            generalfeedback=feedback,
            generalfeedbackformat=HTML_FORMAT,
            defaultmark=float(mark),
            penalty=0.0,
            qtype=kind,
            length=mark,
            stamp=f"winternship+{number}",
            timecreated=NOW,
            timemodified=NOW,
            createdby=None,
            modifiedby=None,
        )
        return make("question", columns, plugin, id=number)


def _unlinked(text: str) -> str:
    """Plain text in which Moodle's filter makes no links to lessons that are called like a word in an answer."""
    return f'<span class="nolink">{escape(text)}</span>'

"""Questions as XHTML: to answer on a page with our script, or on paper with the answers behind them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Final

from winternship_core.text import Text
from winternship_export import texts
from winternship_export.course import Choice, Question

NAME_LENGTH: Final = 60


def question_form(question: Question, number: int, language: str) -> str:
    """One question as radio buttons; the script shows ``data-feedback`` of the choice and compares ``data-right``."""
    name = question.key
    choices = "".join(
        f'<div class="wx-choice"><label><input type="radio" name="q:{name}" value="{choice.name}" />'
        f" <span>{escape(choice.text)}</span></label></div>"
        for choice in question.choices
    )
    feedback = "".join(
        f'<p data-feedback="{choice.name}" hidden="hidden">{escape(choice.feedback)}</p>'
        for choice in question.choices
    )
    basis = f'<div data-basis="" hidden="hidden">{question.basis}</div>' if question.basis else ""
    return (
        f'<fieldset class="wx-question" data-question="{name}" data-right="{question.right}">'
        f'<legend><span class="wx-small">{_number(number, language)}</span> {escape(question.text)}</legend>{choices}'
        f'<button type="button" class="wx-button" data-action="answer">{_say(texts.CHECK_ANSWER, language)}</button>'
        f'<div class="wx-feedback" role="status">{feedback}{basis}</div></fieldset>'
    )


def questions_sheet(questions: Sequence[Question], language: str, *, level: int) -> str:
    """The questions with open boxes, and after the last one the answers with their reasons."""
    asked = "".join(_asked(question, number, language) for number, question in enumerate(questions, 1))
    answers = "".join(_answer(question, number, language) for number, question in enumerate(questions, 1))
    return f"{asked}<h{level}>{_say(texts.ANSWERS, language)}</h{level}>{answers}"


def right_choice(question: Question) -> Choice:
    """The choice that is right."""
    return next(choice for choice in question.choices if choice.name == question.right)


def question_name(question: Question) -> str:
    """A name by which a teacher finds the question in a bank: its key and how it begins; plain text."""
    begin = textwrap.shorten(question.text, NAME_LENGTH, placeholder="…")
    if begin == "…":  # one long word
        begin = f"{question.text[: NAME_LENGTH - 1]}…"
    return f"{question.key} {begin}"


def _asked(question: Question, number: int, language: str) -> str:
    choices = "".join(f"<li>☐ {choice.name}. {escape(choice.text)}</li>" for choice in question.choices)
    return (
        f"<p><strong>{_number(number, language)}</strong> {escape(question.text)}</p>"
        f'<ul class="wx-options">{choices}</ul>'
    )


def _answer(question: Question, number: int, language: str) -> str:
    right = right_choice(question)
    others = "".join(
        f"<li>{choice.name}: {escape(choice.feedback)}</li>"
        for choice in question.choices
        if choice.name != question.right
    )
    return (
        f"<p><strong>{_number(number, language)} {_say(texts.RIGHT_ANSWER, language)}: {right.name}.</strong> "
        f"{escape(right.feedback)}</p><ul>{others}</ul>{question.basis}"
    )


def _number(number: int, language: str) -> str:
    return escape(texts.QUESTION.in_language(language).format(number=number)) + "."


def _say(text: Text, language: str) -> str:
    return escape(text.in_language(language))

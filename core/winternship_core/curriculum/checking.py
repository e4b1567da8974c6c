"""Everything an author can get wrong that reading alone does not show."""

from __future__ import annotations

from collections.abc import Iterator

from winternship_core.curriculum import shape
from winternship_core.curriculum.activities import Activity, Field, Question
from winternship_core.curriculum.lint import LEAST_WORDS, outside_facts, words
from winternship_core.curriculum.markdown import Block, Prose, Reference, mentions, plain
from winternship_core.curriculum.model import Lesson, Module
from winternship_core.curriculum.words import LANGUAGES
from winternship_core.facts import FactRegister
from winternship_core.text import Text


def check_module(module: Module, facts: FactRegister, terms: set[str], slots: set[str]) -> Iterator[str]:
    """The mistakes in one module, each starting with the lesson, question or activity it is in."""
    shown = [key for lesson in module.lessons for key in _references(lesson, "activity")]
    for key in module.activities:
        if shown.count(key) != 1:
            yield f"{key}: an activity is shown in exactly one lesson, this one in {shown.count(key)}"
    for lesson in module.lessons:
        known = {"fact": set(facts), "slot": slots, "activity": set(module.activities)}
        yield from _check_lesson(lesson, known, terms)
    for question in module.quiz:
        yield from _check_question(question, facts)
    for activity in module.activities.values():
        for question in activity.questions:
            yield from _check_question(question, facts)
        yield from _check_texts(activity.key, texts_of(activity))
        if activity.case:
            for difference in shape.differences((activity.case["nl"],), (activity.case["en"],)):
                yield f"{activity.key}: {difference}"
    yield from _check_texts(module.key, [module.title, module.summary])


def _check_lesson(lesson: Lesson, known: dict[str, set[str]], terms: set[str]) -> Iterator[str]:
    for difference in shape.differences(lesson.body.nl, lesson.body.en):
        yield f"{lesson.key}: {difference}"
    for language in LANGUAGES:
        where = f"{lesson.key} ({language})"
        blocks = lesson.body.in_language(language)
        text = running_text(blocks)
        if (count := len(words(text))) < LEAST_WORDS:
            yield f"{where}: {count} words, at least {LEAST_WORDS} are asked"
        for mistake in outside_facts(text):
            yield f"{where}: {mistake}"
        yield from _unknown(where, blocks, known, terms)
    yield from _check_texts(lesson.key, [lesson.title, lesson.goal, lesson.monday])


def _unknown(
    where: str, blocks: tuple[Block, ...], known: dict[str, set[str]], terms: set[str]
) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Reference):
            if block.kind in known and block.key not in known[block.kind]:
                yield f"{where} line {block.line}: there is no {block.kind} {block.key}"
            continue
        for mention in mentions(block.tokens):
            if mention.kind == "term" and mention.key not in terms:
                yield f"{where}: there is no term {mention.key}"
        if "{" in plain(block.tokens):
            yield f"{where}: a brace is left in the text near line {block.line}: a misspelt reference?"


def _check_question(question: Question, facts: FactRegister) -> Iterator[str]:
    unknown = [fact for fact in question.facts if fact not in facts]
    for fact in unknown:
        yield f"{question.key}: there is no fact {fact}"
    allowed = [facts[fact].text for fact in question.facts if fact in facts]
    yield from _check_texts(question.key, texts_of_question(question), allowed)


def _check_texts(key: str, texts: list[Text], allowed: list[Text] | None = None) -> Iterator[str]:
    for language in LANGUAGES:
        repeatable = [text.in_language(language) for text in allowed or ()]
        for text in texts:
            for mistake in outside_facts(text.in_language(language), repeatable):
                yield f"{key} ({language}): {mistake}"
    for text in texts:
        if shape.numbers(text.nl) != shape.numbers(text.en):
            yield f"{key}: other numbers in the two languages: {text.nl!r}, {text.en!r}"


def _references(lesson: Lesson, kind: str) -> list[str]:
    return [block.key for block in lesson.body.nl if isinstance(block, Reference) and block.kind == kind]


def running_text(blocks: tuple[Block, ...]) -> str:
    """The words of the prose alone, without facts and activities."""
    return "\n".join(plain(block.tokens) for block in blocks if isinstance(block, Prose))


def texts_of_question(question: Question) -> list[Text]:
    """Every text of a question."""
    choices = [text for choice in question.choices for text in (choice.text, choice.feedback)]
    return [question.text, *choices]


def texts_of(activity: Activity) -> list[Text]:
    """Every text of an activity but its questions and its case."""
    texts = [activity.title, activity.intro, *(option.text for option in activity.items)]
    for card in activity.cards:
        texts += [card.title, card.text]
    for field in activity.fields:
        texts += _texts_of_field(field)
    return texts


def _texts_of_field(field: Field) -> list[Text]:
    texts = [field.label, *(option.text for option in (*field.options, *field.fixed))]
    if field.help:
        texts.append(field.help)
    for column in field.columns:
        texts += _texts_of_field(column)
    return texts

"""What can only be seen of the four works together: links, pictures, repetitions, keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from winternship_core.curriculum import shape
from winternship_core.curriculum.checking import check_module, running_text
from winternship_core.curriculum.countries import COUNTRIES, SLOTS, load_country
from winternship_core.curriculum.glossary import load_glossary
from winternship_core.curriculum.lint import outside_facts, repeated
from winternship_core.curriculum.loading import CONTENT, WORKS, read_work
from winternship_core.curriculum.markdown import Prose, Reference, mentions
from winternship_core.curriculum.model import Lesson, Work
from winternship_core.curriculum.pictures import load_pictures
from winternship_core.curriculum.published import each_key, keys_of, vanished
from winternship_core.curriculum.vacancy_words import load_word_list
from winternship_core.curriculum.words import LANGUAGES
from winternship_core.errors import CurriculumError
from winternship_core.facts import load_facts
from winternship_core.text import Text


def check_all() -> tuple[str, ...]:
    """Every mistake in the four works, the pictures, the glossary, the country packs and the word list."""
    mistakes: list[str] = []
    works = [read_work(CONTENT.joinpath(key), mistakes) for key in WORKS]
    loaders: list[Callable[[], object]] = [load_glossary, load_pictures, load_word_list, *_packs()]
    for load in loaders:
        try:
            load()
        except CurriculumError as error:
            mistakes += error.mistakes
    if mistakes:
        return tuple(mistakes)
    facts, terms = load_facts(), set(load_glossary())
    for work in works:
        for module in work.modules:
            mistakes += check_module(module, facts, terms, set(SLOTS))
    mistakes += _links(works)
    mistakes += _pictures(works)
    mistakes += _repetitions(works)
    mistakes += _small_texts(works)
    mistakes += _keys(works)
    return tuple(mistakes)


def _packs() -> list[Callable[[], object]]:
    return [partial(load_country, code) for code in COUNTRIES]


def _links(works: list[Work]) -> Iterator[str]:
    lessons = {lesson.key for work in works for lesson in work.lessons()}
    for lesson, language, block in _blocks(works):
        for mention in mentions(block.tokens) if isinstance(block, Prose) else ():
            if mention.kind == "lesson" and mention.key not in lessons:
                yield f"{lesson.key} ({language}): there is no lesson {mention.key}"


def _pictures(works: list[Work]) -> Iterator[str]:
    shown = {
        block.key
        for _, _, block in _blocks(works)
        if isinstance(block, Reference) and block.kind == "picture"
    }
    there = set(load_pictures())
    yield from (f"pictures: there is no picture {key}" for key in sorted(shown - there))
    yield from (f"pictures: {key} is shown nowhere" for key in sorted(there - shown))


def _repetitions(works: list[Work]) -> Iterator[str]:
    for language in LANGUAGES:
        texts = {
            f"{lesson.key} ({language})": running_text(lesson.body.in_language(language))
            for work in works
            for lesson in work.lessons()
        }
        yield from repeated(texts)


def _small_texts(works: list[Work]) -> Iterator[str]:
    for place, text in _texts(works):
        yield from _outside_facts(place, text)
        if shape.numbers(text.nl) != shape.numbers(text.en):
            yield f"{place}: other numbers in the two languages"
    # A label is cut to fit its drawing, so one language may write out what the other has in figures.
    for picture in load_pictures().values():
        for name, label in picture.labels.items():
            yield from _outside_facts(f"label {name} of picture {picture.key}", label)


def _texts(works: list[Work]) -> Iterator[tuple[str, Text]]:
    for work in works:
        for text in (work.title, work.subtitle, work.intro, work.audience):
            yield f"work {work.key}", text
    for term in load_glossary().values():
        yield f"glossary {term.key}", term.text
    for picture in load_pictures().values():
        yield f"picture {picture.key}", picture.alt
        yield f"caption {picture.key}", picture.caption
    for code in COUNTRIES:
        for name, slot in load_country(code).slots.items():
            yield f"slot {name}", slot.text
            yield f"title of slot {name}", slot.title
    warned = load_word_list()
    for dutch, english in zip(warned["nl"], warned["en"], strict=True):
        yield f"words {dutch.key}", Text(dutch.why, english.why)
        yield f"words {dutch.key}", Text(dutch.instead, english.instead)


def _outside_facts(place: str, text: Text) -> Iterator[str]:
    for language in LANGUAGES:
        for found in outside_facts(text.in_language(language)):
            yield f"{place} ({language}): {found}"


def _keys(works: list[Work]) -> Iterator[str]:
    # Without its kind: a lesson and a question of one name would be told apart by nobody.
    count = Counter(key.partition(" ")[2] for key in each_key(works))
    yield from (f"{key}: this key stands {times} times" for key, times in count.items() if times > 1)
    for key in vanished(keys_of(works, load_pictures())):
        yield f"published.lock: {key} has vanished, and learners' answers with it"


def _blocks(works: list[Work]) -> Iterator[tuple[Lesson, str, Prose | Reference]]:
    for work in works:
        for lesson in work.lessons():
            for language in LANGUAGES:
                for block in lesson.body.in_language(language):
                    yield lesson, language, block

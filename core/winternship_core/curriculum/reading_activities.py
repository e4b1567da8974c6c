"""Activities and questions as their authors wrote them become the dataclasses of :mod:`.activities`."""

from __future__ import annotations

import re
from typing import Final, cast, get_args

from winternship_core.curriculum.activities import (
    CALCULATORS,
    LEVELS,
    OBJECTS,
    Activity,
    ActivityKind,
    Card,
    Choice,
    Field,
    FieldKind,
    Option,
    Question,
)
from winternship_core.curriculum.markdown import Prose, parse
from winternship_core.curriculum.words import Words
from winternship_core.curriculum.yaml_files import YamlReader
from winternship_core.text import Text

NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MOST_ROWS: Final = 20


def question(entry: YamlReader, words: Words) -> Question:
    """A question; its key has been read from ``entry`` by the caller's lookup of the words."""
    names = entry.strings("choices")
    right = entry.string("right")
    if len(names) < 2 or right not in names:
        entry.mistake(f"right must be one of at least two choices, received {right!r} of {', '.join(names)}")
    answers = words.texts("choices", names)
    feedback = words.texts("feedback", names)
    found = Question(
        key=entry.string("key"),
        text=words.text("text"),
        choices=tuple(Choice(*one) for one in zip(names, answers, feedback, strict=True)),
        right=right,
        facts=entry.strings("facts") if entry.has("facts") else (),
    )
    entry.close()
    words.close()
    return found


def activity(entry: YamlReader, words: Words) -> Activity:
    """An activity of any kind; what does not belong to its kind is a mistake."""
    kind = cast(ActivityKind, one_of(entry, "kind", get_args(ActivityKind)))
    found = Activity(
        key=entry.string("key"),
        kind=kind,
        title=words.text("title"),
        intro=words.text("intro"),
        template=entry.flag("template"),
        object=one_of(entry, "object", OBJECTS) if entry.has("object") else None,
        fields=_fields(entry, words) if kind == "form" or entry.has("fields") else (),
        items=_options(entry, words, "items") if kind == "checklist" else (),
        cards=_cards(entry, words, kind),
        questions=_questions(entry, words) if kind == "exercise" else (),
        case=_case(words) if kind == "exercise" else None,
        tasks=entry.integer("tasks", 1, MOST_ROWS) if kind == "levels" else 0,
        calculator=one_of(entry, "calculator", CALCULATORS) if kind == "calculator" else None,
        block=entry.string("block") if kind == "block" else None,
    )
    entry.close()
    words.close()
    return found


def one_of(entry: YamlReader, key: str, allowed: tuple[str, ...]) -> str:
    """A string out of a closed list."""
    value = entry.string(key)
    if value not in allowed:
        entry.mistake(f"{key} must be one of {', '.join(allowed)}, received {value!r}")
    return value


def _questions(entry: YamlReader, words: Words) -> tuple[Question, ...]:
    entries = entry.children("questions")
    keys = [str(reader.peek("key")) for reader in entries]
    return tuple(map(question, entries, words.each("questions", keys)))


def _case(words: Words) -> dict[str, Prose]:
    case = {}
    for language, reader in words.readers.items():
        blocks = parse(reader.string("text"))
        prose = [block for block in blocks if isinstance(block, Prose)]
        if len(blocks) != 1 or not prose:
            reader.mistake("text must be running text, without facts, slots, activities or pictures")
        case[language] = prose[0] if prose else Prose((), 0)
    return case


def _cards(entry: YamlReader, words: Words, kind: str) -> tuple[Card, ...]:
    if kind not in ("cards", "levels"):
        return ()
    names = entry.strings("cards") if kind == "cards" else LEVELS
    found = []
    for name, inside in zip(names, words.each(kind, names), strict=True):
        found.append(Card(name, inside.text("title"), inside.text("text")))
        inside.close()
    return tuple(found)


def _fields(entry: YamlReader, words: Words, inside: str = "fields") -> tuple[Field, ...]:
    entries = entry.children(inside)
    names = [str(reader.peek("name")) for reader in entries]
    for name in names:
        if not NAME.fullmatch(name):
            entry.mistake(f"a name is lower-case letters, digits and hyphens, received {name!r}")
    return tuple(map(_field, entries, words.each(inside, names)))


def _field(entry: YamlReader, words: Words) -> Field:
    kind = cast(FieldKind, one_of(entry, "kind", get_args(FieldKind)))
    chosen = kind in ("choice", "several")
    found = Field(
        name=entry.string("name"),
        kind=kind,
        label=words.text("label"),
        help=words.optional_text("help"),
        options=_options(entry, words, "options") if chosen else (),
        at_most=entry.integer("at_most", 1, MOST_ROWS) if kind == "several" and entry.has("at_most") else 0,
        columns=_fields(entry, words, "columns") if kind == "table" else (),
        rows=entry.integer("rows", 1, MOST_ROWS) if kind == "table" and entry.has("rows") else 0,
        fixed=_options(entry, words, "fixed") if kind == "table" and entry.has("fixed") else (),
    )
    if kind == "table" and bool(found.rows) == bool(found.fixed):
        entry.mistake("a table has either rows (a number) or fixed (a list of names)")
    if any(column.kind == "table" for column in found.columns):
        entry.mistake("a table cannot hold a table")
    entry.close()
    words.close()
    return found


def _options(entry: YamlReader, words: Words, key: str) -> tuple[Option, ...]:
    names = entry.strings(key)
    for name in names:
        if not NAME.fullmatch(name):
            entry.mistake(f"a name is lower-case letters, digits and hyphens, received {name!r}")
    if len(set(names)) != len(names):
        entry.mistake(f"{key} holds a name twice")
    texts: list[Text] = words.texts(key, names)
    return tuple(map(Option, names, texts))

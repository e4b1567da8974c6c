"""The works are text that teachers and lawyers can correct; this reads them and names every mistake at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypeVar, cast, get_args

from winternship_core.curriculum.markdown import parse, split_front
from winternship_core.curriculum.model import Body, Kind, Lesson, Module, Work
from winternship_core.curriculum.reading_activities import activity, one_of, question
from winternship_core.curriculum.words import LANGUAGES, Words
from winternship_core.curriculum.yaml_files import YamlReader, read_yaml
from winternship_core.errors import CurriculumError, UnknownKey

T = TypeVar("T")
WORKS: Final = ("win", "broker", "handbook", "blueprint")
CONTENT: Final = files("winternship_core.curriculum").joinpath("content")


@cache
def load_work(key: str) -> Work:
    """The work that is shipped under this key, read once.

    Raises :class:`UnknownKey`, and :class:`CurriculumError` with every mistake in its files.
    """
    if key not in WORKS:
        raise UnknownKey("work", key, WORKS)
    mistakes: list[str] = []
    work = read_work(CONTENT.joinpath(key), mistakes)
    if mistakes:
        raise CurriculumError(mistakes)
    return work


def load_works() -> tuple[Work, ...]:
    """All works, in the order a reader meets them."""
    return tuple(load_work(key) for key in WORKS)


def read_work(folder: Traversable, mistakes: list[str]) -> Work:
    """The work in a folder; what is wrong is added to ``mistakes``."""
    entry = yaml_file(folder, "work.yaml", mistakes)
    words = _words(folder, "work.yaml", mistakes)
    work = Work(
        key=entry.string("key"),
        kind=cast(Kind, one_of(entry, "kind", get_args(Kind))),
        title=words.text("title"),
        subtitle=words.text("subtitle"),
        intro=words.text("intro"),
        audience=words.text("audience"),
        modules=tuple(read_module(folder.joinpath(key), mistakes) for key in entry.strings("modules")),
    )
    entry.close()
    words.close()
    return work


def read_module(folder: Traversable, mistakes: list[str]) -> Module:
    """The module in a folder; what is wrong is added to ``mistakes``."""
    entry = yaml_file(folder, "module.yaml", mistakes)
    words = _words(folder, "module.yaml", mistakes)
    quiz = _named(entry, "quiz", words, "questions", question)
    activities = _named(entry, "activities", words, "activities", activity)
    module = Module(
        key=entry.string("key"),
        title=words.text("title"),
        summary=words.text("summary"),
        lessons=tuple(_lesson(folder, reader, mistakes) for reader in entry.children("lessons")),
        quiz=quiz,
        activities={one.key: one for one in activities},
    )
    entry.close()
    words.close()
    return module


def _named(
    entry: YamlReader, key: str, words: Words, inside: str, read: Callable[[YamlReader, Words], T]
) -> tuple[T, ...]:
    """The list under ``key``, each with its words found by its own key."""
    if not entry.has(key) or not entry.peek(key):
        entry.any(key)
        return ()
    entries = entry.children(key)
    keys = [str(reader.peek("key")) for reader in entries]
    if len(set(keys)) != len(keys):
        entry.mistake(f"{key} holds a key twice")
    return tuple(map(read, entries, words.each(inside, keys)))


def _lesson(folder: Traversable, entry: YamlReader, mistakes: list[str]) -> Lesson:
    key = entry.string("key")
    fronts, bodies = {}, {}
    for language in LANGUAGES:
        path = f"{language}/{key}.md"
        front, body, line = split_front(text_file(folder, path, mistakes))
        fronts[language] = read_yaml(front, name_of(folder, path), mistakes, first_line=2)
        bodies[language] = parse(body, line)
        if fronts[language].string("key") != key:
            fronts[language].mistake(f"key must be {key}, as the file is named")
    words = Words(fronts)
    lesson = Lesson(
        key=key,
        title=words.text("title"),
        goal=words.text("goal"),
        monday=words.text("monday"),
        minutes=entry.integer("minutes", 3, 30),
        fast=entry.flag("fast"),
        country=entry.string("country") if entry.has("country") else None,
        body=Body(**bodies),
    )
    entry.close()
    words.close()
    return lesson


def yaml_file(folder: Traversable, path: str, mistakes: list[str]) -> YamlReader:
    """A reader of a YAML file in the folder; an absent file is a mistake."""
    return read_yaml(text_file(folder, path, mistakes), name_of(folder, path), mistakes)


def text_file(folder: Traversable, path: str, mistakes: list[str]) -> str:
    """The text of a file in the folder; an absent file is a mistake and empty."""
    try:
        return folder.joinpath(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        mistakes.append(f"{name_of(folder, path)}: this file is missing")
        return ""


def name_of(folder: Traversable, path: str) -> str:
    """The file as an author knows it, from ``content/`` on."""
    parts = str(folder).replace("\\", "/").rpartition("/content/")[2]
    return f"{parts}/{path}"


def _words(folder: Traversable, path: str, mistakes: list[str]) -> Words:
    return Words({language: yaml_file(folder, f"{language}/{path}", mistakes) for language in LANGUAGES})

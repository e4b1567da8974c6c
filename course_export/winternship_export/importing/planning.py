"""From two readings of one work, as exported and as edited, to changed files that an author can look at and accept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from winternship_export.course import Course
from winternship_export.errors import PackageError
from winternship_export.importing.found import Found, FoundLesson, FoundQuestion
from winternship_export.importing.sources import with_blocks, with_front, with_value


@dataclass(frozen=True, slots=True)
class Edit:
    """One file of the curriculum before and after; ``path`` is relative to its ``content`` folder."""

    path: str
    before: str
    after: str

    def diff(self) -> str:
        """A unified diff that ``git apply`` and ``patch`` take."""
        lines = unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            f"a/{self.path}",
            f"b/{self.path}",
        )
        return "".join(lines)


class Plan:
    """Gathers the edits; nothing is written before :meth:`accept`."""

    def __init__(self, course: Course, content: Path) -> None:
        self._course, self._content = course, content
        self._files: dict[str, list[str]] = {}
        self.notes: list[str] = []

    @property
    def edits(self) -> list[Edit]:
        """The files that change."""
        return [Edit(path, old, new) for path, (old, new) in sorted(self._files.items()) if old != new]

    def accept(self) -> None:
        """Write the files."""
        for edit in self.edits:
            (self._content / edit.path).write_text(edit.after, encoding="utf-8")

    def compare(self, before: Found, after: Found) -> None:
        """Plan an edit for every text that differs."""
        self.notes += [note for note in after.notes if note not in before.notes]
        for section in self._course.sections:
            folder = f"{self._course.key}/{section.key}/{self._course.language}"
            self._title(f"{folder}/module.yaml", section.key, before, after)
            for lesson in section.lessons:
                self._lesson(f"{folder}/{lesson.key}.md", lesson.key, before, after)
            for question in section.quiz:
                self._question(
                    f"{folder}/module.yaml", ("questions", question.key), question.key, before, after
                )
            for task in section.lessons:
                for activity in task.tasks:
                    for question in activity.questions:
                        path = ("activities", activity.key, "questions", question.key)
                        self._question(f"{folder}/module.yaml", path, question.key, before, after)

    def _title(self, path: str, key: str, before: Found, after: Found) -> None:
        old, new = before.titles.get(key), after.titles.get(key)
        if old and new and old != new:
            self._change(path, lambda text: with_value(text, ["title"], new))

    def _lesson(self, path: str, key: str, before: Found, after: Found) -> None:
        old, new = before.lessons[key], after.lessons.get(key)
        if new is None:
            self.notes.append(f"{key} is not in the package; it stays as it is here")
            return
        for name in ("title", "goal", "monday"):
            self._front(path, name, old, new)
        if old.blocks != new.blocks:
            self._change(path, lambda text: with_blocks(text, old.blocks, new.blocks))

    def _front(self, path: str, name: str, old: FoundLesson, new: FoundLesson) -> None:
        was, now = getattr(old, name), getattr(new, name)
        if was != now and now:
            self._change(path, lambda text: with_front(text, name, now))
        elif was != now:
            self.notes.append(f"{path}: {name} is gone in the package; it stays as it is here")

    def _question(self, path: str, where: tuple[str, ...], key: str, before: Found, after: Found) -> None:
        old, new = before.questions.get(key), after.questions.get(key)
        if old is None or new is None:  # asked by an activity elsewhere, or removed: it stays as it is here
            return
        for step, was, now in _texts(old, new):
            if was != now:
                self._change(path, lambda text, s=step, n=now: with_value(text, [*where, *s], n))  # type: ignore[misc]

    def _change(self, path: str, change: Callable[[str], str]) -> None:
        if path not in self._files:
            try:
                text = (self._content / path).read_text(encoding="utf-8")
            except OSError as error:
                raise PackageError(f"{self._content} does not hold the curriculum: {error}") from error
            self._files[path] = [text, text]
        try:
            self._files[path][1] = change(self._files[path][1])
        except (KeyError, ValueError) as error:
            self.notes.append(f"{path}: this edit must be made by hand ({error})")


def _texts(old: FoundQuestion, new: FoundQuestion) -> list[tuple[tuple[str, ...], str, str]]:
    texts: list[tuple[tuple[str, ...], str, str]] = [(("text",), old.text, new.text)]
    texts += [(("choices", name), was, new.choices.get(name, was)) for name, was in old.choices.items()]
    texts += [(("feedback", name), was, new.feedback.get(name, was)) for name, was in old.feedback.items()]
    return texts

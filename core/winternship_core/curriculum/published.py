"""Learners' answers hang on keys, so a key that was ever published may never vanish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from winternship_core.curriculum.loading import CONTENT, text_file
from winternship_core.curriculum.model import Work

LOCK = "published.lock"


def keys_of(works: Iterable[Work], pictures: Iterable[str]) -> list[str]:
    """Every key with its kind, sorted: ``lesson W5.2``."""
    return sorted({*each_key(works), *(f"picture {key}" for key in pictures)})


def vanished(present: Iterable[str]) -> list[str]:
    """The published keys that are not there any more."""
    return sorted(set(text_file(CONTENT, LOCK, []).split("\n")) - {"", *present})


def lock_text(present: Iterable[str]) -> str:
    """The lock file with these keys and all that were published before."""
    kept = set(text_file(CONTENT, LOCK, []).split("\n")) - {""}
    return "".join(f"{key}\n" for key in sorted(kept | set(present)))


def each_key(works: Iterable[Work]) -> Iterator[str]:
    """The keys of the works with their kinds, as often as they stand there."""
    for work in works:
        yield f"work {work.key}"
        for module in work.modules:
            yield f"module {module.key}"
            yield from (f"lesson {lesson.key}" for lesson in module.lessons)
            yield from (f"question {question.key}" for question in module.quiz)
            for activity in module.activities.values():
                yield f"activity {activity.key}"
                yield from (f"question {question.key}" for question in activity.questions)

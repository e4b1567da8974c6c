"""What Open edX's import ignores without a word: held against a course before anyone uploads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from winternship_export.reading import Contents
from winternship_export.xmlkit import parse

BUILT_IN: Final = frozenset(
    (
        "course",
        "chapter",
        "sequential",
        "vertical",
        "html",
        "problem",
        "video",
        "discussion",
        "lti_consumer",
        "file",
    )
)
OURS: Final = frozenset(("winternship_lesson", "winternship_self_assessment", "winternship_board"))
STATIC: Final = re.compile(rb'["\'(]/static/([^"\')?#]+)')
JUMP: Final = re.compile(rb"/jump_to_id/([\w.~:-]+)")


def openedx_mistakes(contents: Contents) -> list[str]:
    """Everything in a course that an import would pass over or get wrong."""
    return [*_types(contents), *_policy(contents), *_references(contents)]


def _types(contents: Contents) -> Iterator[str]:
    for kind in sorted({entry.kind for entry in contents.entries.values()} - BUILT_IN - OURS):
        yield f"block type {kind} is not known: an import would hide it without a message"
    roots = [name for name in contents.files if name.endswith("/course.xml") or name == "course.xml"]
    if len(roots) > 1:
        yield f"only one file may be called course.xml; there are {', '.join(sorted(roots))}"


def _policy(contents: Contents) -> Iterator[str]:
    root = next(name for name in contents.files if name.endswith("course.xml"))
    run = parse(contents.files[root]).get("url_name", "")
    path = str(PurePosixPath(root).parent / "policies" / run / "policy.json").removeprefix("./")
    if path not in contents.files:
        yield f"{path} is missing: the course would be named Empty and start in 2030"
        return
    for name in (path, path.replace("policy.json", "grading_policy.json")):
        try:
            policy = json.loads(contents.files.get(name, b"{}"))
        except ValueError as error:
            yield f"{name} is no JSON ({error}): an import would ignore it"
            continue
        if name == path and f"course/{run}" not in policy:
            yield f"{name} says nothing of course/{run}"


def _references(contents: Contents) -> Iterator[str]:
    static = {PurePosixPath(name).name for name in contents.files if "/static/" in f"/{name}"}
    blocks = {key.partition("/")[2] for key in contents.entries}
    for name, data in contents.files.items():
        if not name.endswith((".html", ".xml")):
            continue
        for found in STATIC.findall(data):
            if found.decode() not in static:
                yield f"{name}: /static/{found.decode()} is not in the package"
        for found in JUMP.findall(data):
            if found.decode() not in blocks:
                yield f"{name}: the link to {found.decode()} leads to no block"

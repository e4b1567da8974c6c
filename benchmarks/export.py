"""Every work, language and format of the export, beside the least that any program would have to do for the same files.

No other program writes these formats from one source and can be installed, so the limit is parsing and deflating the
same bytes once: with lxml and zlib, as ours are made. PDF is apart: its limit would be another PDF program.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from typing import TypeVar

from lxml import etree, html

from benchmarks.results import Row
from winternship_core.curriculum import WORKS
from winternship_export.exporting import Package, every_package, write_package
from winternship_export.formats import FORMATS
from winternship_export.options import parse_options
from winternship_export.pack import LEVEL, unpacked
from winternship_export.source import LANGUAGES, read_course

T = TypeVar("T")
TOOL = "https://tool.example.org"
ROUNDS = 5
WORK_MARK, ALL_MARK = 1.0, 20.0  # seconds
PDF = "pdf"


def measure(*, quick: bool = False) -> list[Row]:
    """Rows for the whole course in each format, and for everything at once; `quick` does one format and no PDF."""
    for work in WORKS:  # the works are read once a process; that is measured apart
        read_course(work, "nl")
    rows = [
        _one_format(name, 1 if quick else ROUNDS) for name in (["olx"] if quick else FORMATS) if name != PDF
    ]
    started = time.perf_counter()
    course = read_course("win", "nl")
    rows.append(Row("the course, from the curriculum to pages", time.perf_counter() - started, "s"))
    if quick:
        return rows
    packages, seconds = _timed(lambda: list(every_package(TOOL)))
    held = sum(len(package.data) for package in packages) / 1e6
    rows += [
        Row(f"all {len(packages)} packages: works × languages × formats", seconds, "s", at_most=ALL_MARK),
        Row("all packages together", held, "MB"),
        Row("of that: PDF of both books in both languages", _pdfs(), "s"),
        Row("questions in the course", len(list(course.questions)), "questions"),
    ]
    return rows


def _one_format(name: str, rounds: int) -> Row:
    kind = FORMATS[name]
    course = read_course("win", "nl")
    options = parse_options(kind.activities, tool_url=TOOL if kind.activities == ("lti",) else "")
    ours, limit = [], []
    package = write_package(course, kind, options)  # loads the writer
    for _ in range(rounds):
        package, seconds = _timed(lambda: write_package(course, kind, options))
        ours.append(seconds)
        limit.append(_timed(partial(_least, package))[1])
    return Row(
        f"win as {name}", median(ours), "s", "parsing and deflating once", median(limit), at_most=WORK_MARK
    )


def _least(package: Package) -> int:
    """Parse every XML or HTML file of a package once and deflate every file once."""
    return sum(_squeezed(data, name) for name, data in _files(package.data))


def _files(data: bytes) -> Iterable[tuple[str, bytes]]:
    for name, content in unpacked(data).items():
        if name.endswith(".zip"):
            yield from _files(content)
        else:
            yield name, content


def _squeezed(data: bytes, name: str) -> int:
    if name.endswith((".xml", ".xhtml", ".opf", ".svg")):
        etree.fromstring(data)
    elif name.endswith(".html") and data:
        html.document_fromstring(data)
    return len(zlib.compress(data, LEVEL))


def _pdfs() -> float:
    kind = FORMATS[PDF]
    options = parse_options(kind.activities)
    courses = [read_course(work, language) for work in kind.works for language in LANGUAGES]
    return _timed(lambda: [write_package(course, kind, options) for course in courses])[1]


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = call()
    return result, time.perf_counter() - started

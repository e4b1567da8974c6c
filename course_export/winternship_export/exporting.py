"""From the name of a work to a finished package, with the list of what it could not carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final

from winternship_core.text import Text
from winternship_export.board import with_board
from winternship_export.course import Course
from winternship_export.errors import OptionError
from winternship_export.formats import FORMATS, Format, format_named
from winternship_export.losses import Losses
from winternship_export.options import Options, parse_options
from winternship_export.pack import zipped
from winternship_export.source import LANGUAGES, WORKS, read_course

CERTIFICATE: Final = (
    Text("Er komt geen bewijs van deelname uit dit bestand.", "No certificate comes out of this file."),
    Text(
        "Je leeromgeving kan er zelf een geven. Het is nooit een erkenning als leerbedrijf.",
        "Your learning environment can give one itself. It is never a recognition as a training company.",
    ),
)
FAST_LANE: Final = (
    Text("De snelle route is hier geen knop.", "The fast lane is no button here."),
    Text("Het zijn de lessen {lessons}.", "It is made of the lessons {lessons}."),
)
SLOWEST: Final = "pdf"  # begun first, so that no processor waits at the end


@dataclass(frozen=True, slots=True)
class Package:
    """A finished file under the name it should have."""

    name: str
    media_type: str
    data: bytes
    losses: Losses


def export(
    work: str,
    language: str,
    format_name: str,
    *,
    modules: Iterable[str] = (),
    activities: str = "",
    tool_url: str = "",
    pass_mark: int = 60,
    board: bool = False,
) -> Package:
    """One work, or some of its modules, in one language and format; ``board`` adds the placement board at its end.

    Raises :class:`~winternship_export.errors.ExportError` (with what is allowed) for what cannot be asked.
    """
    kind = format_named(format_name)
    if work not in WORKS:
        names = ", ".join(WORKS)
        raise OptionError(
            f"there is no work {work!r}; choose from {names}",
            f"het werk {work!r} bestaat niet; kies uit {names}",
        )
    if language not in LANGUAGES:
        names = ", ".join(LANGUAGES)
        raise OptionError(
            f"there is no language {language!r}; choose from {names}",
            f"de taal {language!r} is er niet; kies uit {names}",
        )
    if work not in kind.works:
        names = ", ".join(kind.works)
        raise OptionError(
            f"{kind.name} can be made of {names}, not of {work!r}",
            f"{kind.name} kan van {names}, niet van {work!r}",
        )
    options = parse_options(kind.activities, activities, tool_url, pass_mark, board=board)
    course = read_course(work, language)
    wanted = tuple(modules)
    return write_package(course.only(wanted) if wanted else course, kind, options, wanted)


def write_package(course: Course, kind: Format, options: Options, modules: tuple[str, ...] = ()) -> Package:
    """The course as one file; a format with a package a module gives a zip of packages if there are more."""
    if kind.each == "work" or len(course.sections) == 1:
        return _written(course, kind, options, "-".join(modules))
    parts = [_written(course.only([one.key]), kind, options, one.key) for one in course.sections]
    losses = Losses()
    for part in parts:
        losses.extend(part.losses)
    files = {part.name: part.data for part in parts}
    name = _name(course, kind, "-".join(modules), ".zip")
    return Package(name, "application/zip", zipped(files, stored=files), losses)


def every_package(tool_url: str = "", processes: int | None = None) -> Iterator[Package]:
    """All works in both languages and all formats that do not need a tool, or all with one, in a fixed order.

    ``processes``: how many work at once; as many as there are processors if not given.
    """
    jobs = [
        (work, language, name, tool_url)
        for name, kind in sorted(FORMATS.items(), key=lambda item: item[0] != SLOWEST)
        for work in kind.works
        for language in LANGUAGES
        if tool_url or kind.activities != ("lti",)
    ]
    if processes == 1:
        yield from (_job(*job) for job in jobs)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("forkserver")) as pool:
        waiting = [pool.submit(_job, *job) for job in jobs]
        yield from (one.result() for one in waiting)


def _job(work: str, language: str, name: str, tool_url: str) -> Package:
    kind = FORMATS[name]
    return write_package(read_course(work, language), kind, parse_options(kind.activities, tool_url=tool_url))


def _written(course: Course, kind: Format, options: Options, modules: str) -> Package:
    losses = Losses()
    if options.board:
        course = with_board(course, options, losses)
    data = kind.pack(kind.write(course, options, losses))
    _say_what_no_format_has(course, losses)
    return Package(_name(course, kind, modules, kind.suffix), kind.media_type, data, losses)


def _say_what_no_format_has(course: Course, losses: Losses) -> None:
    """What our own lesson block does around the lessons, in whatever format they leave."""
    if course.kind in ("course", "training"):
        losses.changed("work", course.key, *CERTIFICATE)
    here = [lesson.key for lesson in course.lessons if lesson.key in course.fast]
    if here:
        what, instead = FAST_LANE
        lessons = ", ".join(here)
        told = Text(instead.nl.format(lessons=lessons), instead.en.format(lessons=lessons))
        losses.changed("work", course.key, what, told)


def _name(course: Course, kind: Format, modules: str, suffix: str) -> str:
    return "-".join(filter(None, (course.key, modules, course.language, kind.name))) + suffix

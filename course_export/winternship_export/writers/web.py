"""A small web site: a page for the work, for each lesson and for each quiz; for any web server, or from a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from winternship_core.text import Text
from winternship_export import texts
from winternship_export.course import Course
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.pages import quiz_title
from winternship_export.screens import parts, wording
from winternship_export.screens.document import document, foot, h, print_button, say, skip_link, turn_link
from winternship_export.screens.package_data import runtime_files
from winternship_export.screens.shortfalls import note_common
from winternship_export.texts import EXCHANGE_PROMPT
from winternship_export.xmlkit import Element

INDEX: Final = "index.html"
_NOTHING_KEPT: Final = (
    Text(
        "Voortgang, antwoorden en wat iemand invult worden niet bewaard; er is geen cijfer.",
        "Progress, answers and what someone fills in are not kept; there is no grade.",
    ),
    Text("Elke pagina zegt het, en kan worden afgedrukt.", "Each page says so, and can be printed."),
)


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    kind: str
    title: str
    content: list[Element]


def write(course: Course, options: Options, losses: Losses) -> Files:
    """The site; its front page is ``index.html``. ``options`` change nothing here."""
    note_common(course, losses, EXCHANGE_PROMPT)
    losses.changed("work", course.key, *_NOTHING_KEPT)
    pages = _pages(course)
    ends = [None, *pages, None]
    files = runtime_files("web")
    for before, page, after in zip(ends[:-2], pages, ends[2:], strict=True):
        files[page.name] = _file(course, pages, page, before, after)
    return files | {parts.picture_address(one.key): one.svg for one in course.pictures}


def _pages(course: Course) -> list[_Page]:
    here = {one.key for one in course.lessons}
    addresses = parts.Addresses(
        lesson=lambda key: _name("lesson", key) if key in here else None, picture=parts.picture_address
    )
    pages = [_Page(INDEX, "about", say(texts.ABOUT, course), _front(course))]
    for section in course.sections:
        pages += [
            _Page(
                _name("lesson", one.key),
                "lesson",
                parts.lesson_title(one),
                parts.lesson(one, course, addresses),
            )
            for one in section.lessons
        ]
        if section.quiz:
            title = quiz_title(section, course.language)
            pages.append(_Page(_name("quiz", section.key), "quiz", title, parts.quiz(section, course)))
    return pages


def _name(kind: str, key: str) -> str:
    return f"{kind}-{key}.html"


def _front(course: Course) -> list[Element]:
    modules = [
        [h("h3", section.title), h("p", section.summary), _list(course, section.key)]
        for section in course.sections
    ]
    return [*parts.about(course), *(kid for module in modules for kid in module)]


def _list(course: Course, section_key: str) -> Element:
    return h("ol", [h("li", h("a", title, href=name)) for name, title in _entries(course, section_key)])


def _entries(course: Course, section_key: str) -> list[tuple[str, str]]:
    """The pages of a module: their names and titles."""
    section = next(one for one in course.sections if one.key == section_key)
    entries = [(_name("lesson", one.key), parts.lesson_title(one)) for one in section.lessons]
    if section.quiz:
        entries.append((_name("quiz", section.key), say(texts.QUIZ, course)))
    return entries


def _file(
    course: Course, pages: list[_Page], page: _Page, before: _Page | None, after: _Page | None
) -> bytes:
    is_front = page.name == INDEX
    back = turn_link(course, wording.PREVIOUS, before.title, before.name, is_main=False) if before else None
    onward = turn_link(course, wording.NEXT, after.title, after.name, is_main=True) if after else None
    home: Element | str = course.title if is_front else h("a", course.title, href=INDEX)
    note = None if is_front else h("p", say(wording.NOT_KEPT, course), class_="wx-small")
    main = h(
        "main",
        h("section", {"data-kind": page.kind}, h("h2", page.title), page.content),
        h("div", back, onward, class_="wx-turn"),
        id="content",
        tabindex="-1",
    )
    content = [
        skip_link(course, "content"),
        h("header", h("h1", home), note, class_="wx-top"),
        main if is_front else h("div", _contents(course, page), main, class_="wx-body"),
        foot(course, print_button(course, wording.PRINT_PAGE, "page")),
    ]
    title = course.title if is_front else f"{page.title} – {course.title}"
    return document(course, title, "web", content, {"at": page.kind})


def _contents(course: Course, here: _Page) -> Element:
    modules = [_module(course, section.key, section.title, here) for section in course.sections]
    label = say(texts.CONTENTS, course)
    data = {"open": "open", "data-contents": ""}
    details = h("details", data, h("summary", label), modules, class_="wx-contents")
    return h("nav", {"aria-label": label}, details, class_="wx-side")


def _module(course: Course, key: str, title: str, here: _Page) -> Element:
    entries = _entries(course, key)
    is_open = any(name == here.name for name, _ in entries)
    items = [
        h("li", h("a", {"aria-current": "page"} if name == here.name else {}, h("span", shown), href=name))
        for name, shown in entries
    ]
    data = {"open": "open"} if is_open else {}
    return h("details", data, h("summary", title), h("ol", items), class_="wx-inside")

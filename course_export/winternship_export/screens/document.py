"""An HTML page around its content: head, skip link, title, notice, scripts. XML and HTML parsers read it alike.

No inline script and no inline style, so that a strict content security policy can serve it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree, html

from winternship_core.text import Text
from winternship_export import texts
from winternship_export.course import Course
from winternship_export.screens import wording
from winternship_export.screens.package_data import FOLDER, SCRIPTS, STYLESHEET
from winternship_export.xmlkit import Element, Kid, Maker

h: Final = Maker()
_VOID: Final = html.defs.empty_tags


def document(
    course: Course, title: str, standard: str, content: Iterable[Element], settings: Mapping[str, str]
) -> bytes:
    """The file of a page; ``settings`` become ``data-`` attributes of its body, for the scripts."""
    early, *late = SCRIPTS[standard]
    data = {f"data-{name}": value for name, value in settings.items()}
    plain = h("noscript", h("p", say(wording.NO_SCRIPT, course), class_="wx-message wx-warning"))
    page = h(
        "html",
        h(
            "head",
            h("meta", charset="utf-8"),
            h("meta", name="viewport", content="width=device-width, initial-scale=1"),
            h("title", title),
            h("link", rel="stylesheet", href=f"{FOLDER}/{STYLESHEET}"),
            h("script", src=f"{FOLDER}/{early}"),
            [h("script", {"defer": "defer"}, src=f"{FOLDER}/{name}") for name in late],
        ),
        h("body", data, {"data-texts": wording.runtime_texts(course.language)}, plain, content),
        lang=course.language,
    )
    return file_of(page)


def file_of(page: Element) -> bytes:
    """The bytes of a page: no element is closed in a way that HTML does not know."""
    for element in page.iter(etree.Element):
        if not len(element) and element.text is None and element.tag not in _VOID:
            element.text = ""
    return b"<!DOCTYPE html>\n" + etree.tostring(page, encoding="unicode").encode() + b"\n"


def skip_link(course: Course, target: str) -> Element:
    """The first thing that the Tab key finds."""
    return h("a", {"data-skip": ""}, say(wording.SKIP, course), class_="wx-skip", href=f"#{target}")


def foot(course: Course, *buttons: Element) -> Element:
    """The end of every page, with the funding notice."""
    return h(
        "footer",
        h("div", buttons, class_="wx-buttons"),
        h("p", course.notice, class_="wx-small wx-notice"),
        class_="wx-foot",
    )


def print_button(course: Course, text: Text, what: str) -> Element:
    """Hidden until the script that prints is there."""
    data = {"data-print": what, "hidden": "hidden"}
    return h("button", data, say(text, course), type="button", class_="wx-quiet")


def turn_link(course: Course, way: Text, title: str, href: str, *, is_main: bool) -> Element:
    """The way to the page before or after this one."""
    look = "wx-button wx-main" if is_main else "wx-button"
    words: list[Kid] = [h("span", say(way, course), class_="wx-way"), " ", h("span", title)]
    return h("a", words, class_=look, href=href)


def say(text: Text, course: Course, **values: object) -> str:
    """A sentence in the course's language."""
    return text.in_language(course.language).format(**values)


def minutes(count: int, course: Course) -> str:
    """How long something takes."""
    return say(texts.MINUTES, course, count=count)

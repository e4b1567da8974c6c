"""Web pages of a cartridge: whole documents that can stand alone, and lose nothing when an LMS takes only the body."""

from __future__ import annotations

from html import escape
from typing import Final

from winternship_export import texts
from winternship_export.course import Lesson, Section, Task
from winternship_export.losses import Item
from winternship_export.options import Options
from winternship_export.pages import about_xhtml, lesson_xhtml, task_sheet, term_anchor
from winternship_export.sheets import Sheet
from winternship_export.writers.cartridge.manifest import Cartridge
from winternship_export.writers.cartridge.moodle import rename
from winternship_export.writers.cartridge.reasons import ELSEWHERE, NO_ANCHOR, NO_LINK
from winternship_export.xhtml import addressed, fragment, html_safe
from winternship_export.xmlkit import Maker

# One folder each. Relative addresses, for Moodle leaves $IMS-CC-FILEBASE$ in a page as it is, while all readers
# resolve these. They go up first ("../pictures/x.svg"): Moodle replaces each address everywhere in the page, once
# for each time it occurs, and an address that is part of its own replacement would be damaged at the second time.
PAGES: Final = "pages"
PICTURES: Final = "pictures"
ABOUT: Final = f"{PAGES}/about.html"
# Only a page that is shown on its own has this; what must be seen everywhere is in style attributes.
STYLE: Final = (
    "body{font:1rem/1.55 system-ui,sans-serif;color:#1b1b1b;max-width:44rem;margin:0 auto;padding:1rem}"
    "img{max-width:100%;height:auto}table{border-collapse:collapse}"
    "th,td{border:1px solid #6b6b6b;padding:.3em .6em;text-align:left;vertical-align:top}"
    "@media print{body{max-width:none}section,figure{break-inside:avoid}}"
)
_HIGHER: Final = {f"h{level}": f"h{level - 1}" for level in range(3, 7)}


def page_path(lesson_key: str) -> str:
    """Where the page of a lesson is."""
    return f"{PAGES}/{lesson_key}.html"


def picture_path(picture_key: str) -> str:
    """Where the file of a drawing is."""
    return f"{PICTURES}/{picture_key}.svg"


def lesson_page(cartridge: Cartridge, lesson: Lesson, options: Options) -> tuple[bytes, tuple[str, ...]]:
    """The page of a lesson, and the keys of the drawings it shows."""
    course, shown = cartridge.course, dict[str, None]()
    included = frozenset(one.key for one in course.lessons)

    def link(key: str) -> str | None:
        if key not in included:
            cartridge.losses.changed("lesson", lesson.key, *ELSEWHERE)
            return None
        if cartridge.edition.for_moodle:
            cartridge.losses.changed("lesson", lesson.key, *NO_LINK)
            return None
        return f"../{page_path(key)}"

    def picture(key: str) -> str:
        shown[key] = None
        return f"../{picture_path(key)}"

    def term(key: str) -> str | None:
        if cartridge.edition.for_moodle:
            cartridge.losses.changed("term", key, *NO_ANCHOR)
            return None
        return f"#{term_anchor(lesson.key, key)}"

    written = addressed(
        lesson_xhtml(lesson, course.language, lambda task: _task(task, course.language, options)),
        lesson=link,
        picture=picture,
        term=term,
        styles=True,
    )
    return _document(cartridge, "lesson", lesson.key, lesson_title(lesson), written), tuple(shown)


def about_page(cartridge: Cartridge, title: str) -> bytes:
    """The first page: what the work is, the funding notice, and the modules with their lessons."""
    course = cartridge.course
    contents = "".join(_module(cartridge, section) for section in course.sections)
    written = (
        f"{about_xhtml(course, course.language)}"
        f"<h3>{escape(texts.CONTENTS.in_language(course.language))}</h3>{contents}"
    )
    styled = addressed(
        written, lesson=lambda key: None, picture=lambda key: None, term=lambda key: None, styles=True
    )
    return _document(cartridge, "work", course.key, title, styled)


def lesson_title(lesson: Lesson) -> str:
    """The name of a lesson with its number, by which running text refers to it."""
    return f"{lesson.key} {lesson.title}"


def _module(cartridge: Cartridge, section: Section) -> str:
    language = cartridge.course.language
    rows = "".join(f"<li>{_to_lesson(cartridge, lesson)}</li>" for lesson in section.lessons)
    minutes = escape(texts.MINUTES.in_language(language).format(count=section.minutes))
    return (
        f"<h4>{escape(section.title)}</h4><p>{escape(section.summary)}</p>"
        f'<p class="wx-small">{minutes}</p><ul>{rows}</ul>'
    )


def _to_lesson(cartridge: Cartridge, lesson: Lesson) -> str:
    words = escape(lesson_title(lesson))
    return f'<a href="../{page_path(lesson.key)}">{words}</a>' if not cartridge.edition.for_moodle else words


def _task(task: Task, language: str, options: Options) -> str:
    below = f"<p>{escape(texts.ACTIVITY_BELOW.in_language(language))}</p>"
    if options.activities == "lti":
        return _place(task, below)
    if task.activity.block:
        return _place(task, f"<p>{escape(texts.SCAN_SHEET.in_language(language))}</p>")
    if task.questions:
        # Not the sheet of an exercise: it has the answers, and here a quiz comes next.
        sheet = Sheet(task.activity, language, fillable=False).xhtml()
        return _place(task, f"{task.case}{below}{sheet}", f' data-activity="{escape(task.key)}"')
    return task_sheet(task)


def _place(task: Task, inside: str, marked: str = "") -> str:
    return (
        f'<section class="wx-activity"{marked}><h3>{escape(task.title)}</h3>'
        f"<p>{escape(task.intro)}</p>{inside}</section>"
    )


def _document(cartridge: Cartridge, kind: Item, key: str, title: str, body: str) -> bytes:
    made, language = Maker(), cartridge.course.language
    inside = fragment(body)
    cartridge.running_text(kind, key, inside)
    if not cartridge.edition.for_moodle:
        rename(inside, _HIGHER)
        inside.insert(0, made("h1", title))
    main = made("main", inside.text or "", list(inside))
    head = made(
        "head",
        made("meta", charset="utf-8"),
        made("title", title),
        made("meta", name="viewport", content="width=device-width, initial-scale=1"),
        made("style", STYLE),
    )
    document = made("div", made("html", head, made("body", main), lang=language, xml__lang=language))
    return f"<!DOCTYPE html>\n{html_safe(document)}\n".encode()

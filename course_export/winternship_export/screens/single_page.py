"""A whole package as one page with one script: about, lessons and quiz, of which one is shown at a time."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_export import texts
from winternship_export.course import Course, Section
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.pages import quiz_title
from winternship_export.screens import parts, wording
from winternship_export.screens.document import (
    document,
    foot,
    h,
    minutes,
    print_button,
    say,
    skip_link,
    turn_link,
)
from winternship_export.screens.package_data import runtime_files
from winternship_export.xmlkit import Element

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One screen. ``key``: what is kept as the place; ``kind``: ``about``, ``lesson`` or ``quiz``."""

    key: str
    kind: str
    title: str
    content: list[Element]
    section: str = ""

    @property
    def anchor(self) -> str:
        """Its id in the page."""
        names = {"about": "about", "lesson": anchor("lesson", self.key), "quiz": anchor("quiz", self.section)}
        return names[self.kind]


def anchor(kind: str, key: str) -> str:
    """The id of a lesson or a quiz, which is also its name in the address."""
    return f"{kind}-{key}".replace(".", "-")


def single_page(course: Course, options: Options, standard: str, iri: str) -> Files:
    """``index.html``, the drawings, and the scripts and styles of this standard."""
    pages = pages_of(course, options)
    content: list[Element] = [
        skip_link(course, pages[0].anchor),
        _top(course),
        _message("lms", "wx-message wx-warning"),
        _message("saving", "wx-message wx-warning"),
        h("div", _contents(course, pages), _main(course, pages), class_="wx-body"),
        _message("module", "wx-message"),
        foot(
            course,
            print_button(course, wording.PRINT_PAGE, "page"),
            print_button(course, wording.PRINT_ALL, "all"),
            _leave(course),
        ),
    ]
    settings = {"standard": standard, "pass-mark": str(options.pass_mark), "iri": iri}
    files = runtime_files(standard)
    files[INDEX] = document(course, package_title(course), standard, content, settings)
    files |= {parts.picture_address(one.key): one.svg for one in course.pictures}
    return files


def package_title(course: Course) -> str:
    """The module's title if there is only one, else the work's."""
    return course.sections[0].title if len(course.sections) == 1 else course.title


def pages_of(course: Course, options: Options) -> list[Page]:
    """All screens in reading order."""
    here = {one.key for one in course.lessons}
    addresses = parts.Addresses(
        lesson=lambda key: f"#{anchor('lesson', key)}" if key in here else None,
        picture=parts.picture_address,
    )
    pages = [Page("about", "about", say(wording.BEFORE, course), _about(course, options))]
    for section in course.sections:
        pages += [
            Page(
                one.key,
                "lesson",
                parts.lesson_title(one),
                parts.lesson(one, course, addresses),
                section.key,
            )
            for one in section.lessons
        ]
        if section.quiz:
            title = quiz_title(section, course.language)
            pages.append(Page(f"{section.key}-quiz", "quiz", title, parts.quiz(section, course), section.key))
    return pages


def _about(course: Course, options: Options) -> list[Element]:
    counted = wording.COUNTED if has_quiz(course) else wording.COUNTED_LESSONS
    return [
        *(_summary(course, section) for section in course.sections),
        h("p", say(counted, course, mark=options.pass_mark), class_="wx-note"),
        h("h3", say(wording.ABOUT_WORK, course, title=course.title)),
        *parts.about(course),
    ]


def _summary(course: Course, section: Section) -> Element:
    title = h("strong", f"{section.title}. ") if len(course.sections) > 1 else None
    return h("p", title, section.summary, " ", h("span", minutes(section.minutes, course), class_="wx-small"))


def _top(course: Course) -> Element:
    title = package_title(course)
    above = h("p", course.title, class_="wx-work") if title != course.title else None
    return h("header", above, h("h1", title), class_="wx-top")


def _message(about: str, look: str) -> Element:
    """A place for what the scripts may have to say, there from the start so that it is heard."""
    return h("p", {"data-message": about, "role": "status"}, class_=look)


def _contents(course: Course, pages: list[Page]) -> Element:
    lists = [_entries([page for page in pages if not page.section])]
    for section in course.sections:
        if len(course.sections) > 1:
            lists.append(h("p", section.title, class_="wx-module"))
        lists.append(_entries([page for page in pages if page.section == section.key]))
    label = say(texts.CONTENTS, course)
    details = h(
        "details",
        {"open": "open", "data-contents": ""},
        h("summary", label),
        lists,
        class_="wx-contents",
    )
    return h("nav", {"aria-label": label}, details, class_="wx-side")


def _entries(pages: list[Page]) -> Element:
    return h("ol", [h("li", _entry(page)) for page in pages])


def _entry(page: Page) -> Element:
    return h("a", h("span", page.title), h("span", {"data-tick": ""}), href=f"#{page.anchor}")


def _main(course: Course, pages: list[Page]) -> Element:
    ends = [None, *pages, None]
    shown = [
        _page(course, page, before, after)
        for before, page, after in zip(ends[:-2], pages, ends[2:], strict=True)
    ]
    return h("main", {"data-pages": ""}, shown)


def _page(course: Course, page: Page, before: Page | None, after: Page | None) -> Element:
    back = (
        turn_link(course, wording.PREVIOUS, before.title, f"#{before.anchor}", is_main=False)
        if before
        else None
    )
    onward = turn_link(course, wording.NEXT, after.title, f"#{after.anchor}", is_main=True) if after else None
    return h(
        "section",
        {"data-page": page.key, "data-kind": page.kind, "aria-labelledby": f"{page.anchor}-title"},
        h("h2", page.title, id=f"{page.anchor}-title", tabindex="-1"),
        page.content,
        h("div", back, onward, class_="wx-turn"),
        id=page.anchor,
        class_="wx-page",
    )


def _leave(course: Course) -> Element:
    data = {"data-leave": "", "hidden": "hidden"}
    return h("button", data, say(wording.LEAVE, course), type="button", class_="wx-quiet")


def has_quiz(course: Course) -> bool:
    """Whether there is anything to pass."""
    return any(section.quiz for section in course.sections)

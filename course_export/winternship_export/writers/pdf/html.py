"""The book as one XHTML document, to be laid out with ``runtime/print.css``."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from typing import Final

from winternship_export.book import Book, Layout, Page, make_book
from winternship_export.book import texts as book_texts
from winternship_export.book.cover import A4_HEIGHT, cover_svg
from winternship_export.book.page import PageKind
from winternship_export.book.shaping import document, elements
from winternship_export.course import Course
from winternship_export.pack import MOMENT
from winternship_export.texts import CONTENTS
from winternship_export.xmlkit import XHTML, Element, Kid, Maker

# The level of a page's title: parts and what is no part of one, and what belongs below them.
LEVELS: Final[dict[PageKind, int]] = {"lesson": 2, "quiz": 2, "sheet": 2}


def book_html(course: Course) -> bytes:
    """The whole book; its drawings are inside it, so that laying it out fetches nothing."""
    drawn = {picture.key: _inline(picture.svg) for picture in course.pictures}
    layout = Layout(
        href=lambda page, anchor: f"#{anchor or page}",
        picture=lambda key: drawn[key],
        sheets_behind=True,
    )
    book = make_book(course, layout)
    made = Maker(XHTML)
    title, *rest = book.pages
    body = made("body", _cover(made, course), _page(made, title), _contents(made, book), class_=course.kind)
    for page in rest:
        body.append(_page(made, page))
    return document(made("html", _head(made, course), body, lang=course.language, xml__lang=course.language))


def _head(made: Maker, course: Course) -> Element:
    moment = datetime.fromtimestamp(MOMENT, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    described = {
        "author": book_texts.PUBLISHER,
        "description": f"{course.subtitle}. {course.intro} {course.notice}",
        "dcterms.created": moment,
        "dcterms.modified": moment,
    }
    metas = [made("meta", name=name, content=content) for name, content in described.items()]
    return made("head", made("meta", charset="utf-8"), made("title", " ".join(course.title.split())), metas)


def _cover(made: Maker, course: Course) -> Element:
    picture = _inline(cover_svg(course, A4_HEIGHT))
    said = f"{course.title}. {course.subtitle}"
    return made("section", made("p", made("img", src=picture, alt=said)), class_="wx-cover")


def _contents(made: Maker, book: Book) -> Element:
    title = CONTENTS.in_language(book.course.language)
    return made(
        "section", made("h1", title), _rows(made, book, ""), class_="wx-page wx-contents", id="contents"
    )


def _rows(made: Maker, book: Book, parent: str) -> Element | None:
    rows = [
        made("li", made("a", _title(made, page), href=f"#{page.name}"), _rows(made, book, page.name))
        for page in book.below(parent)
        if page.kind != "title"
    ]
    return made("ul", rows) if rows else None


def _page(made: Maker, page: Page) -> Element:
    level = LEVELS.get(page.kind, 1)
    return made(
        "section",
        made(f"h{level}", _title(made, page)),
        list(elements(page.body, level + 1 - page.first)),
        id=page.name,
        class_=f"wx-page wx-page-{page.kind}",
    )


def _title(made: Maker, page: Page) -> list[Kid]:
    return [made("span", page.label, class_="wx-key"), f" {page.title}"] if page.label else [page.title]


def _inline(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"

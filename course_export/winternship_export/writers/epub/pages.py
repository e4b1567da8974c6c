"""The XHTML files of an e-book (EPUB 3.3, 6.1): headings from level 1, roles and types, the language said."""

from __future__ import annotations

from typing import Final

from winternship_export.book import Book, Page
from winternship_export.book.page import PageKind
from winternship_export.book.shaping import document, elements
from winternship_export.course import Course
from winternship_export.xmlkit import XHTML, Element, Kid, Maker

EPUB: Final = "http://www.idpf.org/2007/ops"
# What a page is, in the words of EPUB's structural semantics and of DPUB-ARIA 1.1.
TYPES: Final[dict[PageKind, tuple[str, str | None]]] = {
    "title": ("titlepage", None),
    "part": ("part", "doc-part"),
    "lesson": ("chapter", "doc-chapter"),
    "quiz": ("qna", "doc-qna"),
    "sheet": ("appendix", "doc-appendix"),
    "sheets": ("appendix", "doc-appendix"),
    "words": ("glossary", "doc-glossary"),
}


def maker() -> Maker:
    """Makes the elements of an e-book's pages."""
    return Maker(XHTML, epub=EPUB)


def book_page(book: Book, page: Page) -> bytes:
    """A page with its title as the only heading of level 1."""
    made = maker()
    kind, role = TYPES[page.kind]
    label: list[Kid] = [made("span", page.label, class_="wx-key"), " "] if page.label else []
    section = made(
        "section",
        {"epub:type": kind, "aria-labelledby": "page-title"},
        made("h1", label, page.title, id="page-title"),
        list(elements(page.body, 2 - page.first)),
        role=role,
        class_=f"wx-page wx-page-{page.kind}",
    )
    return whole(book.course, page.full_title, section)


def cover_page(course: Course) -> bytes:
    """The cover as a page: one picture that says title and subtitle."""
    made = maker()
    picture = made("img", src="cover.svg", alt=f"{course.title}. {course.subtitle}", role="doc-cover")
    section = made("section", {"epub:type": "cover"}, made("h1", picture), class_="wx-cover")
    return whole(course, course.title, section)


def whole(course: Course, title: str, *kids: Kid) -> bytes:
    """A file with this title around its content."""
    made = maker()
    head = made(
        "head",
        made("meta", charset="utf-8"),
        made("title", " ".join(title.split()) or course.key),
        made("meta", name="viewport", content="width=device-width, initial-scale=1"),
        made("link", rel="stylesheet", href="book.css"),
    )
    root: Element = made(
        "html", head, made("body", made("main", kids)), lang=course.language, xml__lang=course.language
    )
    return document(root)

"""The navigation document (EPUB 3.3, 7): contents of parts and lessons, and the landmarks that apps jump to."""

from __future__ import annotations

from winternship_export.book import Book, Page
from winternship_export.book import texts as book_texts
from winternship_export.book.page import SHEETS_PAGE, TITLE_PAGE, WORDS_PAGE
from winternship_export.texts import CONTENTS
from winternship_export.writers.epub.pages import maker, whole
from winternship_export.xmlkit import Element, Kid, Maker


def nav_page(book: Book) -> bytes:
    """``nav.xhtml``, which readers also see as the page of contents."""
    made = maker()
    title = CONTENTS.in_language(book.course.language)
    contents = made(
        "nav",
        {"epub:type": "toc", "aria-labelledby": "page-title"},
        made("h1", title, id="page-title"),
        _rows(made, book, ""),
        role="doc-toc",
        class_="wx-contents",
    )
    return whole(book.course, title, contents, _landmarks(made, book))


def _rows(made: Maker, book: Book, parent: str) -> Element | None:
    rows = [
        made(
            "li", made("a", _words(made, book, page), href=f"{page.name}.xhtml"), _rows(made, book, page.name)
        )
        for page in book.below(parent)
    ]
    return made("ol", rows) if rows else None


def _words(made: Maker, book: Book, page: Page) -> list[Kid]:
    if page.kind == "title":
        return [book_texts.TITLE_PAGE.in_language(book.course.language)]
    label: list[Kid] = [made("span", page.label, class_="wx-key"), " "] if page.label else []
    return [*label, page.title if page.title.strip() else page.name]


def _landmarks(made: Maker, book: Book) -> Element:
    language = book.course.language
    names = {page.name for page in book.pages}
    first = next((page for page in book.pages if page.kind == "part"), book.pages[0])
    marks = [
        ("cover", "cover", book_texts.COVER.in_language(language)),
        ("titlepage", TITLE_PAGE, book_texts.TITLE_PAGE.in_language(language)),
        ("toc", "nav", CONTENTS.in_language(language)),
        ("bodymatter", first.name, first.title if first.title.strip() else first.name),
        ("appendix", SHEETS_PAGE, book_texts.SHEETS.in_language(language)),
        ("glossary", WORDS_PAGE, book_texts.ALL_WORDS.in_language(language)),
    ]
    rows = [
        made("li", made("a", {"epub:type": kind}, words, href=f"{name}.xhtml"))
        for kind, name, words in marks
        if name in names or name in ("cover", "nav")
    ]
    return made("nav", {"epub:type": "landmarks"}, made("ol", rows), hidden="hidden")

"""An e-book: EPUB 3.3, for every reading app; a page a lesson, quizzes with answers, sheets, words (recipe C.7)."""

from __future__ import annotations

from winternship_export.book import Layout, make_book
from winternship_export.book.cover import cover_svg
from winternship_export.book.losing import report_book
from winternship_export.course import Course
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.runtime_files import runtime_file
from winternship_export.writers.epub.navigation import nav_page
from winternship_export.writers.epub.package import ROOT, Item, container, package_document
from winternship_export.writers.epub.pages import book_page, cover_page

MIMETYPE = b"application/epub+zip"


def write(course: Course, options: Options, losses: Losses) -> Files:
    """The files of the e-book (EPUB 3.3, 4: OCF). It has no options: a book is for reading."""
    layout = Layout(
        href=lambda page, anchor: f"{page}.xhtml" + (f"#{anchor}" if anchor else ""),
        picture=lambda key: f"pictures/{key}.svg",
        sheets_behind=False,
    )
    book = make_book(course, layout)
    report_book(course, losses)
    inside: Files = {
        "cover.svg": cover_svg(course),
        "cover.xhtml": cover_page(course),
        "nav.xhtml": nav_page(book),
        "book.css": runtime_file("book.css"),
    }
    inside |= {f"{page.name}.xhtml": book_page(book, page) for page in book.pages}
    inside |= {layout.picture(picture.key): picture.svg for picture in course.pictures}
    title, *rest = (f"{page.name}.xhtml" for page in book.pages)
    spine = ["cover.xhtml", title, "nav.xhtml", *rest]
    items = [Item(name, spine.index(name) if name in spine else None) for name in sorted(inside)]
    inside["package.opf"] = package_document(course, items)
    outside = {"mimetype": MIMETYPE, "META-INF/container.xml": container()}
    return outside | {f"{ROOT}/{name}": data for name, data in inside.items()}

"""The PDF, read back from its bytes: tagged, with contents, every lesson and every sheet, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html

from tests.course_export.sample import HOSTILE, retitled
from tests.course_export.writers.pdf_reading import Pdf, squeezed
from tests.depth import chequered
from winternship_export.course import Course, Html
from winternship_export.errors import ExportError, OptionError
from winternship_export.exporting import Package, export, write_package
from winternship_export.formats import format_named
from winternship_export.options import Options
from winternship_export.source import LANGUAGES, read_course
from winternship_export.texts import CONTENTS

BOOKS = [("handbook", "HC"), ("blueprint", "PB")]
SHEET = {"nl": "Werkblad", "en": "Worksheet"}
SHEETS, WORDS = {"nl": "Werkbladen", "en": "Worksheets"}, {"nl": "Woordenlijst", "en": "Word list"}


@dataclass(frozen=True)
class Written:
    """A book as it was written, and read back once for all tests."""

    course: Course
    package: Package
    pdf: Pdf


def made(course: Course) -> Written:
    package = write_package(course, format_named("pdf"), Options())
    return Written(course, package, Pdf(package.data))


@cache
def a_part(work: str, language: str, module: str) -> Written:
    """One part of a book: all there is in the whole, in a tenth of the time."""
    return made(read_course(work, language).only([module]))


@cache
def whole(work: str, language: str) -> Written:
    return made(read_course(work, language))


PARTS = pytest.mark.parametrize(
    ("work", "language", "module"), [("handbook", "nl", "HC"), ("blueprint", "en", "PC")]
)
WHOLES = pytest.mark.parametrize(
    ("work", "language"), chequered([(work, one) for work, _ in BOOKS for one in LANGUAGES])
)


def holds_all(one: Written) -> None:
    """Lessons, sheets and all words of the source are in the PDF."""
    course, pdf = one.course, one.pdf
    language = course.language
    expected = [(course.title, 0), (CONTENTS.in_language(language), 0)]
    for section in course.sections:
        expected += [(section.title, 0), *((f"{one.key} {one.title}", 1) for one in section.lessons)]
    sheets = [(f"{SHEET[language]} {n}: {task.title}", 1) for n, task in enumerate(course.tasks, 1)]
    expected += [(SHEETS[language], 0), *sheets] if sheets else []
    expected += [(WORDS[language], 0)]

    assert [(mark.title, mark.depth) for mark in pdf.bookmarks] == expected
    for mark in pdf.bookmarks:
        assert squeezed(mark.title) in squeezed(pdf.pages[mark.page])
    starts = [mark.page for mark in pdf.bookmarks]
    assert len(set(starts)) == len(starts)  # each begins on a page of its own
    assert [text for text in texts_of(course) if squeezed(text) not in pdf.words] == []


def texts_of(course: Course) -> list[str]:
    """What must be readable: each run of words between two tags, for a page may break between them."""
    found = [course.title, course.subtitle, course.audience, course.notice]
    for section in course.sections:
        found.append(section.title)
    for lesson in course.lessons:
        found += [lesson.title, *(term.text for term in lesson.terms), *(task.title for task in lesson.tasks)]
        for part in lesson.parts:
            fragment = part.xhtml if isinstance(part, Html) else part.sheet
            for run in html.fragment_fromstring(fragment, create_parent="div").itertext():
                found += [line for line in str(run).splitlines() if len(line) < 40]
    return found


@PARTS
def test_a_part_holds_its_lessons_sheets_and_words(work: str, language: str, module: str) -> None:
    holds_all(a_part(work, language, module))


@pytest.mark.slow
@WHOLES
def test_a_book_holds_the_lessons_sheets_and_words_of_the_source(work: str, language: str) -> None:
    holds_all(whole(work, language))


@PARTS
def test_it_is_tagged_and_says_its_language_and_title(work: str, language: str, module: str) -> None:
    one = a_part(work, language, module)
    pdf, catalog = one.pdf, one.pdf.catalog
    about = pdf.reader.metadata
    described = catalog["/Metadata"].get_object().get_data().decode()

    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == language
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert 'pdfuaid:part="1"' in described
    assert about is not None
    assert (about.title, about.author) == (one.course.title, "Winternship")
    assert about["/CreationDate"] == about["/ModDate"] == "D:20200101000000Z"
    assert one.course.notice in (about.subject or "")


@PARTS
def test_headings_tables_and_figures_are_told_to_who_cannot_see_them(
    work: str, language: str, module: str
) -> None:
    one = a_part(work, language, module)
    levels = [int(str(tag["/S"])[2]) for tag in one.pdf.tagged("/H1", "/H2", "/H3", "/H4")]
    figures = one.pdf.tagged("/Figure")

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(one.pdf.tagged("/H1")) == 4 + len(one.course.sections)
    alternatives = [str(tag["/Alt"]) for tag in figures]
    assert set(alternatives) == {
        f"{one.course.title}. {one.course.subtitle}",
        *(picture.alt for picture in one.course.pictures),
    }
    heads = one.pdf.tagged("/TH")
    assert {str(tag["/A"]["/Scope"]) for tag in heads} == {"/Column", "/Row"}
    assert all("/ID" in tag for tag in heads)
    cells = [tag for tag in one.pdf.tagged("/TD") if tag["/P"]["/P"]["/S"] == "/TBody"]
    assert len(cells) > 20
    assert all(tag["/A"]["/Headers"] for tag in cells)


def test_a_drawing_in_the_text_has_its_alternative() -> None:
    one = a_part("blueprint", "en", "PA")
    alternatives = [str(tag["/Alt"]) for tag in one.pdf.tagged("/Figure")]

    assert one.course.pictures
    assert all(picture.alt in alternatives for picture in one.course.pictures)


@PARTS
def test_links_lead_to_pages_and_say_which(work: str, language: str, module: str) -> None:
    one = a_part(work, language, module)
    places = one.pdf.reader.named_destinations
    targets = [str(link["/Dest"]) for _, link in one.pdf.links if "/Dest" in link]

    assert len(targets) == len(one.pdf.links) > 20
    assert set(targets) <= set(places)
    assert all(link["/Contents"] for _, link in one.pdf.links)
    for task in one.course.tasks:
        page = one.pdf.reader.get_destination_page_number(places[f"sheet-{task.key}"])
        assert page is not None
        said = "blz." if language == "nl" else "p."
        assert f"({said} {page + 1})" in " ".join(one.pdf.pages)


@PARTS
def test_each_page_but_the_cover_says_its_number(work: str, language: str, module: str) -> None:
    pdf = a_part(work, language, module).pdf
    count = len(pdf.pages)

    assert [
        number
        for number, words in enumerate(pdf.pages, 1)
        if number > 1 and f"{number} / {count}" not in words
    ] == []
    assert f"1 / {count}" not in pdf.pages[0]
    assert {tuple(round(float(x)) for x in page.mediabox[2:]) for page in pdf.reader.pages} == {(595, 842)}


@PARTS
def test_fonts_travel_inside(work: str, language: str, module: str) -> None:
    reader = a_part(work, language, module).pdf.reader
    fonts = {
        font.idnum: font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }  # type: ignore[union-attr]
    described = [one["/DescendantFonts"][0].get_object()["/FontDescriptor"] for one in fonts.values()]

    assert described
    assert all("/FontFile2" in one or "/FontFile3" in one for one in described)


PROGRAM = """
from hashlib import sha256
from winternship_export.exporting import export
print(sha256(export("handbook", "nl", "pdf", modules=["HC"]).data).hexdigest())
"""


def test_another_process_writes_the_same_bytes() -> None:
    """Here after other books, there alone, with another hash seed, time zone and folder."""
    own = {
        **os.environ,
        "PYTHONHASHSEED": "999",
        "TZ": "Pacific/Kiritimati",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=own, cwd="/", capture_output=True, text=True, check=True)

    a_part("blueprint", "en", "PC")
    assert done.stdout.strip() == sha256(a_part("handbook", "nl", "HC").package.data).hexdigest()


NO_EMOJI = [title for title in HOSTILE if title.isprintable() and max(title) < "\uffff"]


# Where a character beyond 16 bits is on a page, pypdf misreads the words beside it; poppler reads them well.
@pytest.mark.parametrize("title", ["".join(one for one in NO_EMOJI if len(one) < 100), HOSTILE[8]])
def test_any_title_and_link_survives(title: str, caplog: pytest.LogCaptureFixture) -> None:
    course = read_course("handbook", "en").only(["HA"])
    link = Html('<p><a href="https://www.example.org/rules">The rules</a></p>')
    lesson = replace(course.lessons[0], parts=(*course.lessons[0].parts, link))
    short = replace(course.sections[0], lessons=(lesson,))
    one = made(retitled(replace(course, sections=(short,)), title))
    about = one.pdf.reader.metadata

    # What WeasyPrint does not understand or misses, it says; what it cannot draw is a loss as well.
    drawn = "".join(str(record.args[0]) for record in caplog.records if record.args)
    report = one.package.losses.report("en")
    assert all(".notdef" in str(record.msg) for record in caplog.records)
    assert all(f"No font on this computer has the character {character}" in report for character in drawn)
    assert ("No font" in report) == bool(drawn)
    assert "(https://www.example.org/rules)" in " ".join(one.pdf.pages)
    assert "https://www.example.org/rules" in [
        link["/A"].get("/URI") for _, link in one.pdf.links if "/A" in link
    ]
    assert about is not None
    assert about.title == " ".join(title.split())
    assert one.pdf.bookmarks[0].title == title.strip()
    assert "/JavaScript" not in one.pdf.catalog.get("/Names", {})


def test_a_character_without_a_font_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    course = read_course("handbook", "nl").only(["HS"])
    rare = chr(0x10FFFD)  # for private use: no font of a system has it
    package = made(replace(course, audience=rare, sections=())).package

    assert f"Geen lettertype op deze computer heeft het teken {rare} (U+10FFFD)." in package.losses.report(
        "nl"
    )
    assert [str(record.args[0]) for record in caplog.records if record.args] == [rare]


def test_only_books_for_paper_can_be_asked() -> None:
    with pytest.raises(OptionError, match="handbook, blueprint"):
        export("win", "nl", "pdf")


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(ExportError, match=r'pip install "winternship\[documents\]"'):
        export("handbook", "nl", "pdf", modules=["HC"])

"""The e-book, read back from its bytes: all that the source holds, in order, in pages that every app can read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree, html

from tests.course_export.sample import HOSTILE, hostile_titles, retitled, small_course
from tests.course_export.writers.book_reading import (
    NAMES,
    EBook,
    activities_in,
    broken_links,
    ebook,
    found,
    lessons_in,
    questions_in,
    said,
)
from winternship_export.book.texts import ALL_WORDS, TALK
from winternship_export.course import Course, Html
from winternship_export.errors import UnwritableText
from winternship_export.exporting import Package, write_package
from winternship_export.formats import format_named
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.source import LANGUAGES, WORKS, read_course
from winternship_export.xhtml import plain
from winternship_export.xmlkit import XHTML, parse

EACH = pytest.mark.parametrize(("work", "language"), [(work, one) for work in WORKS for one in LANGUAGES])
FEATURES = {"alternativeText", "readingOrder", "structuralNavigation", "tableOfContents"}


@dataclass(frozen=True)
class Written:
    """A book as it was written, and read back once for all tests."""

    course: Course
    package: Package
    book: EBook

    @property
    def losses(self) -> Losses:
        return self.package.losses


def made(course: Course) -> Written:
    package = write_package(course, format_named("epub"), Options())
    return Written(course, package, ebook(package.data))


@cache
def written(work: str, language: str) -> Written:
    return made(read_course(work, language))


@EACH
def test_holds_the_lessons_questions_and_activities_of_the_source(work: str, language: str) -> None:
    one = written(work, language)
    course, lost = one.course, one.losses

    assert lessons_in(one.book) == Counter(lesson.key for lesson in course.lessons)
    assert questions_in(one.book) == Counter(" ".join(question.text.split()) for question in course.questions)
    assert activities_in(one.book) == Counter({task.key for task in course.tasks} - lost.keys("activity"))
    assert lost.keys("lesson") == lost.keys("question") == frozenset()


@EACH
def test_every_word_of_the_source_can_be_read(work: str, language: str) -> None:
    one = written(work, language)
    course, words = one.course, one.book.words
    wanted = [course.title, course.subtitle, course.intro, course.audience, course.notice]
    for section in course.sections:
        wanted += [section.title, section.summary]
    for lesson in course.lessons:
        wanted += [lesson.title, lesson.goal, lesson.monday, *(term.text for term in lesson.terms)]
        wanted += [plain(part.xhtml if isinstance(part, Html) else part.sheet) for part in lesson.parts]
        wanted += [text for task in lesson.tasks for text in (task.title, task.intro)]
    for question in course.questions:
        wanted += [question.text, plain(question.basis)]
        wanted += [text for choice in question.choices for text in (choice.text, choice.feedback)]

    assert [text for text in wanted if " ".join(text.split()) not in words] == []


@EACH
def test_each_file_is_listed_once_and_each_link_leads_somewhere(work: str, language: str) -> None:
    book = written(work, language).book
    listed = Counter(
        f"{book.folder}/{one.get('href')}" for one in found(book.package, "opf:manifest/opf:item")
    )
    ids = [one.get("id") or "" for one in found(book.package, "opf:manifest/opf:item")]

    outside = {"mimetype", "META-INF/container.xml", f"{book.folder}/package.opf"}
    assert listed == Counter(set(book.files) - outside)
    assert len(set(ids)) == len(ids)
    assert all(one[0].isalpha() for one in ids)  # xs:ID
    assert broken_links(book) == []
    assert {one.get("media-type") for one in book.manifest.values()} == {
        "application/xhtml+xml",
        "image/svg+xml",
        "text/css",
    }


@EACH
def test_contents_name_every_page_in_reading_order(work: str, language: str) -> None:
    one = written(work, language)
    (toc,) = (nav for nav in one.book.nav.iter(f"{{{XHTML}}}nav") if nav.get("role") == "doc-toc")
    named = [f"{one.book.folder}/{link.get('href')}" for link in toc.iter(f"{{{XHTML}}}a")]
    nested = [
        [said(link) for link in found(part, "x:ol/x:li/x:a")]
        for part in found(toc, "x:ol/x:li")
        if found(part, "x:ol")
    ]

    assert named == [
        name for name in one.book.pages if not name.endswith(("/cover.xhtml", "/nav.xhtml"))
    ]  # by lists within lists, in the order of the spine
    assert len(nested) == len(one.course.sections)
    for section, rows in zip(one.course.sections, nested, strict=True):
        assert rows[: len(section.lessons)] == [f"{lesson.key} {lesson.title}" for lesson in section.lessons]
        assert len(rows) == len(section.lessons) + bool(section.quiz)


@EACH
def test_pictures_come_along_with_what_they_tell(work: str, language: str) -> None:
    one = written(work, language)
    shown = {
        (image.get("src"), image.get("alt"))
        for page in one.book.pages.values()
        for image in page.iter(f"{{{XHTML}}}img")
    }

    for picture in one.course.pictures:
        assert (f"pictures/{picture.key}.svg", picture.alt) in shown
        assert one.book.files[f"{one.book.folder}/pictures/{picture.key}.svg"] == picture.svg
    assert all(alt and alt.strip() for _, alt in shown)
    assert len(shown) == len(one.course.pictures) + 1  # and the cover


@EACH
def test_no_heading_skips_a_level_and_each_page_has_one_title(work: str, language: str) -> None:
    for name, page in written(work, language).book.pages.items():
        levels = [
            int(etree.QName(one).localname[1])
            for one in page.iter(*(f"{{{XHTML}}}h{level}" for level in range(1, 7)))
        ]

        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        ids = [one.get("id") for one in page.iter(etree.Element) if one.get("id")]
        assert len(set(ids)) == len(ids), name
        assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_the_answers_come_after_the_last_question() -> None:
    one = written("win", "nl")
    section = one.course.sections[1]
    words = said(one.book.pages[f"EPUB/quiz-{section.key}.xhtml"])

    last_choice = section.quiz[-1].choices[-1].text
    assert all(words.index(q.choices[0].feedback) > words.index(last_choice) for q in section.quiz)


def test_words_are_linked_to_their_meaning_and_listed_by_the_alphabet() -> None:
    one = written("win", "nl")
    page = one.book.pages["EPUB/words.xhtml"]
    listed = [said(word) for word in page.iter(f"{{{XHTML}}}dt")]
    terms = {term.key: term.word for lesson in one.course.lessons for term in lesson.terms}

    assert sorted(listed) == sorted(terms.values())
    assert listed == sorted(listed, key=str.casefold)  # no word of the course has an accent
    assert said(found(page, ".//x:h1")[0]) == ALL_WORDS.nl


def test_metadata_say_what_the_book_is_and_who_can_read_it() -> None:
    dutch, english = written("win", "nl").book, written("win", "en").book
    broker = written("broker", "nl").book

    assert dutch.dc("title") == ["Win-Winternship"]
    assert (dutch.dc("language"), english.dc("language")) == (["nl"], ["en"])
    assert dutch.meta("dcterms:modified") == ["2020-01-01T00:00:00Z"]
    assert len({book.dc("identifier")[0] for book in (dutch, english, broker)}) == 3
    assert set(dutch.meta("schema:accessibilityFeature")) >= FEATURES
    assert dutch.meta("schema:accessMode") == ["textual", "visual"]
    assert dutch.meta("schema:accessModeSufficient") == ["textual"]
    assert dutch.meta("schema:accessibilityHazard") == ["none"]
    assert "drawing" in english.meta("schema:accessibilitySummary")[0]
    assert dutch.package.get("unique-identifier") == found(dutch.package, ".//dc:identifier")[0].get("id")


def test_the_style_leaves_type_and_colours_to_the_reader() -> None:
    style = written("win", "nl").book.files["EPUB/book.css"].decode()

    for rule in ("font-family", "background", "px;"):
        assert rule not in style.replace("1px", "")
    assert "body { margin: 0 4%; line-height: 1.5; overflow-wrap: break-word; }" in style


def test_the_losses_name_what_a_book_cannot_do() -> None:
    one = written("win", "nl")
    report = one.losses.report("nl")

    assert one.losses.keys("activity") == {"W0.1-scan"}
    assert one.losses.keys("exchange") == {section.key for section in one.course.sections}
    assert one.book.words.count(TALK.nl) == len(one.course.sections)
    changed = {(loss.item, loss.key) for loss in one.losses if loss.degree == "changed"}
    assert {("activity", task.key) for task in one.course.tasks if task.key != "W0.1-scan"} < changed
    assert {("quiz", section.key) for section in one.course.sections if section.quiz} < changed
    sums = [task.key for task in one.course.tasks if task.activity.kind == "calculator"]
    assert f"- opdracht {', '.join(sums)} (anders): Een boek rekent niet." in report


def test_a_link_to_a_lesson_that_stays_behind_becomes_its_name() -> None:
    part = made(small_course("nl", "W0"))

    assert broken_links(part.book) == []
    assert "W1.3 Kosten en baten" in part.book.words
    assert ("changed", "W1.3") in {(one.degree, one.key) for one in part.losses if one.item == "lesson"}


def test_the_archive_begins_with_its_type_as_plain_bytes() -> None:
    data = written("handbook", "nl").package.data
    first = zipfile.ZipFile(io.BytesIO(data)).infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"  # OCF 3.3, 4.2.3: at a fixed place


PROGRAM = """
from hashlib import sha256
from winternship_export.exporting import export
for language in ("nl", "en"):
    for work in ("win", "broker", "handbook", "blueprint"):
        print(work, language, sha256(export(work, language, "epub").data).hexdigest())
"""


def test_another_process_writes_the_same_bytes() -> None:
    def run(seed: str, zone: str, folder: str) -> str:
        own = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", PROGRAM]
        return subprocess.run(command, env=own, cwd=folder, capture_output=True, text=True, check=True).stdout

    first = run("1", "Europe/Amsterdam", "/")

    assert len(first.splitlines()) == 8
    assert run("999", "Pacific/Kiritimati", str(Path.cwd())) == first


@cache
def plain_course() -> Course:
    return small_course()


@settings(max_examples=30)
@given(title=hostile_titles())
def test_any_title_survives(title: str) -> None:
    one = made(retitled(plain_course(), title))
    book, line = one.book, " ".join(title.split())

    assert broken_links(book) == []
    assert book.dc("title") == [line]
    for lesson in one.course.lessons:
        data = book.files[f"EPUB/lesson-{lesson.key}.xhtml"]
        (heading,) = found(parse(data), ".//x:h1")
        assert heading[0].tail == f" {title}"
        read_as_html = html.document_fromstring(data)  # what an app does that is no XML parser
        assert " ".join(read_as_html.findtext(".//title", "").split()) == f"{lesson.key} {line}"
        assert len(read_as_html.findall(".//section")) == data.count(b"<section")
    assert Counter(questions_in(book).values()) == Counter([sum(1 for _ in one.course.questions)])
    assert parse(book.files["EPUB/cover.svg"]).get("aria-label") == title


@pytest.mark.parametrize("title", HOSTILE)
def test_a_cover_shows_every_word_of_its_title(title: str) -> None:
    book = made(retitled(plain_course(), title)).book
    cover = parse(book.files["EPUB/cover.svg"])
    lines = ["".join(map(str, text.itertext())) for text in cover if etree.QName(text).localname == "text"]

    assert "".join(lines[0].split()) == "".join(title.split())


def test_a_character_no_file_can_hold_is_refused_by_name() -> None:
    course = replace(plain_course(), subtitle="bell\x07")

    with pytest.raises(UnwritableText, match=r"U\+0007"):
        made(course)


def test_a_course_of_empty_texts_is_still_a_book() -> None:
    course = retitled(plain_course(), " ")
    bare = replace(course, pictures=(), sections=tuple(replace(s, lessons=()) for s in course.sections))
    book = made(bare).book

    assert broken_links(book) == []
    assert all(said(link) for link in book.nav.iter(f"{{{XHTML}}}a"))
    assert book.meta("schema:accessMode") == ["textual"]
    assert NAMES["epub"] in book.nav.nsmap.values()

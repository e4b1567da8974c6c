"""What SCORM, cmi5 and web pages have in common: everything of the source, in pages that any parser reads alike."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import given, settings
from lxml import etree, html

from tests.course_export.sample import hostile_titles, retitled, small_course
from tests.course_export.writers.html_pages import (
    Pages,
    broken_links,
    expected_of,
    found_in,
    packages_in,
    pages_of,
    words,
)
from winternship_export.course import Course
from winternship_export.exporting import Package, write_package
from winternship_export.formats import format_named
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.source import LANGUAGES, WORKS, read_course
from winternship_export.xhtml import plain

FORBIDDEN = (r"\beval\b", "new Function", "localStorage", "sessionStorage", r"[\"']unload[\"']", "innerHTML")
FORMATS = ("scorm12", "scorm2004", "cmi5", "web")
ALL = [(name, work, language) for name in FORMATS for work in WORKS for language in LANGUAGES]
EACH = pytest.mark.parametrize(("name", "work", "language"), ALL)
KINDS = pytest.mark.parametrize("name", FORMATS)


@dataclass(frozen=True)
class Written:
    """A format's file as it was written, and read back once for all tests."""

    course: Course
    package: Package
    read: list[tuple[Files, Pages]]

    @property
    def pages(self) -> list[html.HtmlElement]:
        return [page for _, pages in self.read for page in pages.values()]


@cache
def written(name: str, work: str, language: str) -> Written:
    course = read_course(work, language)
    package = write_package(course, format_named(name), Options())
    return Written(course, package, [(files, pages_of(files)) for files in packages_in(package.data)])


def files_of(name: str, course: Course) -> Files:
    """The files of a package, without packing."""
    return format_named(name).write(course, Options(), Losses())


@EACH
def test_a_package_holds_what_the_source_holds(name: str, work: str, language: str) -> None:
    one = written(name, work, language)

    assert len(one.read) == (1 if name == "web" else len(one.course.sections))
    assert found_in([pages for _, pages in one.read]) == expected_of(one.course, one.package.losses)


@EACH
def test_every_word_is_there(name: str, work: str, language: str) -> None:
    course = written(name, work, language).course
    text = " ".join(words(pages) for _, pages in written(name, work, language).read)
    wanted = [course.intro, course.audience, course.notice]
    for section in course.sections:
        wanted += [section.title, section.summary]
        for lesson in section.lessons:
            wanted += [lesson.title, lesson.goal, lesson.monday]
            wanted += [one for term in lesson.terms for one in (term.word, term.text)]
            wanted += [task.intro for task in lesson.tasks]
    for question in course.questions:
        wanted += [question.text, plain(question.basis)]
        wanted += [one for choice in question.choices for one in (choice.text, choice.feedback)]

    assert [one for one in wanted if " ".join(one.split()) not in text] == []


@EACH
def test_every_file_says_its_language_and_carries_the_notice(name: str, work: str, language: str) -> None:
    one = written(name, work, language)
    for page in one.pages:
        assert page.get("lang") == language
        assert one.course.notice in page.text_content()


@EACH
def test_no_link_leads_nowhere_and_every_drawing_is_used(name: str, work: str, language: str) -> None:
    one = written(name, work, language)
    shown = set()
    for files, pages in one.read:
        assert broken_links(files, pages) == []
        here = {image.get("src") for page in pages.values() for image in page.iter("img")}
        assert here == {file for file in files if file.endswith(".svg")}
        shown |= here
    assert shown == {f"pictures/{picture.key}.svg" for picture in one.course.pictures}


@EACH
def test_a_page_has_no_inline_script_or_style_and_no_id_twice(name: str, work: str, language: str) -> None:
    for page in written(name, work, language).pages:
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert page.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]") == []


@EACH
def test_an_answer_that_is_right_is_one_of_the_choices(name: str, work: str, language: str) -> None:
    for page in written(name, work, language).pages:
        for question in page.xpath("//*[@data-question]"):
            choices = question.xpath(".//input[@type='radio']/@value")
            assert question.get("data-right") in choices
            assert question.xpath(".//@data-feedback") == choices
            assert len(set(choices)) == len(choices) >= 3


@KINDS
def test_scripts_need_nothing_from_elsewhere_and_forbid_themselves_what_schools_forbid(name: str) -> None:
    scripts = [data.decode() for file, data in files_of(name, small_course()).items() if file.endswith(".js")]
    assert scripts
    for script in scripts:
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", script, flags=re.S)
        for forbidden in (
            r"\beval\b",
            r"new Function",
            "localStorage",
            "sessionStorage",
            r"[\"']unload[\"']",
            "innerHTML",
        ):
            assert not re.search(forbidden, code), forbidden


@KINDS
def test_what_is_not_as_in_the_course_is_said_in_both_languages(name: str) -> None:
    course, package = written(name, "win", "nl").course, written(name, "win", "nl").package
    found = {(loss.item, loss.key) for loss in package.losses}

    assert {("exchange", section.key) for section in course.sections} <= found
    assert {("activity", key) for key in ("W0.1-scan", "W1.3-sum", "W6.4-hours", "W5.1-check")} <= found
    for loss in package.losses:
        for text in (loss.what, loss.instead):
            assert text.nl != text.en
            assert "{" not in text.nl + text.en


def test_scorm_1p2_says_that_it_has_little_room() -> None:
    for name in FORMATS:
        says = any("4,096" in loss.what.en for loss in written(name, "win", "en").package.losses)
        assert says is (name == "scorm12")


def test_a_link_to_another_module_becomes_words_and_is_said() -> None:
    course = written("scorm2004", "win", "nl").course
    lost = {loss.key for loss in written("scorm2004", "win", "nl").package.losses if loss.item == "lesson"}
    assert "W0.1" in lost
    whole = files_of("scorm2004", course)  # all modules in one package: then they are links again
    pages = pages_of(whole)
    assert broken_links(whole, pages) == []
    assert pages["index.html"].xpath("//a[@data-lesson='W1.3']")
    again = Losses()
    format_named("scorm2004").write(course, Options(), again)
    assert "lesson" not in {loss.item for loss in again}


@KINDS
def test_both_languages_share_their_ids(name: str) -> None:
    def keys(language: str) -> Iterator[tuple[str, list[str]]]:
        for file, page in pages_of(files_of(name, small_course(language))).items():
            found = page.xpath("//@id | //@data-page | //@name | //@data-iri")
            yield file, sorted(found)  # words stand in the order of their own alphabet

    assert list(keys("nl")) == list(keys("en"))


@KINDS
@settings(max_examples=15)
@given(title=hostile_titles())
def test_any_title_survives_both_parsers(name: str, title: str) -> None:
    course = retitled(small_course(), title)
    files = files_of(name, course)
    meant = " ".join(title.split())
    for file, data in files.items():
        if file.endswith(".xml"):
            etree.fromstring(data)
        if not file.endswith(".html"):
            continue
        as_xml = etree.fromstring(data.removeprefix(b"<!DOCTYPE html>\n"))
        as_html = html.document_fromstring(data.decode())
        assert [one.tag for one in as_xml.iter(etree.Element)] == [
            one.tag for one in as_html.iter(etree.Element)
        ]
        assert meant in " ".join((as_html.findtext(".//title") or "").split())
        heads = [" ".join(one.text_content().split()) for one in as_html.xpath("//h1 | //h2")]
        assert any(meant in head for head in heads)
    assert broken_links(files, pages_of(files)) == []


@KINDS
def test_the_same_bytes_in_another_process(name: str) -> None:
    code = (
        "import sys, hashlib; from winternship_export.exporting import export;"
        f"sys.stdout.write(hashlib.sha256(export('win', 'nl', '{name}').data).hexdigest())"
    )
    outcomes = set()
    for seed, zone in (("1", "Pacific/Auckland"), ("999", "America/Lima")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        outcomes.add(done.stdout)
    assert len(outcomes) == 1


@EACH
def test_a_package_is_light(name: str, work: str, language: str) -> None:
    for files, _ in written(name, work, language).read:
        assert sum(len(data) for data in files.values()) < (5_000_000 if name == "web" else 400_000)

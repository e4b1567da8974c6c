"""Whatever an author writes comes through the backup, and the same course always gives the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from html import unescape

import pytest
from hypothesis import given, settings

from tests.course_export.sample import HOSTILE, hostile_titles, retitled, small_course
from tests.course_export.writers.mbz_reading import LANGUAGES, Backup, members, read, text, write
from winternship_export.course import Choice, Course, Html, Section
from winternship_export.exporting import export
from winternship_export.xhtml import fragment, serialised

_MODULE = small_course("nl", "W1")
SMALL = replace(_MODULE, sections=(replace(_MODULE.sections[0], lessons=_MODULE.lessons[:2]),))


def shown(name: str) -> str:
    """What ``format_string`` shows of a name: everything that looks like a tag goes, then entities are read."""
    return unescape(re.sub(r"<[^>]*>?", "", name))


def everywhere(course: Course, words: str) -> Course:
    """The course with these words as each title, goal, choice, feedback and paragraph."""
    changed = retitled(course, words)

    def choices(section: Section) -> Section:
        quiz = tuple(
            replace(one, choices=tuple(Choice(c.name, words, words) for c in one.choices))
            for one in section.quiz
        )
        return replace(section, quiz=quiz, exchange=words)

    return replace(changed, sections=tuple(map(choices, changed.sections)), notice=words, intro=words)


@given(words=hostile_titles())
@settings(max_examples=25)
def test_any_words_come_through(words: str) -> None:
    course = everywhere(SMALL, words)
    backup = read(course)
    lesson = backup.named("W1.1")
    as_read = " ".join(words.split())

    assert as_read in text(lesson.shown())
    assert text(lesson.shown("intro")) == as_read
    assert text(backup.named("W1-exchange").shown("intro")) == as_read
    assert as_read in text(backup.named("about").shown())
    for _, question in backup.asked(backup.named("W1-quiz")):
        answers = list(question.iter("answer"))
        assert text(fragment(question.findtext("questiontext"))) == as_read
        assert {text(fragment(one.findtext("answertext"))) for one in answers} == {as_read}
        assert {text(fragment(one.findtext("feedback"))) for one in answers} == {as_read}


@given(title=hostile_titles())
@settings(max_examples=25)
def test_any_title_is_shown_as_it_was_written_or_its_cut_is_told(title: str) -> None:
    package = write(retitled(SMALL, title))
    backup = Backup(members(package.data))
    told = {loss.key for loss in package.losses if loss.item == "lesson" and "…" in loss.instead.en}
    for key in ("W1.1", "W1.2"):
        name = backup.named(key).own.findtext("name")
        assert len(name) <= 255
        if shown(name) != title:
            assert title.startswith(shown(name).removesuffix("…"))
            assert key in told
    for name in [one.findtext("name") for one in backup.sections[1:]]:
        assert shown(name) == title or (len(name) <= 255 and name.endswith("…"))
    for _, question in backup.asked(backup.named("W1-quiz")):
        assert len(question.findtext("name")) <= 255


@given(title=hostile_titles())
@settings(max_examples=25)
def test_the_restore_takes_any_course_title(title: str) -> None:
    """``setting_invalid_text`` stops a restore whose course name ``PARAM_TEXT`` would change."""
    package = write(replace(SMALL, title=title))
    backup = Backup(members(package.data))
    name = backup.manifest.findtext("original_course_fullname")

    assert name == backup.course.findtext("fullname")
    assert "<" not in name
    assert len(name) <= 254
    told = [loss.instead.en for loss in package.losses if loss.item == "work"]
    assert shown(name).startswith(title) or any("…" in one for one in told)


@pytest.mark.parametrize(("title", "stored"), [("a < b", "a &lt; b"), ("R&D", "R&D"), ("&lt;", "&amp;lt;")])
def test_names_are_written_so_that_moodle_shows_them(title: str, stored: str) -> None:
    assert read(retitled(SMALL, title)).named("W1.1").own.findtext("name") == stored


def test_a_sign_that_moodle_takes_out_of_titles_is_told() -> None:
    package = write(replace(SMALL, title="younger than < 18"))
    (loss,) = [one for one in package.losses if one.item == "work" and "<" in one.what.en]

    assert "&lt;" in loss.instead.en
    assert "&lt;" in loss.instead.nl


@pytest.mark.parametrize("words", HOSTILE)
def test_words_in_running_text_come_through(words: str) -> None:
    lesson = SMALL.lessons[0]
    paragraph = fragment("<p>here</p>")
    paragraph[0].text = words
    whole = replace(lesson, parts=(Html(serialised(paragraph)),))
    course = replace(SMALL, sections=(replace(SMALL.sections[0], lessons=(whole,)),))

    assert " ".join(words.split()) in text(read(course).named(lesson.key).shown())


def digest(way: str, environment: dict[str, str]) -> str:
    """The bytes of a package made by another process."""
    tool = ", tool_url='https://tool.example.org'" if way == "lti" else ""
    code = (
        "from hashlib import sha256; from winternship_export.exporting import export;"
        f"print(sha256(export('win', 'nl', 'mbz', activities='{way}'{tool}).data).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("way", ["paper", "lti"])
def test_the_same_course_gives_the_same_bytes_anywhere(way: str) -> None:
    tool = "https://tool.example.org" if way == "lti" else ""
    here = sha256(export("win", "nl", "mbz", activities=way, tool_url=tool).data).hexdigest()

    assert digest(way, {"PYTHONHASHSEED": "1", "TZ": "UTC"}) == here
    assert digest(way, {"PYTHONHASHSEED": "999", "TZ": "Asia/Tokyo"}) == here


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changes_is_told_in_words_for_teachers(language: str) -> None:
    report = write(small_course(language)).losses.report(language)

    assert "W5.1-check" in report
    assert not re.search(r"XML|null|idnumber|param", report, re.IGNORECASE)

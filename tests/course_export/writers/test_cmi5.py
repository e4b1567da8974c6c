"""The course structure of cmi5, against its schema and the rules that the schema does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.course_export.sample import hostile_titles, retitled, small_course
from winternship_export.course import Course
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.source import LANGUAGES, WORKS, read_course
from winternship_export.writers import cmi5

SCHEMA = Path(__file__).resolve().parents[4] / "shared/xsd/cmi5/CourseStructure.xsd"
SPACE = {"c": "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SCHEMA.exists():
        pytest.skip(f"the schema of cmi5 is not here: {SCHEMA}")
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def structure(course: Course, options: Options | None = None) -> etree._Element:
    return etree.fromstring(cmi5.write(course, options or Options(), Losses())["cmi5.xml"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("work", WORKS)
def test_every_module_is_valid(schema: etree.XMLSchema, work: str, language: str) -> None:
    course = read_course(work, language)
    for section in course.sections:
        schema.assertValid(structure(course.only([section.key])))
    schema.assertValid(structure(course))


@settings(max_examples=20)
@given(title=hostile_titles())
def test_any_title_is_valid_and_comes_back(schema: etree.XMLSchema, title: str) -> None:
    root = structure(retitled(small_course(), title))
    schema.assertValid(root)
    assert root.findtext("c:au/c:title/c:langstring", namespaces=SPACE) == title


def test_the_unit_starts_at_the_page_and_says_what_counts() -> None:
    (unit,) = structure(small_course(), Options(pass_mark=75)).findall("c:au", SPACE)
    assert unit.findtext("c:url", namespaces=SPACE) == "index.html"
    assert (unit.get("moveOn"), unit.get("masteryScore")) == ("CompletedAndPassed", "0.75")


def test_a_module_without_questions_only_has_to_be_read() -> None:
    (unit,) = structure(read_course("win", "nl").only(["W0"])).findall("c:au", SPACE)
    assert (unit.get("moveOn"), unit.get("masteryScore")) == ("Completed", None)


def test_ids_are_iris_that_differ_by_module_and_not_by_language() -> None:
    def ids(language: str, module: str) -> list[str]:
        return [str(one) for one in structure(small_course(language, module)).xpath("//@id")]

    assert ids("nl", "W5") == ids("en", "W5")
    assert all(one.startswith("urn:uuid:") for one in ids("nl", "W5"))
    assert len({*ids("nl", "W5"), *ids("nl", "W6")}) == 4


def test_titles_say_their_language() -> None:
    found = structure(small_course("en")).xpath("//c:langstring/@lang", namespaces=SPACE)
    assert found == ["en"] * 4

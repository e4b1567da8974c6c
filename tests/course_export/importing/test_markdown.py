"""What was rendered becomes the author's own Markdown again, and what an editor added becomes Markdown or a note."""

from __future__ import annotations

import re

import pytest
from lxml import html

from winternship_core.curriculum.loading import CONTENT
from winternship_core.curriculum.markdown import split_front
from winternship_export.course import Course, Html, Lesson
from winternship_export.importing.markdown import to_markdown
from winternship_export.source import LANGUAGES, WORKS, read_course

COURSES = [(work, language) for work in WORKS for language in LANGUAGES]
MENTION = re.compile(r"\{(term|lesson) ([^\s{}|]+)(?:\|[^{}]+)?\}")


def blocks_of(lesson: Lesson, language: str, notes: list[str]) -> list[str]:
    found: list[str] = []
    for part in lesson.parts:
        if isinstance(part, Html):
            found += to_markdown(html.fragment_fromstring(part.xhtml, create_parent="div"), language, notes)
        else:
            found.append(f"{{activity {part.key}}}")
    return found


def written(course: Course, section: str, lesson: str) -> list[str]:
    text = CONTENT.joinpath(course.key, section, course.language, f"{lesson}.md").read_text(encoding="utf-8")
    return re.split(r"\n\s*\n", split_front(text)[1].strip())


def same(block: str) -> str:
    """The block without line breaks, and mentions without their words: those may be the usual ones."""
    block = " ".join(block.replace("\\|", "|").split())
    return re.sub(r" ?> ?", " ", MENTION.sub(r"{\1 \2}", block))


@pytest.mark.parametrize(("work", "language"), COURSES)
def test_every_lesson_comes_back_block_by_block(work: str, language: str) -> None:
    course = read_course(work, language)
    for section in course.sections:
        for lesson in section.lessons:
            notes: list[str] = []
            found = blocks_of(lesson, language, notes)

            assert [same(one) for one in found] == [
                same(one) for one in written(course, section.key, lesson.key)
            ]
            assert notes == []


def markdown(xhtml: str, language: str = "nl") -> tuple[list[str], list[str]]:
    notes: list[str] = []
    return to_markdown(html.fragment_fromstring(xhtml, create_parent="div"), language, notes), notes


@pytest.mark.parametrize(
    ("xhtml", "blocks"),
    [
        ("<p>Een <b>vet</b> en <i>schuin</i> woord</p>", ["Een **vet** en *schuin* woord"]),
        ("<p>&nbsp;</p><p> </p>", []),
        ("los<p>vast</p>los", ["los", "vast", "los"]),
        ("<div><p>a</p><div>b</div></div>", ["a", "b"]),
        ('<p><span style="color:red">rood</span></p>', ["rood"]),
        ("<h2>Kop</h2><h3>Kop</h3><h4>Kop</h4>", ["## Kop", "## Kop", "### Kop"]),
        ('<p><a href="https://s-bb.nl">SBB</a></p>', ["[SBB](https://s-bb.nl)"]),
        ("<ol><li>een</li><li>twee</li></ol>", ["1. een\n2. twee"]),
        ("<ul><li>een<ul><li>half</li></ul></li></ul>", ["- een\n  - half"]),
        ("<p>2 * 3 en {fact}</p>", [r"2 \* 3 en \{fact\}"]),
        ("<table><tr><th>a</th><td>b|c</td></tr></table>", [r"| a | b\|c |" + "\n|---|---|"]),
        ('<p><a data-term="mbo" href="#x">mbo</a></p>', ["{term mbo}"]),
        ('<p><a data-term="mbo" href="#x">de school</a></p>', ["{term mbo|de school}"]),
        ('<div data-fact="REC-1"><p>een ander feit</p></div>', ["{fact REC-1}"]),
    ],
)
def test_what_an_editor_wrote_becomes_markdown(xhtml: str, blocks: list[str]) -> None:
    assert markdown(xhtml) == (blocks, [])


@pytest.mark.parametrize("tag", ["img", "iframe", "video"])
def test_what_has_no_place_in_a_lesson_is_named(tag: str) -> None:
    blocks, notes = markdown(f"<p>voor <{tag} src='x'></{tag}>na</p><{tag} src='y'></{tag}>")

    assert blocks == ["voor na"]
    assert len(notes) == 2
    assert all(f"<{tag}>" in note for note in notes)

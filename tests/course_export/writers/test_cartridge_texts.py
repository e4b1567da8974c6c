"""Any text an author may write comes through a cartridge; and one small cartridge, letter by letter."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.course_export.sample import HOSTILE, hostile_titles, retitled, small_course
from tests.course_export.writers.cartridge_reading import read, words
from winternship_export.course import Choice, Course, Html, Lesson, Question, Section
from winternship_export.errors import ExportError, UnwritableText


def tiny(text: str = "Tekst", *, basis: str = "") -> Course:
    """One lesson and one question; every text that learners read is this one."""
    choices = (Choice("a", text, text), Choice("b", f"{text}!", f"{text}!"), Choice("c", "niets", ""))
    lesson = Lesson("W1.1", text, text, text, 5, (Html("<p>Lees dit.</p>"),), ())
    section = Section("W1", text, text, (lesson,), (Question("W1-q1", text, choices, "b", basis),), text)
    return Course("win", "course", "nl", text, text, text, text, text, (section,), ())


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ["imscc", "imscc13"])
@pytest.mark.parametrize("text", HOSTILE)
def test_the_worst_texts_come_back_as_they_were(text: str, kind: str) -> None:
    check(text, kind)


@settings(max_examples=40)
@given(hostile_titles())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    check(text, "imscc13")


def check(text: str, kind: str) -> None:
    package, losses = read(tiny(text), kind)
    limit, less = (240, "‹") if kind == "imscc" else (len(text), "<")  # what Moodle can hold
    (about, _), (title, lines) = package.modules()

    assert about == title
    changed = {"work", "lesson", "question", "quiz", "exchange"} if less != "<" and "<" in text else set()
    assert {one.item for one in losses if "sign <" in one.what.en} == changed
    text = text.replace("<", less)
    if len(text) <= limit:
        assert title == text
    assert lines[0].title[:200] == f"W1.1 {text}"[:200]
    ((asked,),) = package.quizzes().values()
    assert asked.choices[:2] == (("a", text), ("b", f"{text}!"))
    assert [asked.feedback(name) for name in "ab"] == [text, f"{text}!"]
    assert asked.right == ["b"]
    assert asked.text == spaced(text)
    assert asked.title.startswith(f"W1-q1 {spaced(text)[:20]}")
    page = package.page(lines[0].path)
    assert spaced(text) in spaced(page.find("body").text_content())
    topic = package.xml(lines[-1].path)
    assert words(topic.findtext("{*}text")) == spaced(text)
    general = package.manifest.find(".//{*}lom/{*}general")
    assert [one.text for one in general.iterfind("{*}description/{*}string")] == [text, text, text]


@settings(max_examples=15)
@given(hostile_titles())
def test_any_title_of_a_link_comes_back(title: str) -> None:
    package, _ = read(retitled(small_course(), title), "thincc", "lti")

    assert {one for one, _, _ in package.launches()} >= {f"W5.1 {title}"}


def test_what_no_file_can_hold_is_refused() -> None:
    with pytest.raises(UnwritableText, match=r"U\+0008 cannot be written"):
        read(tiny("a\x08b"))


def test_two_lessons_that_would_share_a_file_stop_the_export() -> None:
    course = tiny()
    (section,) = course.sections
    twice = replace(course, sections=(replace(section, lessons=section.lessons * 2),))

    with pytest.raises(ExportError, match=r"two files of the cartridge would be called 'pages/W1.1.html'"):
        read(twice)


def test_a_question_letter_by_letter() -> None:
    package, _ = read(tiny("Ja & nee", basis='<div class="wx-fact"><p>1 &lt; 2</p></div>'), "imscc13")
    (path,) = package.quizzes()

    item = package.xml(path).find(".//{*}item")
    etree.indent(item)
    assert (
        re.sub(
            r' (ident="i[0-9a-f]{32}"|xmlns="[^"]+"|style="[^"]+")',
            "",
            etree.tostring(item, encoding="unicode"),
        ).strip()
        == ITEM
    )


ITEM = """\
<item title="W1-q1 Ja &amp; nee">
  <itemmetadata>
    <qtimetadata>
      <qtimetadatafield>
        <fieldlabel>cc_profile</fieldlabel>
        <fieldentry>cc.multiple_choice.v0p1</fieldentry>
      </qtimetadatafield>
      <qtimetadatafield>
        <fieldlabel>cc_weighting</fieldlabel>
        <fieldentry>1</fieldentry>
      </qtimetadatafield>
    </qtimetadata>
  </itemmetadata>
  <presentation>
    <material>
      <mattext texttype="text/html">&lt;p&gt;Ja &amp;amp; nee&lt;/p&gt;</mattext>
    </material>
    <response_lid ident="response" rcardinality="Single">
      <render_choice>
        <response_label ident="a">
          <material>
            <mattext texttype="text/plain">Ja &amp; nee</mattext>
          </material>
        </response_label>
        <response_label ident="b">
          <material>
            <mattext texttype="text/plain">Ja &amp; nee!</mattext>
          </material>
        </response_label>
        <response_label ident="c">
          <material>
            <mattext texttype="text/plain">niets</mattext>
          </material>
        </response_label>
      </render_choice>
    </response_lid>
  </presentation>
  <resprocessing>
    <outcomes>
      <decvar varname="SCORE" vartype="Decimal" minvalue="0" maxvalue="100"/>
    </outcomes>
    <respcondition continue="Yes">
      <conditionvar>
        <other/>
      </conditionvar>
      <displayfeedback feedbacktype="Response" linkrefid="general_fb"/>
    </respcondition>
    <respcondition continue="No">
      <conditionvar>
        <varequal respident="response">b</varequal>
      </conditionvar>
      <setvar action="Set" varname="SCORE">100</setvar>
      <displayfeedback feedbacktype="Response" linkrefid="b_fb"/>
    </respcondition>
    <respcondition continue="No">
      <conditionvar>
        <varequal respident="response">a</varequal>
      </conditionvar>
      <displayfeedback feedbacktype="Response" linkrefid="a_fb"/>
    </respcondition>
    <respcondition continue="No">
      <conditionvar>
        <varequal respident="response">c</varequal>
      </conditionvar>
    </respcondition>
  </resprocessing>
  <itemfeedback ident="general_fb">
    <flow_mat>
      <material>
        <mattext texttype="text/html">&lt;div class="wx-fact"&gt;&lt;p&gt;1 &amp;lt; 2&lt;/p&gt;&lt;/div&gt;</mattext>
      </material>
    </flow_mat>
  </itemfeedback>
  <itemfeedback ident="a_fb">
    <flow_mat>
      <material>
        <mattext texttype="text/plain">Ja &amp; nee</mattext>
      </material>
    </flow_mat>
  </itemfeedback>
  <itemfeedback ident="b_fb">
    <flow_mat>
      <material>
        <mattext texttype="text/plain">Ja &amp; nee!</mattext>
      </material>
    </flow_mat>
  </itemfeedback>
</item>"""

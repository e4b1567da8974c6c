"""Lessons become HTML: references go to the page, everything an author wrote is escaped."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_core.curriculum import (
    Mention,
    Prose,
    Reference,
    UnknownChoice,
    UnknownKey,
    load_country,
    load_glossary,
    load_pictures,
    load_work,
    mark,
    render_blocks,
)
from winternship_core.curriculum.markdown import mentions, parse, plain, split_front
from winternship_core.curriculum.shape import differences
from winternship_core.facts import load_facts


class Told:
    """A page that shows references as plain marks."""

    def fact(self, fact_id: str) -> str:
        return f"[fact {fact_id}]"

    def slot(self, name: str) -> str:
        return f"[slot {name}]"

    def activity(self, key: str) -> str:
        return f"[activity {key}]"

    def picture(self, key: str) -> str:
        return f"[picture {key}]"

    def term(self, key: str, words: str) -> str:
        return f"[term {key} {words}]"

    def lesson(self, key: str, words: str) -> str:
        return f"[lesson {key} {words}]"


TEXT = """## Kop

Een {term bpv|de stage} en {lesson W4.1}.

{fact REC-1}
{slot pay}

| a | b |
|---|---|
| {term bol\\|x} | 2 |
"""


def test_references_stand_where_the_author_put_them() -> None:
    html = render_blocks(parse(TEXT), "nl", Told(), heading=4)
    assert "<h4>Kop</h4>" in html
    assert "Een [term bpv de stage] en [lesson W4.1 ]." in html
    assert html.index("[fact REC-1]") < html.index("[slot pay]") < html.index("<table>")
    assert '<th scope="col">a</th>' in html
    assert 'tabindex="0"' in html, "what scrolls can be reached with the keyboard"
    assert "style=" not in html


def test_an_empty_corner_of_a_table_is_no_heading() -> None:
    html = render_blocks(parse("| | a |\n|---|---|\n| b | c |"), "en", Told())
    assert "<td></td>" in html
    assert html.count("<th") - html.count("<thead") == 1


def test_html_of_an_author_is_text() -> None:
    html = render_blocks(
        parse("<script>alert(1)</script>\n\n![x](javascript:alert(1)) <b>vet</b>"), "nl", Told()
    )
    assert "<script>" not in html
    assert "<img" not in html
    assert "<b>" not in html


def test_blocks_know_their_lines_and_mentions() -> None:
    front, body, line = split_front(f"---\nkey: W1.1\n---\n{TEXT}")
    blocks = parse(body, line)
    assert front == "key: W1.1"
    assert [(block.key, block.line) for block in blocks if isinstance(block, Reference)] == [
        ("REC-1", 8),
        ("pay", 9),
    ]
    first = blocks[0]
    assert isinstance(first, Prose)
    assert mentions(first.tokens) == [Mention("term", "bpv", "de stage"), Mention("lesson", "W4.1", "")]
    assert plain(first.tokens).startswith("Kop\nEen de stage en")


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_shown(text: str) -> None:
    blocks = parse(text)
    assert "<script" not in render_blocks(blocks, "nl", Told()).lower()
    assert list(differences(blocks, blocks)) == []


@pytest.mark.parametrize(
    ("dutch", "english", "told"),
    [
        ("een", "one\n\ntwo", "goes on"),
        ("## a", "a", "nl has a heading h2, en has a paragraph"),
        ("- a\n- b", "- a", "bullets of 2 items"),
        ("10 uur", "11 hours", "only in nl: 10; only in en: 11"),
        ("{lesson W1.1|x}", "{lesson W1.2|x}", "W1.2"),
        ("{fact REC-1}", "{fact REC-2}", "REC-2"),
    ],
)
def test_languages_that_differ_are_told_apart(dutch: str, english: str, told: str) -> None:
    assert any(told in one for one in differences(parse(dutch), parse(english)))


def test_numbers_are_the_same_in_the_way_of_each_language() -> None:
    assert list(differences(parse("1.000 en 4,5"), parse("1,000 and 4.5"))) == []


@pytest.mark.parametrize("key", sorted(load_pictures()))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_picture_is_one_svg_with_its_words_and_an_alternative(key: str, language: str) -> None:
    picture = load_pictures()[key]
    root = ElementTree.fromstring(picture.svg(language))
    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.alt.in_language(language)
    words = {
        "".join(element.itertext()) for element in root.iter() if element.tag.endswith(("text", "tspan"))
    }
    assert {label.in_language(language) for label in picture.labels.values()} <= words
    assert "script" not in picture.drawing
    assert len(picture.drawing.encode()) <= 6_000


def test_a_quiz_is_marked_with_the_words_of_the_choice() -> None:
    question = load_work("win").module("W1").quiz[0]
    right = mark(question, question.right)
    assert right.right
    wrong = next(choice for choice in question.choices if choice.name != question.right)
    assert mark(question, wrong.name).feedback == wrong.feedback
    assert not mark(question, wrong.name).right
    with pytest.raises(UnknownChoice, match="Allowed are: a, b, c"):
        mark(question, "z")


@pytest.mark.parametrize(
    "find",
    [
        lambda: load_work("wins"),
        lambda: load_work("win").module("W55"),
        lambda: load_work("win").lesson("W5.22"),
        lambda: load_work("win").module_of("W5.22"),
        lambda: load_work("win").activity("W4.1-plaace"),
        lambda: load_country("XX"),
    ],
)
def test_an_unknown_key_is_told_with_those_that_look_like_it(find: object) -> None:
    with pytest.raises(UnknownKey, match=r"There is no .*(Did you mean|Known are)"):
        find()  # type: ignore[operator]


def test_the_dutch_pack_fills_every_slot_with_facts() -> None:
    pack = load_country("NL")
    assert all(slot.facts for slot in pack.slots.values())
    assert {fact for slot in pack.slots.values() for fact in slot.facts} <= set(load_facts())


def test_terms_are_explained_in_both_languages() -> None:
    for term in load_glossary().values():
        assert term.text.nl.endswith((".", "?"))
        assert term.text.en.endswith((".", "?"))
        assert term.text.nl != term.text.en

"""Every place of every work can be shown in both languages, is sound HTML, and is light enough for a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.xblocks.lesson.conftest import lessons
from tests.xblocks.pages import check, check_texts
from tests.xblocks.runtime import Host, post
from winternship_core.curriculum import WORKS, load_work
from winternship_core.facts import load_facts
from winternship_xblocks import lesson, self_assessment
from winternship_xblocks.lesson.outline import parse_outline

FOLDER = Path(lesson.__file__).parent
PUBLIC = FOLDER / "public"
PAGE_LIMIT = 150_000
SCRIPTS = ("lesson.js", "activities.js")


def weight(*names: str) -> int:
    return sum((PUBLIC / name).stat().st_size for name in names)


@pytest.mark.parametrize("work", WORKS)
def test_every_place_of_every_work_shows_in_both_languages_and_stays_light(work: str, language: str):
    host = lessons(work=work)
    outline = parse_outline(work, "", "NL")
    assert len(outline.lessons) == len(list(load_work(work).lessons()))
    files = weight("lesson.css", *SCRIPTS)
    for place in outline.places.values():
        html = post(host.block(), "go", {"place": place.key}).json["html"]
        check(html)
        assert len(html.encode()) + files < PAGE_LIMIT, place.key
        assert "{" not in re.sub(r"<[^>]+>", "", html), place.key
        if place.lesson:
            assert place.lesson.title.in_language(language).replace("'", "&#x27;") in html.replace(
                "&quot;", '"'
            )


def test_script_and_style_stay_small():
    assert weight(*SCRIPTS) < 30_000
    assert weight("lesson.css") < 12_000


def test_a_lesson_shows_facts_with_their_label_a_picture_terms_and_what_to_do_on_monday(host: Host):
    html = post(host.block(), "go", {"place": "W3.2"}).json["html"]
    fact = load_facts()["REC-1"]
    assert fact.text.en in html
    assert "Checked on" in html
    assert re.search(r'<a href="https://[^"]+" target="_blank" rel="noopener">', html)
    assert "<svg" in html
    assert 'role="img"' in html
    assert re.search(
        r'<button type="button" class="wl-term" data-term="erkenning" aria-expanded="false">', html
    )
    assert 'data-explains="erkenning"' in html
    assert "To do on Monday" in html
    assert load_facts()["VIP-4"].text.en in html


def test_a_fact_past_its_review_says_that_it_may_be_out_of_date(host: Host, monkeypatch: pytest.MonkeyPatch):
    later = max(fact.review_by for fact in load_facts().values()).replace(year=2040)
    monkeypatch.setattr("winternship_xblocks.lesson.scene.timezone.localdate", lambda: later)
    html = post(host.block(), "go", {"place": "W3.2"}).json["html"]
    assert "May be out of date" in html
    assert "wl-due" in html


def test_the_page_opens_where_the_person_was_and_previous_and_next_name_their_titles(host: Host):
    post(host.block(), "go", {"place": "W5.2"})
    html = host.block().student_view().content
    assert 'data-place="W5.2"' in html
    work = load_work("win")
    for key in ("W5.1", "W5.3"):
        assert work.lesson(key).title.en in html


@pytest.mark.parametrize(
    ("shows", "first", "last"),
    [
        ("W6", "W6.1", "W6-quiz"),
        ("W5.2", "W5.2", "W5.2"),
        ("W3.3", "W3.3", "W3-quiz"),
        ("fast", "", "end"),
        ("", "", "end"),
    ],
)
def test_an_author_chooses_what_is_shown(shows: str, first: str, last: str):
    places = list(parse_outline("win", shows, "NL").places)
    assert (places[0], places[-1]) == (first, last)


def test_the_fast_lane_has_its_twelve_lessons():
    assert len(parse_outline("win", "fast", "NL").lessons) == 12


def test_a_link_leads_only_to_what_is_shown(host: Host):
    assert 'data-go="W2.3">' in post(host.block(), "go", {"place": "W3.2"}).json["html"]
    alone = lessons(shows="W3.2").block().student_view().content
    assert 'data-go="W2.3"' not in alone
    assert load_work("win").lesson("W2.3").title.en in alone


def test_the_chosen_language_goes_before_the_hosts(host: Host):
    reply = post(host.block(), "choose_language", {"language": "nl"})
    assert 'lang="nl"' in reply.json["html"]
    assert "Inhoud" in host.block().student_view().content
    assert post(host.block(), "choose_language", {"language": "fr"}).status_code == 400


def test_a_title_of_the_author_is_escaped(host: Host):
    assert "&lt;b&gt;Ours&lt;/b&gt;" in lessons(display_name="<b>Ours</b>").block().student_view().content


def test_the_page_asks_for_nothing_but_our_own_style_and_module(host: Host):
    fragment = host.block().student_view()
    urls = [resource.data for resource in fragment.resources if resource.kind == "url"]
    assert urls == ["/resource/public/lesson.css"]
    assert fragment.json_init_args["module"] == "/resource/public/lesson.js"
    for resource in (
        "public/lesson.css",
        "public/lesson.js",
        "public/activities.js",
        "public/settings.js",
        "public/settings.css",
    ):
        with lesson.LessonXBlock.open_local_resource(resource) as file:
            assert file.read()


def test_what_two_blocks_must_each_bring_is_the_same_in_both():
    other = Path(self_assessment.__file__).parent / "public"
    for name in ("settings.js", "settings.css"):
        assert (PUBLIC / name).read_text() == (other / name).read_text()
    posts = [
        re.search(r"async function post\(.*?\n}\n", path.read_text(), re.S)
        for path in (PUBLIC / "lesson.js", other / "self_assessment.js")
    ]
    assert all(posts)
    assert posts[0].group() == posts[1].group()


def test_every_text_has_both_languages_with_the_same_blanks_and_is_used():
    check_texts(FOLDER, r"error_|graded_by_|plan_|quiz_|sum_|visitor|author")


def test_apps_are_told_that_the_block_works_on_any_device(host: Host):
    assert host.block().has_support(lesson.LessonXBlock.student_view, "multi_device")


def test_a_setting_that_went_wrong_elsewhere_shows_the_whole_work():
    html = lessons(work="win", shows="nonsense", country="XX").block().student_view().content
    assert 'data-go="W9.3"' in html


def activities() -> list[Any]:
    return [
        (work, module.key, activity.kind)
        for work in WORKS
        for module in load_work(work).modules
        for activity in module.activities.values()
    ]


def test_every_kind_of_activity_is_there_to_be_shown():
    kinds = {kind for _, _, kind in activities()}
    assert kinds == {
        "form",
        "checklist",
        "cards",
        "exercise",
        "levels",
        "calculator",
        "word-check",
        "action-plan",
        "block",
    }

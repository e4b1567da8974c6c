"""What people see, in both languages: questions, result, report, PDF; and no resource that is not ours."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tests.xblocks.pages import check, check_texts
from tests.xblocks.runtime import Host, finish, get, post, stamped
from winternship_core.assessment import load_instrument
from winternship_xblocks import self_assessment
from winternship_xblocks.self_assessment.texts import words

FOLDER = Path(self_assessment.__file__).parent


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> Any:
    with translation.override(request.param):
        yield request.param


def test_every_question_and_choice_is_on_the_page(host: Host, language: str):
    html = host.block().student_view().content
    check(html)
    instrument = load_instrument()
    for item in instrument.items:
        assert item.text.in_language(language).replace("&", "&amp;").replace("'", "&#x27;") in html
    choices = sum(len(instrument.scale_of(item.id).choices) for item in instrument.items)
    assert html.count('type="radio"') == choices


def test_the_result_shows_level_key_points_scores_benefits_and_steps(
    host: Host, bakery: dict[str, Any], language: str
):
    html = finish(host, "anna", {**bakery, "A1": 3, "G1": 3, "G2": 2, "G3": 1}).student_view().content
    check(html)
    level = load_instrument().level("L2")
    assert level.label.in_language(language) in html
    assert level.text.in_language(language) in html
    assert load_instrument().texts.notice.in_language(language) in html
    assert re.findall(r'wsa-points">(\d+)<', html) == ["52", "58", "47", "21", "62", "50"]
    assert re.findall(r'wsa-bar-part" fill="#0b5d52" width="(\d+)"', html) == ["52", "58", "47", "21", "62"]
    steps = re.findall(r'data-done="(\w+)"', html)
    assert steps[:5] == ["D2", "B2", "D5", "B5", "C3"]
    first, _, more = html.partition('class="wsa-more"')
    assert len(re.findall(r"data-done=", first)) == 5
    assert "E4" in re.findall(r'data-done="(\w+)"', more)
    assert words(language)["find_out"] in html


def test_numbers_look_the_same_in_any_locale(host: Host, bakery: dict[str, Any]):
    with translation.override("de"):
        html = finish(host, "anna", bakery).student_view().content
    assert 'width="52"' in html
    assert "Preparing" in html  # neither Dutch nor English: English


def test_the_chosen_language_goes_before_the_hosts(host: Host):
    reply = post(host.block(), "choose_language", {"language": "nl"})
    assert 'lang="nl"' in reply.json["html"]
    assert "Beginnen" in host.block().student_view().content
    assert post(host.block(), "choose_language", {"language": "fr"}).status_code == 400
    assert post(host.block(), "choose_language", {"language": ["nl"]}).status_code == 400
    post(host.block(), "choose_language", {"language": ""})
    assert "Beginnen" not in host.block().student_view().content


def test_a_title_of_the_author_is_escaped_and_the_standard_one_follows_the_language(host: Host):
    assert "Internship check" in host.block().student_view().content
    mine = Host(settings={"display_name": "<b>Check</b>"}).block().student_view().content
    assert "&lt;b&gt;Check&lt;/b&gt;" in mine


def test_the_page_opens_where_the_person_was(host: Host):
    post(host.block(), "save_answers", {"answers": stamped({"B1": 1}), "place": "C"})
    html = host.block().student_view().content
    assert re.findall(r'data-step="(\w*)">', html) == ["C"]


def test_the_report_is_a_whole_page_without_scripts_or_controls(
    host: Host, bakery: dict[str, Any], language: str
):
    assert get(host.block(), "report").status_code == 409
    finish(host, "anna", bakery)
    reply = get(host.block(), "report")
    assert (reply.content_type, reply.headers["Cache-Control"]) == ("text/html", "no-store")
    check(reply.text)
    assert f'<html lang="{language}">' in reply.text
    assert not re.search(r"<(script|button|input|details|form)", reply.text)
    assert load_instrument().item("E5").step.in_language(language) in reply.text


def test_the_pdf_is_tagged_and_tells_the_same(host: Host, bakery: dict[str, Any], language: str):
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    finish(host, "anna", bakery)
    reply = get(host.block(), "report_pdf")
    assert reply.content_type == "application/pdf"
    document = pypdf.PdfReader(BytesIO(reply.body))
    catalog = document.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert str(catalog["/Lang"]).startswith(language)
    text = " ".join(page.extract_text() for page in document.pages)
    assert load_instrument().level("L2").label.in_language(language) in text


def test_without_weasyprint_printing_is_offered_and_the_pdf_explains(
    host: Host, bakery: dict[str, Any], monkeypatch: pytest.MonkeyPatch
):
    finish(host, "anna", bakery)
    monkeypatch.setattr("winternship_xblocks.common.paper.find_spec", lambda name: name)
    assert "report_pdf" in host.block().student_view().content
    monkeypatch.setattr("winternship_xblocks.common.paper.find_spec", lambda name: None)
    html = host.block().student_view().content
    assert "report_pdf" not in html
    assert 'data-action="print"' in html
    assert get(host.block(), "report_pdf").json["error"] == "no_pdf"


def test_a_report_loads_nothing_from_outside():
    pytest.importorskip("weasyprint")
    from winternship_xblocks.common.paper import make_pdf

    pdf = make_pdf('<html lang="en"><title>x</title><img src="file:///etc/hostname" alt="x"></html>', "")
    assert b"/Image" not in pdf


def test_script_and_style_of_the_page_weigh_less_than_40_kb():
    weight = sum(
        (FOLDER / "public" / name).stat().st_size for name in ("self_assessment.js", "self_assessment.css")
    )
    assert weight < 40_000


def test_the_page_asks_for_nothing_but_our_own_style_and_module(host: Host):
    fragment = host.block().student_view()
    urls = [resource.data for resource in fragment.resources if resource.kind == "url"]
    assert urls == ["/resource/public/self_assessment.css"]
    assert fragment.json_init_args["module"] == "/resource/public/self_assessment.js"
    assert fragment.js_init_fn == "WinternshipModule"
    for resource in ("public/self_assessment.css", "public/self_assessment.js", "public/settings.js"):
        with self_assessment.SelfAssessmentXBlock.open_local_resource(resource) as file:
            assert file.read()


def test_the_draft_key_tells_neither_person_nor_place_and_differs_between_people(host: Host):
    keys = [host.block(user).student_view().json_init_args["draft"] for user in ("anna", "bram")]
    assert keys[0] != keys[1]
    assert all(re.fullmatch(r"[0-9a-f]{32}", key) for key in keys)


def test_every_text_has_both_languages_with_the_same_blanks_and_is_used():
    made = r"error_|reopened_|part_|(benefits|readiness|international)_hint|visitor"
    check_texts(FOLDER, made)

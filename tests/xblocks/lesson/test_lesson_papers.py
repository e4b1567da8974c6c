"""What leaves the screen: pages to print, PDFs, and the action plan as files."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from webob import Request

from tests.xblocks.lesson.conftest import lessons
from tests.xblocks.lesson.test_lesson_journey import finish
from tests.xblocks.pages import check
from tests.xblocks.runtime import Host, get, post
from winternship_core.curriculum import WORKS, load_work

ROWS = [
    {"step": "Call SBB", "who": "Ria", "when": "2027-02-01", "done": False},
    {"step": "Ask Marit", "who": ""},
]


def paper(host: Host, of: str, handler: str = "paper") -> Any:
    return host.block().handle(handler, Request.blank(f"/?of={of}"))


@pytest.mark.parametrize("work", WORKS)
def test_all_of_a_work_prints_as_one_sound_page_without_controls(work: str, language: str):
    reply = get(lessons(work=work).block(), "paper")
    check(reply.text)
    assert not re.search(r"<(script|button|input|select|textarea|form)", reply.text)
    for lesson in load_work(work).lessons():
        assert lesson.title.in_language(language).replace("'", "&#x27;") in reply.text


def test_a_sheet_shows_what_was_filled_in_and_lines_for_the_rest(host: Host):
    post(host.block(), "save_work", {"saved": {"W7.2-letter": {"value": {"who": "Ria Kruimel"}, "at": 5}}})
    page = paper(host, "W7.2-letter").text
    assert "Ria Kruimel" in page
    assert 'class="wl-line' in page
    assert paper(host, "W99").status_code == 400
    assert host.block().handle("paper", Request.blank("/?who=anna")).status_code == 400


def test_a_lesson_and_the_certificate_become_tagged_pdfs(language: str):
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    host = lessons(shows="fast")
    finish(host)
    for reply in (paper(host, "W4.1", "paper_pdf"), get(host.block(), "certificate_pdf")):
        assert reply.content_type == "application/pdf"
        catalog = pypdf.PdfReader(BytesIO(reply.body)).trailer["/Root"]
        assert catalog["/MarkInfo"]["/Marked"]
        assert str(catalog["/Lang"]).startswith(language)
    text = pypdf.PdfReader(BytesIO(reply.body)).pages[0].extract_text()
    assert "SBB" in text
    assert "<svg" in post(host.block(), "go", {"place": "W2.2"}).json["html"]  # and no <ns0:svg>


def test_without_weasyprint_printing_is_offered(host: Host, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("winternship_xblocks.common.paper.find_spec", lambda name: None)
    html = post(host.block(), "go", {"place": "end"}).json["html"]
    assert "paper_pdf" not in html
    assert get(host.block(), "paper_pdf").json["error"] == "no_pdf"


def test_the_plan_leaves_as_a_spreadsheet_and_as_appointments(host: Host):
    assert get(host.block(), "plan_csv").json["error"] == "no_plan"
    post(host.block(), "save_work", {"saved": {"W0.1-plan": {"value": {"rows": ROWS}, "at": 5}}})
    table = get(host.block(), "plan_csv")
    assert (table.content_type, table.headers["Cache-Control"]) == ("text/csv", "no-store")
    assert "Call SBB" in table.body.decode("utf-8-sig")
    pytest.importorskip("icalendar")
    calendar = get(host.block(), "plan_ics")
    assert calendar.content_type == "text/calendar"
    assert "Call SBB" in calendar.text
    assert "Ask Marit" not in calendar.text

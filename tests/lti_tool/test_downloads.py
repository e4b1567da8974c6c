"""The course as a file: teachers and administrators get there, strangers do not, and a wrong choice is explained."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client

from tests.lti_tool.conftest import Visitor
from winternship_export.checking import check
from winternship_lti import downloads
from winternship_lti.downloads import Choice

LINK = re.compile(r'href="(/downloads/[^"]+)"')


@pytest.fixture
def page() -> str:
    return f"/downloads/{downloads.new_pass()}/"


def get(path: str, in_language: str = "en", **query: str) -> Any:
    return Client().get(path, query, HTTP_ACCEPT_LANGUAGE=in_language)


def test_a_teacher_finds_the_downloads_and_a_learner_does_not(visitor: Callable[..., Visitor]) -> None:
    teacher = visitor("winternship_lesson", subject="docent", instructor=True)
    learner = visitor("winternship_lesson", subject="student")

    found = LINK.search(teacher.page().content.decode())
    assert found
    assert get(found[1]).status_code == 200
    assert not LINK.search(learner.page().content.decode())


def test_an_administrator_finds_the_downloads(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("admin", password="admin"))

    found = LINK.search(client.get("/admin/").content.decode())
    assert found
    assert get(found[1]).status_code == 200


@pytest.mark.parametrize(
    "given",
    ["x", "d:1tXyZ:abc", signing.TimestampSigner(salt="other").sign("d")],
    ids=["short", "old", "signed for something else"],  # the last one is another at each second
)
@pytest.mark.parametrize("suffix", ["/", "/file"])
def test_a_pass_that_is_not_ours_opens_nothing(given: str, suffix: str, db: None) -> None:
    answer = get(f"/downloads/{given}{suffix}", what="win", format="olx", language="nl")

    assert answer.status_code == 410
    assert "has expired" in answer.content.decode()


def test_a_pass_ends(page: str, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "HOURS", -1)

    assert get(page).status_code == 410


def test_the_page_tells_what_does_not_come_along_before_the_download(page: str) -> None:
    answer = get(page, "nl", what="win/W5", language="nl", format="mbz", activities="paper")
    text = html.unescape(answer.content.decode())

    assert answer.status_code == 200
    assert "win-W5-nl-mbz.mbz" in text
    assert "Wat niet of anders meekomt" in text
    assert "Moodle bewaart niet wat iemand invult." in text


def test_the_file_is_the_package_that_was_chosen(page: str) -> None:
    answer = get(f"{page}file", what="win/W5", language="en", format="mbz", activities="lti")
    contents, mistakes = check(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="win-W5-en-mbz.mbz"'
    assert mistakes == []
    assert any(
        b"http://testserver/lti/launch" in data or b"/lti/launch" in data for data in contents.files.values()
    )


@pytest.mark.parametrize(
    ("choice", "language", "said"),
    [
        ({"what": "win", "format": "pdf"}, "nl", "pdf kan van handbook, blueprint, niet van 'win'"),
        ({"what": "win", "format": "pdf"}, "en", "pdf can be made of handbook, blueprint, not of 'win'"),
        ({"what": "win/X", "format": "mbz"}, "nl", "win heeft geen module 'X'; kies uit W0, W1"),
        ({"what": "<b>", "format": "mbz"}, "en", "there is no work '<b>'; choose from win"),
        ({"what": "win", "format": "docx"}, "nl", "de vorm 'docx' bestaat niet; kies uit olx, mbz"),
        ({"what": "win", "format": "epub", "activities": "lti"}, "nl", "kan niet in deze vorm"),
    ],
)
@pytest.mark.parametrize("suffix", ["", "file"])
def test_a_wrong_choice_is_answered_with_what_is_allowed(
    page: str, suffix: str, choice: dict[str, str], language: str, said: str
) -> None:
    answer = get(f"{page}{suffix}", language, **choice)

    assert answer.status_code == 400
    assert said in html.unescape(answer.content.decode())
    assert "<b>" not in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_offered_has_a_name_in_both_languages(page: str, language: str) -> None:
    text = get(page, language).content.decode()

    assert text.count("<option") > 40
    assert "None" not in text


def test_a_format_of_links_needs_no_second_setting(db: None) -> None:
    package = downloads.package_of(Choice("win/W5", "nl", "thincc"), "https://tool.example.org")

    assert check(package.data)[1] == []


def test_whoever_comes_while_one_is_made_and_one_waits_is_asked_to_come_back(page: str, db: None) -> None:
    with downloads._places, downloads._places:
        answer = get(page, "nl", what="win/W5", language="nl", format="web")

    assert answer.status_code == 503
    assert "probeer het opnieuw" in answer.content.decode()
    assert get(page, "nl", what="win/W5", language="nl", format="web").status_code == 200

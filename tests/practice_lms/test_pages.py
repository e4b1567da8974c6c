"""The pages as people meet them: who sees what, in which language, and where a way leads."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from practice_lms.models import Activity, Grade, Person

COURSE = "/courses/win-winternship/"
PAGES = ["/", "/connect/", "/workbench/", COURSE, f"{COURSE}grades/", f"{COURSE}activities/check/"]


def text_of(client: Client, path: str) -> str:
    return " ".join(html.fromstring(client.get(path).content).text_content().split())


def sign_in(client: Client, person: str) -> None:
    assert client.post("/sign-in/", {"person": person}).status_code == 302


@pytest.mark.usefixtures("filled")
class TestSigningIn:
    def test_the_start_page_offers_everyone_and_says_there_are_no_passwords(self, client: Client) -> None:
        page = html.fromstring(client.get("/").content)
        people = page.xpath('//form[@action="/sign-in/"]//button/@value')
        assert people == ["sam", "bo", "tess", "dana", "mika"]
        assert "no passwords" in text_of(client, "/")

    @pytest.mark.parametrize("path", [COURSE, f"{COURSE}grades/", f"{COURSE}activities/check/"])
    def test_a_course_page_first_asks_who_you_are(self, client: Client, path: str) -> None:
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/")

    def test_signed_in_the_start_page_shows_both_courses(self, client: Client) -> None:
        sign_in(client, "bo")
        text = text_of(client, "/")
        assert "Signed in as Bo de Bakker" in text
        assert "Win-Winternship (practice course)" in text
        assert "second group" in text

    def test_signing_out_leaves_nobody(self, client: Client) -> None:
        sign_in(client, "bo")
        client.post("/sign-out/")
        assert client.get(COURSE).status_code == 302

    @pytest.mark.parametrize("person", ["", "nobody", "1"])
    def test_signing_in_as_someone_unknown_is_refused(self, client: Client, person: str) -> None:
        sign_in(client, "sam")
        assert client.post("/sign-in/", {"person": person}).status_code == 404
        assert "Sam Smit" in text_of(client, COURSE)

    def test_another_site_cannot_sign_a_visitor_in(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert strict.post("/sign-in/", {"person": "dana"}).status_code == 403


@pytest.mark.usefixtures("filled")
class TestLanguages:
    @pytest.mark.parametrize("path", PAGES)
    def test_every_page_exists_in_both_languages(self, client: Client, path: str) -> None:
        sign_in(client, "dana")
        texts = {}
        for language in ("nl", "en"):
            client.post("/language/setlang/", {"language": language, "next": path})
            page = html.fromstring(client.get(path).content)
            assert page.get("lang") == language
            texts[language] = page.xpath("string(//main)")
        assert texts["nl"] != texts["en"]

    def test_switching_the_language_stays_on_the_page(self, client: Client) -> None:
        answer = client.post("/language/setlang/", {"language": "nl", "next": COURSE})
        assert answer["Location"] == COURSE


@pytest.mark.usefixtures("filled")
class TestActivity:
    def test_the_tool_is_in_a_titled_frame_with_a_way_out(self, client: Client) -> None:
        sign_in(client, "bo")
        page = html.fromstring(client.get(f"{COURSE}activities/check/").content)
        (frame,) = page.xpath("//iframe")
        assert frame.get("title") == "Activity: Internship check"
        assert frame.get("src") == f"{COURSE}activities/check/launch/"
        assert frame.get("data-tool-origin") == "http://127.0.0.1:8001"
        (link,) = page.xpath('//a[@target="_blank"]')
        assert link.get("href") == f"{COURSE}activities/check/launch/?in=window"

    def test_the_course_page_tells_which_activity_counts(self, client: Client) -> None:
        sign_in(client, "bo")
        cards = [" ".join(card.split()) for card in _cards(client)]
        assert cards == [
            "Internship check Counts in the gradebook",
            "Internship check, just to try Does not count",
            "The course: lessons Counts in the gradebook",
            "Placement board Does not count",
        ]

    @pytest.mark.parametrize("path", ["/courses/none/", f"{COURSE}activities/none/", "/none"])
    def test_what_is_not_there_is_not_found_in_words(self, client: Client, path: str) -> None:
        sign_in(client, "bo")
        answer = client.get(path)
        assert answer.status_code == 404
        assert "There is no such page" in answer.content.decode()


@pytest.mark.usefixtures("filled")
class TestGradebook:
    def test_a_teacher_sees_every_learner_and_no_teacher(self, client: Client) -> None:
        sign_in(client, "dana")
        assert _people(client) == ["bo", "mika", "sam", "tess"]

    @pytest.mark.parametrize("person", ["sam", "bo", "tess", "mika"])
    def test_anyone_else_sees_only_themselves(self, client: Client, person: str) -> None:
        sign_in(client, person)
        assert _people(client) == [person]

    def test_only_graded_activities_have_a_column(self, client: Client) -> None:
        sign_in(client, "dana")
        page = html.fromstring(client.get(f"{COURSE}grades/").content)
        assert page.xpath("//thead//th/text()") == ["Name", "Internship check", "The course: lessons"]

    def test_a_grade_is_written_in_the_language_of_the_page(self, client: Client) -> None:
        sign_in(client, "sam")
        activity = Activity.objects.get(course__slug="win-winternship", slug="check")
        sam = Person.objects.get(slug="sam")
        Grade.objects.create(person=sam, activity=activity, value=62.5, max_value=100)
        assert "62.5 of 100" in text_of(client, f"{COURSE}grades/")
        client.post("/language/setlang/", {"language": "nl"})
        assert "62,5 van 100" in text_of(client, f"{COURSE}grades/")


def _cards(client: Client) -> list[str]:
    page = html.fromstring(client.get(COURSE).content)
    return [card.text_content() for card in page.xpath('//a[@class="card"]')]


def _people(client: Client) -> list[str]:
    page = html.fromstring(client.get(f"{COURSE}grades/").content)
    return [str(person) for person in page.xpath("//tr/@data-person")]

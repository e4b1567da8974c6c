"""One mail a day at most, to who has something new, over a real mail server; and how to make it stop."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from tests.board.digests.conftest import Kept
from tests.board.world import World, step
from winternship_board import api
from winternship_board.digests import composing
from winternship_board.digests.gathering import Item, gather
from winternship_board.models import ContactPerson, MailSetting
from winternship_core.placements import Role, Said

SetDay = Callable[[dt.date], None]
TODAY = dt.date(2026, 11, 25)
PEOPLE = ("carla", "bo", "wim", "tess", "gus", "cas", "vera")


@pytest.fixture
def town(world: World) -> World:
    """Everyone of the region has a card with a mail address."""
    for name in PEOPLE:
        actor = world.people[name]
        house = {"carla": "college", "tess": "college", "vera": "college", "gus": "garage", "cas": "academy"}
        ContactPerson.objects.create(
            organisation_id=world.ids[house.get(name, "bakery")],
            person_id=actor.person_id,
            name=name,
            email=f"{name}@mail.example",
            language="en" if name == "bo" else "nl",
        )
    return world


def texts(message: object) -> tuple[str, str]:
    plain = message.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    page = message.get_body(("html",)).get_content()  # type: ignore[attr-defined]
    return plain, page


def items_of(world: World, name: str) -> set[tuple[str, int]]:
    found = gather().get(world.people[name].person_id or 0, ())
    return {(one.code, one.count) for one in found if one.role == world.people[name].role}


def test_the_letter_of_a_hidden_candidate_is_counted_when_the_company_may_read_it(town: World) -> None:
    town.vacancy()
    pk = town.applied()
    api.tell(town.sam, "application", pk, Role.COMPANY, "I bake at home.")
    bo = town.bo.person_id or 0

    def letters() -> int:
        return sum(one.count for one in gather().get(bo, ()) if one.code == "messages")

    assert letters() == 0
    step(town.bo, "application", pk, "invite", Said(confirmed=frozenset({"same_questions"})))
    assert letters() == 1


def test_nothing_is_sent_when_nothing_waits(town: World, post: Kept) -> None:
    assert api.digests.send_digests() == {}
    assert post.messages == []


def test_whoever_must_act_gets_one_mail_in_their_language_without_a_name(town: World, post: Kept) -> None:
    town.vacancy()
    town.applied("sam")
    town.applied("noor")

    assert api.digests.send_digests() == {"sent": 1}

    (message,) = post.to("bo@mail.example")
    plain, page = texts(message)
    assert message["Subject"] == "Placement board: 1 thing waits for you"
    assert "2 students wait for an answer. First day: 9 December 2026." in plain
    assert "2 students wait for an answer" in page
    assert "As company contact" in plain
    for secret in ("Sam", "Noor", "Jansen", "Bakery", "@"):
        assert secret not in plain.replace("https://placements.example", "")
    tree = lxml_html.fromstring(page)
    assert tree.get("lang") == "en"
    assert tree.findtext("head/title") == message["Subject"]
    assert not tree.xpath("//img | //script | //link")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_each_role_hears_of_what_it_must_do_and_others_do_not(town: World) -> None:
    town.vacancy()
    town.signing("noor")

    assert items_of(town, "noor") == {("sign", 1)}
    assert items_of(town, "pat") == {("sign", 1)}
    assert ("sign", 1) in items_of(town, "bo")
    assert ("sign", 1) in items_of(town, "carla")
    for name in ("sam", "finn", "cas", "gus", "tess", "wim", "vera", "pim", "admin"):
        assert ("sign", 1) not in items_of(town, name)

    api.create(
        town.sam,
        "signal",
        {"school": town.ids["college"], "kind": "unsafe", "facts": "The floor is slippery."},
    )
    assert items_of(town, "vera") == {("signals", 1)}
    assert not any(code == "signals" for name in ("carla", "tess", "bo") for code, _ in items_of(town, name))


def test_an_offer_a_review_a_message_and_hours_each_come_to_who_they_are_for(
    town: World, on_day: SetDay
) -> None:
    vacancy = town.vacancy()
    application = town.applied("sam")
    step(town.bo, "application", application, "offer")
    assert items_of(town, "sam") == {("offers", 1)}
    sam = town.sam.person_id or 0
    assert {one.due for one in gather()[sam]} == {TODAY + dt.timedelta(14)}

    api.start_thread(town.carla, "application", application, [sam], "How is it going?")
    assert ("messages", 1) in {(one.code, one.count) for one in gather()[sam]}
    assert town.carla.person_id not in gather()

    made = api.create(
        town.gus, "vacancy", {"location": town.ids["garage location"], "title": "Garage", "crebo": "25180"}
    )
    del made, vacancy
    assert "broker east" in town.people


def test_a_second_run_sends_nothing_and_tomorrow_only_what_is_new(
    town: World, post: Kept, on_day: SetDay
) -> None:
    town.vacancy(places=3)
    town.applied("sam")
    assert api.digests.send_digests() == {"sent": 1}
    assert api.digests.send_digests() == {}

    town.applied("noor")
    assert api.digests.send_digests() == {}, "two mails on one day"

    on_day(TODAY + dt.timedelta(1))
    assert api.digests.send_digests() == {"sent": 1}
    on_day(TODAY + dt.timedelta(2))
    assert api.digests.send_digests() == {}, "nothing new"
    on_day(TODAY + dt.timedelta(8))
    assert api.digests.send_digests() == {"sent": 1}, "after a week it is told again"
    assert len(post.to("bo@mail.example")) == 3


def test_a_weekly_reader_a_role_that_is_off_and_mail_that_is_off(
    town: World, post: Kept, on_day: SetDay
) -> None:
    town.vacancy(places=3)
    town.applied("sam")
    api.digests.choose_mail(town.bo, weekly=True)
    assert api.digests.send_digests() == {"sent": 1}
    town.applied("noor")
    on_day(TODAY + dt.timedelta(3))
    assert api.digests.send_digests() == {}
    on_day(TODAY + dt.timedelta(7))
    assert api.digests.send_digests() == {"sent": 1}

    api.digests.choose_mail(town.bo, weekly=False, off_roles=[Role.COMPANY])
    on_day(TODAY + dt.timedelta(20))
    assert api.digests.send_digests() == {}
    api.digests.choose_mail(town.bo, off_roles=[], is_on=False)
    assert api.digests.send_digests() == {}
    assert api.digests.choose_mail(town.bo, is_on=True, language="nl").language == "nl"
    assert api.digests.send_digests() == {"sent": 1}
    assert "studenten wachten op antwoord" in texts(post.messages[-1])[0]


def test_the_link_in_the_mail_stops_it_without_a_login_and_only_on_the_button(
    town: World, post: Kept
) -> None:
    town.vacancy()
    town.applied("sam")
    api.digests.send_digests()
    (message,) = post.messages
    link = str(message["List-Unsubscribe"]).strip().strip("<>")
    assert link in texts(message)[0]
    path = link.removeprefix("https://placements.example")
    client = Client(enforce_csrf_checks=True)

    page = client.get(path)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert api.digests.mail_choice(town.bo).is_on, "a mail program that opens links must not stop the mail"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not api.digests.mail_choice(town.bo).is_on
    assert api.digests.mail_choice(town.carla).is_on


@pytest.mark.parametrize(
    "token", ["x", "1", "MQ:1abc:2def", "1:1tXqkD:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
)
def test_a_made_up_link_does_nothing(db: None, token: str) -> None:
    for path in (f"/board/mail/stop/{token}", f"/board/mail/confirm/{token}"):
        assert Client().get(path).status_code == 404
        assert Client().post(path).status_code == 404
    assert not MailSetting.objects.exists()


def test_another_address_counts_only_after_an_answer_from_there(town: World, post: Kept) -> None:
    town.vacancy()
    town.applied("sam")
    choice = api.digests.choose_mail(town.bo, address="bo@home.example")
    assert (choice.address, choice.waits_for_confirmation) == ("bo@mail.example", True)
    (asked,) = post.to("bo@home.example")
    link = re.search(r"https://\S+", asked.get_content())
    assert link
    path = link[0].removeprefix("https://placements.example")

    assert Client().get(path).status_code == 200
    assert api.digests.mail_choice(town.bo).address == "bo@mail.example"
    assert Client().post(path).status_code == 200
    api.digests.send_digests()

    assert len(post.to("bo@home.example")) == 2
    assert post.to("bo@mail.example") == []
    assert Client().post(path).status_code == 404, "once"
    with pytest.raises(api.BadValue):
        api.digests.choose_mail(town.bo, address="not an address\nBcc: x@y.z")


def test_a_mail_that_fails_is_tried_again_and_others_get_theirs(
    town: World, post: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    ContactPerson.objects.filter(person=town.bo.person_id).update(email="full@mail.example")
    town.vacancy()
    _, agreement = town.signing("sam")
    assert agreement
    with caplog.at_level(logging.INFO):
        done = api.digests.send_digests()
    assert done["failed"] == 1
    assert done["sent"] >= 2
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("winternship")]
    assert ours
    assert "@" not in " ".join(ours)

    ContactPerson.objects.filter(person=town.bo.person_id).update(email="bo@mail.example")
    assert api.digests.send_digests() == {"sent": 1}
    assert len(post.to("bo@mail.example")) == 1


def test_an_ended_role_gets_no_mail(town: World, post: Kept) -> None:
    town.vacancy()
    town.applied("sam")
    api.end_role(api.SYSTEM, town.bo.membership_id or 0)
    assert api.digests.send_digests() == {}


def test_the_command_says_how_many_and_what_is_wrong(town: World, post: Kept, settings: Any) -> None:
    town.vacancy()
    town.applied("sam")
    told = StringIO()
    call_command("board_digest", stdout=told)
    assert told.getvalue() == "sent 1, failed 0\n"

    settings.PUBLIC_URL = ""
    with pytest.raises(CommandError, match="WINTERNSHIP_BOARD_URL"):
        call_command("board_digest")


def test_a_server_that_is_not_there_is_told_and_marks_nobody(town: World, settings: Any) -> None:
    town.vacancy()
    town.applied("sam")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.PUBLIC_URL = "https://placements.example"
    with pytest.raises(CommandError, match="cannot be reached"):
        call_command("board_digest")
    assert not MailSetting.objects.exclude(last_sent_on=None).exists()


def test_the_number_of_queries_does_not_depend_on_how_many_wait(town: World) -> None:
    town.vacancy(places=5)
    town.applied("sam")
    with CaptureQueriesContext(
        connection,
    ) as few:
        gather()
    town.applied("noor")
    for name in ("ab", "cd", "ef"):
        town.student(name, "college")
        town.applied(name)
    with CaptureQueriesContext(connection) as many:
        gather()
    assert len(many) == len(few)


items = st.builds(
    Item,
    st.sampled_from(sorted(Role)),
    st.sampled_from(sorted(composing.ITEMS)),
    st.integers(1, 500),
    st.none() | st.dates(),
)


@given(st.lists(items, min_size=1, max_size=12), st.sampled_from(["nl", "en"]))
def test_every_item_is_said_once_in_text_and_page_alike(found: list[Item], language: str) -> None:
    letter = composing.compose(found, language, "https://placements.example/board/mail/stop/x")
    lines = [line for line in letter.text.splitlines() if line.startswith("- ")]
    shown = [one.text_content() for one in lxml_html.fromstring(letter.html).iter("li")]

    assert [line.removeprefix("- ") for line in lines] == shown
    assert sorted(shown) == sorted(composing.sentence(one, language) for one in found)
    assert "{" not in letter.text
    assert letter.text.count("https://") == 1
    assert "\n" not in letter.subject


def test_a_digest_with_nothing_in_it_is_not_made() -> None:
    with pytest.raises(ValueError, match="no items"):
        composing.compose([], "nl", "https://x")

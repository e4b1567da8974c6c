"""An administrator: set-up, rules, roles, logs, keeping and erasing, and the glass that tells whom it was about."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.board.screens.conftest import Visitor
from tests.board.world import ISSUER, World
from winternship_board import api
from winternship_board.models import BrokenGlass, Event, Membership, Person, RetentionMark
from winternship_board.screens import Download
from winternship_core.placements import Role

SCREENS = ("set_up", "houses", "roles", "people", "retention", "log", "looks", "glass", "invitations")
REASON = "The school says that your profile cannot be opened."


@pytest.fixture
def admin(world: World, visitor: Callable[..., Visitor]) -> Visitor:
    return visitor("admin")


def person(name: str) -> int:
    return api.person(ISSUER, name)


@pytest.mark.parametrize("screen", SCREENS)
def test_each_screen_says_what_is_never_seen_and_shows_no_student(
    world: World, visitor: Callable[..., Visitor], screen: str
) -> None:
    for language, sentence in (
        ("en", "As an administrator you never see"),
        ("nl", "Als beheerder zie je nooit"),
    ):
        html = visitor("admin", language=language).see(screen)
        assert sentence in html
        assert "Jansen" not in html
        assert "@example.nl" not in html


@pytest.mark.parametrize("name", ["broker east", "pim", "carla", "bo", "sam", "vera"])
def test_nobody_else_gets_in(world: World, visitor: Callable[..., Visitor], name: str) -> None:
    for screen in set(SCREENS) - {"invitations"}:
        assert "As an administrator" not in visitor(name).see(screen)
    for source in ("technical_log", "access_entries", "held_roles", "people", "retention_marks", "glass_log"):
        with pytest.raises(api.NotAllowed):
            getattr(api.oversight, source)(world.people[name])
    with pytest.raises(api.NotAllowed):
        api.oversight.erase(world.people[name], person("sam"), "asked")


def test_set_up_tells_what_is_there_and_what_is_next(world: World, admin: Visitor) -> None:
    html = admin.see("set_up")
    assert "Verified schools" in html
    assert "6 / 7" in html
    assert "Fill in at the school how long it keeps files" in html


def test_the_rules_of_a_school_are_kept_and_can_be_undone(world: World, admin: Visitor) -> None:
    pk = world.ids["college"]
    seen = api.see(world.system, "organisation", pk)
    values = {"form": "rules", "id": pk, "company_check": "on", "recheck_days": 60, "keep_file_months": 84}
    html = admin.post("organisation", "rules", version=seen.version, **values)
    assert "Saved." in html
    rules = api.see(world.system, "organisation", pk).fields
    assert (rules["blind"], rules["company_check"]) == (False, True)
    assert (rules["recheck_days"], rules["keep_file_months"]) == (60, 84)
    undo = dict(re.findall(r'name="(\w+)" value="([^"]*)"', html.split("Undo")[0].rsplit("<form", 1)[1]))
    admin.post(
        undo.pop("screen"), undo.pop("do"), **{k: v for k, v in undo.items() if k not in {"as", "form"}}
    )
    rules = api.see(world.system, "organisation", pk).fields
    assert (rules["blind"], rules["recheck_days"], rules["keep_file_months"]) == (True, 30, None)
    wrong = admin.post("organisation", "rules", version=seen.version, **{**values, "recheck_days": "often"})
    assert "Fill in a whole number" in wrong


def test_a_code_for_a_school_and_none_for_what_does_not_fit(world: World, admin: Visitor) -> None:
    html = admin.post("organisation", "invite", form="invite", id=world.ids["college"], role="SC")
    code = re.findall(r'value="([\w-]{20,})" readonly', html)[0]
    assert api.accept(code, person("newcomer")).role is Role.COORDINATOR
    refused = admin.post("organisation", "invite", form="invite", id=world.ids["college"], role="CO")
    assert "Choose one of the options." in refused
    html = admin.post("invitations", "invite", form="invite", role="BR", region="")
    assert "Fill this in." in html


def test_a_role_ends_after_a_question_and_the_last_administrator_stays(
    world: World, admin: Visitor, visitor: Callable[..., Visitor]
) -> None:
    wim = Membership.objects.get(person=person("wim"), role=Role.TRAINER)
    assert f'id="wb-end-{wim.pk}"' in admin.see("roles")
    asked = admin.post("roles", "end", id=wim.pk)
    assert "End this role?" in asked
    assert Membership.objects.filter(pk=wim.pk, ended_at=None).exists()
    assert "The role has ended." in admin.post("roles", "end_now", id=wim.pk)
    assert "Welcome to the placement board" in visitor("wim").see("home")
    assert Event.objects.filter(kind="role", object_id=wim.pk, action="end").exists()
    own = Membership.objects.get(person=person("admin"), role=Role.ADMIN)
    assert "last administrator" in admin.post("roles", "end_now", id=own.pk)
    assert Membership.objects.filter(pk=own.pk, ended_at=None).exists()


def test_roles_are_found_by_name_and_filtered(world: World, admin: Visitor) -> None:
    html = admin.post("roles", "", searched="1", words="wim")
    assert "workplace trainer" in html
    assert "carla" not in html
    html = admin.post("roles", "", searched="1", **{"f.role": "BR"})
    assert "broker east" in html
    assert ">wim<" not in html
    assert "Fill in a whole number" in admin.post("roles", "", searched="1", **{"f.person": "x"})
    file = admin.answer("roles", "csv")
    assert isinstance(file, Download)
    assert len(file.body.decode().splitlines()) == 1 + Membership.objects.filter(ended_at=None).count()


def test_giving_a_role_by_hand(world: World, admin: Visitor) -> None:
    pk = person("newcomer")
    refused = admin.post("person", "grant", form="grant", id=pk, role="BR", region="")
    assert "Fill this in." in refused
    assert "The person has the role." in admin.post(
        "person", "grant", form="grant", id=pk, role="BR", region="east"
    )
    assert [one.role for one in api.actors_of(ISSUER, "newcomer")] == [Role.BROKER]
    assert "Choose one of the options." in admin.post(
        "person", "grant", form="grant", id=pk, role="SC", region="east"
    )


def test_export_and_erasure_on_request(world: World, admin: Visitor) -> None:
    pk = person("sam")
    file = admin.answer("person", "export", id=pk)
    assert isinstance(file, Download)
    assert json.loads(file.body)["student"][0]["name"] == "Sam Jansen"
    refused = admin.post("person", "erase", form="erase", id=pk, reason="")
    assert "Fill this in." in refused
    assert Person.objects.filter(pk=pk).exists()
    html = admin.post("person", "erase", form="erase", id=pk, reason="By letter, 20 November", sure="on")
    assert "Erased." in html
    assert not Person.objects.filter(pk=pk).exists()
    assert (
        Event.objects.get(kind="person", object_id=pk, action="erase").words.reason
        == "By letter, 20 November"
    )
    mine = admin.post("person", "erase", form="erase", id=person("admin"), reason="me", sure="on")
    assert "Another administrator erases you." in mine


def test_the_log_has_codes_and_numbers_and_no_words(world: World, admin: Visitor) -> None:
    world.vacancy()
    world.applied()
    html = admin.see("log")
    assert "application" in html
    html = admin.post("log", "", searched="1", **{"f.kind": "vacancy", "f.by_role": "BR"})
    assert "Publish" in html
    assert "student" not in re.sub(r"<select.*?</select>", "", html, flags=re.S).split("<table")[1]
    assert "register seen" not in admin.see("log")


def test_looks_at_minors_are_listed_without_the_student(world: World, admin: Visitor) -> None:
    api.see(world.carla, "student", world.ids["noor"])
    html = admin.see("looks")
    assert "placement coordinator" in html
    assert "Noor" not in html


def test_what_is_about_to_go_can_be_held_and_let_go(world: World, admin: Visitor) -> None:
    mark = RetentionMark.objects.create(
        kind="application", object_id=77, keep="K1", deed="erase", erase_on="2026-12-24"
    )
    html = admin.see("retention")
    assert "application 77" in html
    assert "December 2026" in html
    assert f'id="wb-hold-{mark.pk}"' in html
    asked = admin.post("retention", "hold", id=mark.pk)
    assert "Why must this stay?" in asked
    refused = admin.post("retention", "hold_now", form="hold_now", hold=mark.pk, reason="")
    assert "Fill this in." in refused
    done = admin.post("retention", "hold_now", form="hold_now", hold=mark.pk, reason="A case in court")
    assert "It stays until you let it go." in done
    assert RetentionMark.objects.get().held_because == "A case in court"
    assert f'id="wb-release-{mark.pk}"' in done
    admin.post("retention", "release", id=mark.pk)
    assert RetentionMark.objects.get().held_because == ""


def test_the_glass_opens_with_a_reason_ends_and_is_told(
    world: World, admin: Visitor, visitor: Callable[..., Visitor]
) -> None:
    sam = world.ids["sam"]
    values = {"form": "break", "what": "student", "number": sam, "sure": "on"}
    short = admin.post("glass", "break", reason="Because", **values)
    assert "at least 20 characters" in short
    assert not BrokenGlass.objects.exists()
    html = admin.post("glass", "break", reason=REASON, **values)
    assert "Sam Jansen" in html
    assert "sam@example.nl" not in html
    assert "<dd>Baker (25180)</dd>" in html
    look = BrokenGlass.objects.get().pk
    assert f'id="wb-end-{look}"' in html
    today = visitor("sam").see("home")
    assert "An administrator looked at your data" in today
    assert REASON in visitor("sam").see("looked_at")
    assert REASON not in visitor("noor").see("looked_at")
    assert "An administrator looked" not in visitor("noor").see("home")
    assert "The look is closed." in admin.post("glass", "end", id=look)
    closed = admin.post("glass", "look", id=look)
    assert "Sam Jansen" not in closed
    with pytest.raises(api.NotFound):
        api.see(world.admin, "student", sam)


def test_the_glass_of_another_administrator_is_not_mine(
    world: World, admin: Visitor, visitor: Callable[..., Visitor]
) -> None:
    world.someone("second", Role.ADMIN)
    api.break_glass(world.admin, "student", world.ids["sam"], REASON)
    look = BrokenGlass.objects.get().pk
    second = visitor("second")
    assert "Sam Jansen" not in second.post("glass", "look", id=look)
    assert "Not done yet" in second.post("glass", "end", id=look)
    assert REASON in second.see("glass")


def test_the_glass_shows_no_more_than_the_table_of_rights(world: World, admin: Visitor) -> None:
    world.vacancy()
    pk = world.applied()
    html = admin.post("glass", "break", form="break", what="application", number=pk, reason=REASON, sure="on")
    assert "Bakery: learn every shift" in html
    assert "Jansen" not in html
    refused = admin.post("glass", "break", form="break", what="signal", number=1, reason=REASON, sure="on")
    assert "Choose one of the options." in refused


def test_the_operators_command(world: World) -> None:
    out = StringIO()
    call_command("board_administrator", stdout=out, stderr=StringIO())
    assert api.accept(out.getvalue().strip(), person("operator")).role is Role.ADMIN
    with pytest.raises(CommandError, match="already"):
        call_command("board_administrator", ISSUER, "other")
    with pytest.raises(CommandError, match="subject"):
        call_command("board_administrator", ISSUER)
    Membership.objects.filter(role=Role.ADMIN).delete()
    call_command("board_administrator", ISSUER, "other", stderr=StringIO())
    assert [one.role for one in api.actors_of(ISSUER, "other")] == [Role.ADMIN]

"""How someone comes in: by a code, once; with several roles; and never by a code for another kind of board."""

from __future__ import annotations

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.world import ISSUER, World
from winternship_board import api
from winternship_board.screens import Page
from winternship_core.placements import Role


def test_a_code_of_invitation_works_once(world: World) -> None:
    code = api.invite(world.bo, Role.TRAINER, organisation=world.ids["bakery"])
    assert "This code does not work" in Visitor("new").post("", "accept", code="made up")
    first = Visitor("new").answer("", "accept", code=code)
    assert isinstance(first, Page)
    assert [actor.role for actor in api.actors_of(ISSUER, "new")] == [Role.TRAINER]
    assert "This code does not work" in Visitor("other").post("", "accept", code=code)
    assert api.actors_of(ISSUER, "other") == ()


def test_a_code_is_not_used_up_where_its_role_is_not_offered(world: World) -> None:
    code = api.invite(world.bo, Role.TRAINER, organisation=world.ids["bakery"])
    closed = Visitor("new", roles=frozenset({"ST"}))
    assert "This code does not work" in closed.post("", "accept", code=code)
    assert "This code does not work" not in Visitor("new").post("", "accept", code=code)


def test_a_board_without_codes_takes_none(world: World) -> None:
    code = api.invite(world.bo, Role.TRAINER, organisation=world.ids["bakery"])
    shown = Visitor("new", by_code=False).post("", "accept", code=code)
    assert 'name="code"' not in shown
    assert api.actors_of(ISSUER, "new") == ()


def test_a_student_finds_the_profile_the_school_made(world: World) -> None:
    values = {"school": world.ids["college"], "programme": world.ids["programme"], "name": "Lot Nieuw"}
    made = api.create(world.carla, "student", values).id
    code = api.student_code(world.carla, made)
    with pytest.raises(api.NotFound):
        api.student_code(world.cas, made)  # another school's coordinator
    with pytest.raises(api.NotAllowed):
        api.student_code(world.sam, world.ids["sam"])
    Visitor("lot").answer("", "accept", code=code)
    assert [actor.role for actor in api.actors_of(ISSUER, "lot")] == [Role.STUDENT]
    assert "Lot Nieuw" in Visitor("lot").see("about_me")
    assert "This code does not work" in Visitor("thief").post("", "accept", code=code)
    with pytest.raises(api.AlreadyThere):
        api.student_code(world.carla, made)


def test_a_student_code_is_no_personal_link(world: World) -> None:
    values = {"school": world.ids["college"], "programme": world.ids["programme"], "name": "Lot Nieuw"}
    code = api.student_code(world.carla, api.create(world.carla, "student", values).id)
    with pytest.raises(api.NotFound):
        api.actor_by_link(code)


def test_a_parent_comes_in_by_a_code_and_the_student_does_not(world: World) -> None:
    card = {"student": world.ids["noor"], "name": "Ouder Twee", "phone": "0"}
    made = api.create(world.carla, "guardian", card).id
    page = Visitor("carla").see("student", id=world.ids["noor"])
    assert "Code for Ouder Twee" in page
    with pytest.raises(api.NotFound):
        api.guardian_code(world.cas, made)  # another school's coordinator
    with pytest.raises(api.NotAllowed):
        api.guardian_code(world.noor, made)
    shown = Visitor("carla").post("student", "guardian_code", id=world.ids["noor"], guardian=made)
    code = shown.split("The code is ")[1].split()[0]
    for liar in ("noor", "sam", "carla", "bo"):
        Visitor(liar).post("home", "accept", code=code)
        assert Role.GUARDIAN not in {actor.role for actor in api.actors_of(ISSUER, liar)}
    Visitor("parent").answer("", "accept", code=code)
    assert [actor.role for actor in api.actors_of(ISSUER, "parent")] == [Role.GUARDIAN]
    with pytest.raises(api.AlreadyThere):
        api.guardian_code(world.carla, made)
    assert "Code for Ouder Twee" not in Visitor("carla").see("student", id=world.ids["noor"])


def test_several_roles_are_switched_and_none_is_invented(world: World) -> None:
    world.someone("sam", Role.SUPERVISOR, "college")
    world.people["sam"] = api.Actor(api.person(ISSUER, "sam"), Role.STUDENT)
    sam = Visitor("sam")
    page = sam.see("home")
    assert "school supervisor: college" in page
    assert 'value="ST-0"' in page
    shown = sam.answer("home", **{"as": "ST-0"})
    assert isinstance(shown, Page)
    assert shown.acting_as == "ST-0"
    assert "Find a place" in shown.html
    invented = sam.answer("home", **{"as": "AD-1"})
    assert isinstance(invented, Page)
    assert invented.acting_as != "AD-1"


def test_only_the_roles_of_this_board_are_offered(world: World) -> None:
    assert "Welcome to the placement board" in Visitor("bo", roles=frozenset({"ST"})).see("home")


@pytest.mark.parametrize("screen", ["", "nowhere", "agreement", "../home", "x" * 500])
def test_whatever_a_browser_asks_is_answered(world: World, screen: str) -> None:
    page = Visitor("sam").see(
        screen, id="1; drop table", trail=["x"], view="-1", **{"as": "'", "f.level": "9"}
    )
    assert "data-heading" in page


def test_a_get_never_changes_anything(world: World) -> None:
    from winternship_board.screens import serve

    vacancy = world.vacancy()
    sam = Visitor("sam")
    serve(sam.host, {"screen": ["vacancy"], "do": ["wish"], "id": [str(vacancy)]})
    assert api.wishes(world.sam, world.ids["sam"]) == ()
    serve(sam.host, {}, {"screen": ["vacancy"], "do": ["wish"], "id": [str(vacancy)]})
    assert api.wishes(world.sam, world.ids["sam"]) == (vacancy,)

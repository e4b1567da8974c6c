"""Roles leave a trace: who gave, ended, offered or took one; and a person has one profile at a school."""

from __future__ import annotations

import pytest

from tests.board.world import ISSUER, World
from winternship_board import api
from winternship_board.models import Event, Invitation, Membership
from winternship_core.placements import Role

pytestmark = pytest.mark.django_db


def _log(kind: str, pk: int) -> list[tuple[str, str, int | None]]:
    rows = Event.objects.filter(kind=kind, object_id=pk).order_by("sequence")
    return [(one.action, one.by_role, one.by_person) for one in rows]


def test_giving_and_ending_a_role_is_written_down_with_who_did_it(world: World) -> None:
    someone = api.person(ISSUER, "someone")
    given = api.grant(world.carla, someone, Role.SUPERVISOR, organisation=world.ids["college"])
    api.end_role(world.admin, given.membership_id or 0)

    assert _log("role", given.membership_id or 0) == [
        ("grant", Role.COORDINATOR, world.carla.person_id),
        ("end", Role.ADMIN, world.admin.person_id),
    ]
    with pytest.raises(api.NotFound):
        api.end_role(world.admin, given.membership_id or 0)
    assert len(_log("role", given.membership_id or 0)) == 2


def test_a_role_ended_in_the_administration_is_written_down_once(world: World) -> None:
    held = world.carla.membership_id or 0
    before = len(_log("role", held))
    api.oversight.end_held(world.admin, held)

    assert [one[0] for one in _log("role", held)[before:]] == ["end"]


def test_an_invitation_is_written_down_when_it_is_made_and_when_it_is_taken(world: World) -> None:
    secret = api.invite(world.bo, Role.TRAINER, organisation=world.ids["bakery"])
    offered = Invitation.objects.latest("pk")
    assert _log("invitation", offered.pk) == [("invite", Role.COMPANY, world.bo.person_id)]

    taker = api.person(ISSUER, "new trainer")
    taken = api.accept(secret, taker)
    assert _log("role", taken.membership_id or 0) == [("accept", Role.TRAINER, taker)]
    assert not any(secret in str(one.data) for one in Event.objects.all())


def test_who_may_not_give_a_role_leaves_no_trace_of_one(world: World) -> None:
    before = Event.objects.count(), Membership.objects.count()
    with pytest.raises(api.NotAllowed):
        api.grant(world.wim, api.person(ISSUER, "x"), Role.TRAINER, organisation=world.ids["bakery"])
    with pytest.raises(api.NotAllowed):
        api.invite(world.wim, Role.TRAINER, organisation=world.ids["bakery"])

    assert (Event.objects.count(), Membership.objects.count()) == before


def test_a_person_has_one_profile_at_a_school(world: World) -> None:
    values = {"school": world.ids["college"], "programme": world.ids["programme"], "name": "New"}
    first, second = (api.create(world.carla, "student", values) for _ in range(2))
    person = api.person(ISSUER, "new")
    api.know_student(world.carla, first.id, person)

    with pytest.raises(api.AlreadyThere):
        api.know_student(world.carla, second.id, person)
    assert api.see(world.carla, "student", second.id).version == second.version  # and nothing was changed


def test_a_recognised_companys_number_may_look_like_a_citizen_service_number(world: World) -> None:
    row = {"location": world.ids["bakery location"], "crebo": "99999", "company_id": "123456782"}
    made = api.create(world.people["broker east"], "accreditation", row)

    assert api.see(world.people["broker east"], "accreditation", made.id).fields["company_id"] == "123456782"
    for field, value in (("company_id", "BSN 123456782"), ("evidence", "123456782")):
        with pytest.raises(api.PersonalNumber):
            api.create(world.people["broker east"], "accreditation", {**row, "crebo": "99998", field: value})

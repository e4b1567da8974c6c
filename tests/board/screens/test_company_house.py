"""A company keeps its own papers: data, addresses, people, recognitions, colleagues who come and go."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.board.screens.conftest import Visitor
from tests.board.world import ISSUER, World, version_of
from winternship_board import api
from winternship_board.models import ContactPerson, Membership

Visit = Callable[..., Visitor]


def code_in(html: str) -> str:
    found = re.search(r"shown here only once: ([\w-]+)", html)
    assert found
    return found.group(1)


def test_a_colleague_is_invited_comes_in_once_and_is_replaced(world: World, visitor: Visit) -> None:
    code = code_in(visitor("bo").post("colleagues", "invite", role="WT", form="invite"))
    assert code not in visitor("bo").see("colleagues")
    wanda = visitor("wanda")
    wanda.post("home", "accept", code=code)
    assert [one.role for one in api.actors_of(ISSUER, "wanda")] == ["WT"]
    visitor("willem").post("home", "accept", code=code)
    assert api.actors_of(ISSUER, "willem") == ()

    member = api.actors_of(ISSUER, "wanda")[0].membership_id
    visitor("bo").post("colleagues", "end", member=member)
    assert api.actors_of(ISSUER, "wanda") == ()


def test_nobody_ends_or_gives_a_role_at_another_house(world: World, visitor: Visit) -> None:
    for name in ("gus", "wim"):
        visitor(name).post("colleagues", "end", member=world.bo.membership_id)
        visitor(name).post("colleagues", "end", member=world.wes.membership_id)
    assert Membership.objects.filter(ended_at=None, role__in=["CO", "WT"]).count() == 4
    assert "Not done yet" in visitor("wim").post("colleagues", "invite", role="WT")
    assert "Not done yet" in visitor("bo").post("colleagues", "invite", role="AD")
    assert "wes" not in visitor("wim").see("colleagues")


def test_a_card_is_made_once_and_changed_and_a_phone_number_is_never_needed(
    world: World, visitor: Visit
) -> None:
    bo = visitor("bo")
    bo.post("colleagues", "card", name="Bo Baker", function="", email="bo@example.nl", phone="")
    bo.post("colleagues", "card", name="Bo Bakker", function="Owner", email="bo@example.nl", phone="")
    assert ContactPerson.objects.filter(person=world.bo.person_id).count() == 1
    html = bo.see("colleagues")
    assert 'value="Bo Bakker"' in html
    assert "Fill in your name" not in bo.see("home")
    wrong = bo.post("colleagues", "card", form="card", name="Bo", function="", email="nonsense", phone="")
    assert 'data-field="email"' in wrong
    number = bo.post("colleagues", "card", form="card", name="Bo 111222333", function="", email="", phone="")
    assert "citizen service number" in number


def test_addresses_and_people_are_added_and_changed(world: World, visitor: Visit) -> None:
    bo = visitor("bo")
    place = {
        "name": "Shop",
        "address": "Markt 1",
        "pc6": "7201 lx",
        "city": "Zutphen",
        "public_transport": "",
    }
    bo.post("company", "location", **place)
    made = api.search(world.bo, "location").rows[0]
    assert (made.fields["pc6"], made.fields["pc4"], made.fields["region"]) == ("7201LX", "7201", "east")
    again = {**place, "of": made.id, "version": made.version, "city": "Warnsveld"}
    bo.post("company", "location", **again)
    assert api.see(world.bo, "location", made.id).fields["city"] == "Warnsveld"
    html = bo.post("company", "location", **again)
    assert "Somebody changed this meanwhile" in html
    theirs = world.ids["garage location"]
    bo.post("company", "location", **{**place, "of": theirs, "version": version_of("location", theirs)})
    assert api.see(world.gus, "location", theirs).fields["name"] == ""
    bo.post("company", "contact", name="Ria", function="Shop", email="ria@example.nl", phone="0575 654321")
    assert '<a href="tel:0575654321">0575 654321</a>' in bo.see("company")


def test_what_was_verified_stays_and_the_rest_may_change(world: World, visitor: Visit) -> None:
    pk = world.ids["bakery"]
    about = {"version": version_of("organisation", pk)}
    visitor("bo").post(
        "company", "change", trade_name="De Korst", size="2-9", website="", name="Other", **about
    )
    fields = api.see(world.bo, "organisation", pk).fields
    assert (fields["trade_name"], fields["size"], fields["name"]) == ("De Korst", "2-9", "bakery")
    assert "Not found" in visitor("wim").see("company", **{"as": f"WT-{world.wim.membership_id}"})


def test_a_recognition_is_noted_and_asked_for_but_never_granted_here(world: World, visitor: Visit) -> None:
    bo = visitor("bo")
    html = bo.post("recognitions", "add", location=world.ids["bakery location"], crebo="123", form="add")
    assert 'data-field="crebo"' in html
    bo.post("recognitions", "add", location=world.ids["bakery location"], crebo="25999", name="Pastry")
    seen = api.search(world.bo, "accreditation", where={"crebo": "25999"}).rows[0]
    html = bo.see("accreditation", id=seen.id)
    assert "Not looked up yet" in html
    assert "Was your recognition checked or requested?" in bo.see("home")
    about = {"kind": "accreditation", "id": seen.id, "version": seen.version}
    assert "Not done yet" in bo.post("accreditation", "move", action="record check", **about)
    bo.post("accreditation", "move", action="record application", **about)
    assert api.see(world.bo, "accreditation", seen.id).fields["state"] == "requested"
    theirs = bo.post("recognitions", "add", location=world.ids["garage location"], crebo="25999", name="x")
    assert "Not done yet" in theirs

"""A student's screens before and during a placement: wishes, signing, hours, looking back, trouble, their data."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

from tests.board.screens.conftest import Visitor
from tests.board.world import START, World, edit, state_of, step
from winternship_board import api
from winternship_board.models import Consent, Signal, Task
from winternship_board.screens import Download
from winternship_core.placements import Said


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def test_wishes_are_ordered_and_put_back(world: World, visitor: Callable[..., Visitor]) -> None:
    first, second = world.vacancy(), world.vacancy("garage", "gus", title="Garage: oil and tyres")
    sam = visitor("sam")
    for vacancy in (first, second):
        assert "Added to your wishes" in sam.post("vacancy", "wish", id=vacancy)
    assert api.wishes(world.sam, world.ids["sam"]) == (first, second)
    page = sam.post("wishes", "up", id=second)
    assert api.wishes(world.sam, world.ids["sam"]) == (second, first)
    assert "Garage: oil and tyres is now number 1" in page
    assert [int(one) for one in re.findall(r'name="order" value="(\d+)"', page)] == [first, second]
    sam.post("wishes", "put_back", order=[first, second])
    assert api.wishes(world.sam, world.ids["sam"]) == (first, second)
    sam.post("wishes", "drop", id=first)
    assert api.wishes(world.sam, world.ids["sam"]) == (second,)
    assert "Not done yet" in sam.post("wishes", "up", id=99999)
    assert api.wishes(world.sam, world.ids["sam"]) == (second,)


def test_a_parent_reads_of_the_child_and_not_of_their_own_placement(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    assert "You have no placement yet" in visitor("sam").see("placement")
    page = visitor("pat").see("placement")
    assert "There is no placement yet" in page
    assert "My placement" not in page


def test_student_and_parent_sign_what_they_saw(
    world: World, visitor: Callable[..., Visitor], on_day: Callable[[dt.date], None]
) -> None:
    world.vacancy()
    _, agreement = world.signing("noor")
    noor, pat = visitor("noor"), visitor("pat")
    assert "Sign your placement agreement" in noor.see("home")
    page = noor.see("agreement", id=agreement)
    assert "After a talk of all three." in page
    values = {name: hidden(page, name) for name in ("id", "version", "document_hash")}
    assert "Fill this in" in noor.post("agreement", "sign", form="sign", **values)
    other = {**values, "document_hash": "0" * 64}
    assert "Not done yet" in noor.post("agreement", "sign", form="sign", read_it="on", **other)
    assert "Your signature is under it" in noor.post("agreement", "sign", form="sign", read_it="on", **values)
    assert "Sign your placement agreement" not in noor.see("home")
    page = pat.see("agreement", id=agreement)
    values = {name: hidden(page, name) for name in ("id", "version", "document_hash")}
    assert "Your signature is under it" in pat.post("agreement", "sign", form="sign", read_it="on", **values)


def test_hours_are_kept_sent_and_mended(
    world: World, visitor: Callable[..., Visitor], on_day: Callable[[dt.date], None]
) -> None:
    world.vacancy()
    on_day(START)
    placement = world.active()
    on_day(START + dt.timedelta(days=9))
    sam = visitor("sam")
    assert "Fill in the hours of week 5" in sam.see("home")
    page = sam.see("hours", iso_year=2027, iso_week=5)
    values: dict[str, Any] = {name: hidden(page, name) for name in ("placement", "iso_year", "iso_week")}
    page = sam.post("hours", "save", form="save", day_mo="a lot", note="Ovens", **values)
    assert "Fill in a number" in page
    assert 'value="Ovens"' in page
    assert 'value="a lot"' in page
    assert "24 hours at most" in sam.post("hours", "save", form="save", day_mo="25", **values)
    sam.post("hours", "save", form="save", day_mo="7,5", day_tu="8", **values)
    row = api.search(world.sam, "hour_week", where={"placement": placement}).rows[0]
    assert row.fields["days"] == [7.5, 8.0, 0, 0, 0, 0, 0]
    assert row.fields["state"] == "open"
    values |= {"id": row.id, "version": row.version}
    assert "The week is submitted" in sam.post("hours", "save", form="save", day_mo="8", send="1", **values)
    assert state_of("hour_week", row.id) == "submitted"
    step(world.wim, "hour_week", row.id, "return", Said(reason="Monday was a holiday."))
    assert "Your trainer returned the week" in sam.see("home")
    page = sam.see("hours", iso_year=2027, iso_week=5)
    sent = sam.post(
        "hours", "save", form="save", day_mo="6", send="1", **{**values, "version": hidden(page, "version")}
    )
    assert "The week is submitted" in sent


def test_a_stale_form_keeps_what_was_typed(world: World, visitor: Callable[..., Visitor]) -> None:
    sam = visitor("sam")
    page = sam.see("about_me")
    values = {
        name: value
        for name, value in re.findall(r'name="((?:was\.)?[\w.:]+)" value="([^"]*)"', page)
        if name in {"id", "version"} or name.startswith("was.")
    }
    edit(world.sam, "student", world.ids["sam"], {"wish_text": "Something else"})
    page = sam.post("about_me", "save", form="save", wish_text="I like dough", **values)
    assert "Somebody changed this meanwhile" in page
    assert "I like dough" in page
    assert "Something else" in page
    assert api.see(world.sam, "student", world.ids["sam"]).fields["wish_text"] == "Something else"
    values["version"] = hidden(page, "version")
    assert "Saved" in sam.post("about_me", "save", form="save", wish_text="I like dough", **values)


def test_trouble_reaches_the_confidant_alone(world: World, visitor: Callable[..., Visitor]) -> None:
    sam = visitor("sam")
    facts = {"kind": "unsafe", "facts": "No guard on the slicer.", "is_hidden": "on"}
    assert "It is with the confidential contact" in sam.post("trouble", "tell", form="tell", **facts)
    signal = Signal.objects.get()
    assert signal.is_hidden
    assert api.search(world.vera, "signal").rows
    for other in (world.carla, world.bo, world.wim, world.tess):
        assert not api.search(other, "signal").rows
    assert "unsafe work" in sam.see("trouble")


def test_my_data_my_consent_my_erasure(world: World, visitor: Callable[..., Visitor]) -> None:
    sam = visitor("sam")
    assert "Profile as student: 1" in sam.see("privacy")
    file = sam.answer("privacy", "export")
    assert isinstance(file, Download)
    assert json.loads(file.body)["student"][0]["name"] == "Sam Jansen"
    sam.post("privacy", "consents", be_proposed="on")
    sam.post("privacy", "consents", be_proposed="on")
    assert [(one.purpose, one.given) for one in Consent.objects.all()] == [("be_proposed", True)]
    sam.post("privacy", "erase")
    sam.post("privacy", "erase")
    assert Task.objects.get(kind="erase_request").student_id == world.ids["sam"]


def test_what_i_need_is_read_by_whom_i_name(world: World, visitor: Callable[..., Visitor]) -> None:
    sam = visitor("sam")
    sam.post(
        "about_me",
        "support",
        form="support",
        student=world.ids["sam"],
        text="Short tasks.",
        shared_with=["SC"],
    )
    assert api.search(world.carla, "support_wish").rows
    assert not api.search(world.tess, "support_wish").rows


def test_the_placement_shows_who_and_when(
    world: World, visitor: Callable[..., Visitor], on_day: Callable[[dt.date], None]
) -> None:
    world.vacancy()
    placement = world.prepared()
    api.save_my_card(world.wim, {"name": "Wim Bakker", "phone": "06 12345678"})
    page = visitor("sam").see("placement", id=placement)
    assert 'href="tel:0612345678"' in page
    assert "Wim Bakker" in page
    assert "1 February 2027" in page
    assert "Wim Bakker" not in visitor("noor").see("placement", id=placement)
    assert "no placement yet" in visitor("noor").see("placement")

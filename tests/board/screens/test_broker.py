"""A broker: the companies of the region, verification, recognitions, introductions, invitations; what a liar gets."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.world import ISSUER, World, state_of
from winternship_board import api
from winternship_board.models import Accreditation, OwnNote, StudentProfile, Task, Vacancy
from winternship_board.screens import Download
from winternship_core.assessment import load_instrument
from winternship_core.placements import Role

INTAKE = {
    "form": "add",
    "kind": "company",
    "name": "Zonnebloem Zorg",
    "registry_number": "12345678",
    "sector": "care",
    "city": "Deventer",
    "pc6": "7411 ab",
    "contact_name": "Ada Bos",
    "email": "ada@example.nl",
    "submit": "on",
}


@pytest.fixture
def broker(world: World, visitor: Callable[..., Visitor]) -> Visitor:
    return visitor("broker east")


def version(html: str) -> str:
    return re.findall(r'name="version" value="(\d+)"', html)[0]


def test_the_companies_are_those_of_the_region_alone(world: World, broker: Visitor) -> None:
    html = broker.see("companies")
    assert "bakery" in html
    assert "garage" in html
    assert "harbour" not in html
    assert "1 recognised" in html
    assert "As a broker you never see names of students" in html
    assert "bakery" in broker.see("organisation", id=world.ids["bakery"])
    gone = broker.see("organisation", id=world.ids["harbour"])
    assert "harbour" not in gone
    assert "Not found" in gone


def test_filters_words_and_csv_tell_the_same(world: World, broker: Visitor) -> None:
    Accreditation.objects.filter(organisation=world.ids["garage"]).update(state="recheck_due")
    html = broker.post("companies", "", searched="1", **{"f.recognition": "recheck_due"})
    assert "garage" in html
    assert "bakery" not in html
    file = broker.answer("companies", "csv", searched="1", words="bake")
    assert isinstance(file, Download)
    lines = file.body.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("bakery,")
    assert "info@example.nl" not in file.body.decode()


def test_a_new_company_is_made_verified_and_stands_in_the_list(world: World, broker: Visitor) -> None:
    html = broker.post("new_company", "add", **INTAKE)
    assert "The company is there" in html
    pk = int(re.findall(r'name="id" value="(\d+)"', html)[0])
    assert state_of("organisation", pk) == "submitted"
    home = broker.see("home")
    assert "Verify Zonnebloem Zorg" in home
    refused = broker.post(
        "organisation",
        "move",
        form=f"move organisation {pk} verify",
        kind="organisation",
        id=pk,
        version=2,
        action="verify",
        **{"asked.registry_checked": "1", "asked.contact_checked": "1"},
    )
    assert "I checked the registry." in refused
    assert state_of("organisation", pk) == "submitted"
    done = broker.post(
        "organisation",
        "move",
        form=f"move organisation {pk} verify",
        kind="organisation",
        id=pk,
        version=2,
        action="verify",
        registry_checked="on",
        contact_checked="on",
        evidence="KVK, today",
        **{"asked.registry_checked": "1", "asked.contact_checked": "1"},
    )
    assert "It is now: verified" in done
    assert state_of("organisation", pk) == "verified"
    location = api.search(world.system, "location", where={"organisation": pk}).rows[0].fields
    assert (location["pc6"], location["pc4"], location["region"]) == ("7411AB", "7411", "east")


def test_an_intake_that_is_refused_makes_nothing_and_keeps_what_was_typed(
    world: World, broker: Visitor
) -> None:
    before = api.search(world.system, "organisation", limit=200).rows
    html = broker.post("new_company", "add", **{**INTAKE, "email": "no address", "city": ""})
    assert "Zonnebloem Zorg" in html
    assert html.count("Fill this in.") >= 1
    html = broker.post("new_company", "add", **{**INTAKE, "email": "no address"})
    assert "E-mail" in html
    assert len(api.search(world.system, "organisation", limit=200).rows) == len(before)


def test_a_company_like_another_is_told(world: World, broker: Visitor) -> None:
    html = broker.post("new_company", "add", **{**INTAKE, "name": "Bakery"})
    assert "looks like a company that is there already" in html


def test_the_level_shows_only_while_the_company_shares_it(
    world: World, broker: Visitor, visitor: Callable[..., Visitor]
) -> None:
    level = load_instrument().levels[0]
    bo, pk = visitor("bo"), world.ids["bakery"]
    assert "nobody sees your level" in bo.see("sharing")
    refused = bo.post("sharing", "share", form="share", level="best of all", made_on="2026-11-01")
    assert "Choose one of the options." in refused
    html = bo.post("sharing", "share", form="share", level=level.id, made_on="2026-11-01")
    assert "Your level is shared." in html
    assert level.label.en in broker.see("organisation", id=pk)
    assert level.label.nl in visitor("broker east", language="nl").see("organisation", id=pk)
    assert level.label.en not in visitor("sam").see("vacancies")
    stopped = bo.post("sharing", "stop", version=version(html))
    assert "From now on nobody sees it." in stopped
    assert level.label.en not in broker.see("organisation", id=pk)
    stale = bo.post("sharing", "stop", version=version(html))
    assert "Somebody changed this meanwhile" in stale
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', stopped.split("Undo")[0].rsplit("<form", 1)[1]))
    bo.post("sharing", "share", version=again["version"], level=again["level"], made_on=again["made_on"])
    assert level.label.en in broker.see("organisation", id=pk)
    assert "nobody sees your level" in visitor("gus").see("sharing")


def test_data_of_a_company_change_in_the_version_that_was_seen(world: World, broker: Visitor) -> None:
    pk = world.ids["bakery"]
    seen = api.see(world.system, "organisation", pk)
    values = {"form": f"change organisation {pk}", "id": pk, "part": pk, "kind": "organisation"}
    values |= {"trade_name": "The Crust", "website": "https://bakery.example", "version": seen.version}
    assert "Saved." in broker.post("organisation", "change", **values)
    stale = broker.post("organisation", "change", **{**values, "trade_name": "Other"})
    assert "Somebody changed this meanwhile" in stale
    assert api.see(world.system, "organisation", pk).fields["trade_name"] == "The Crust"


def test_a_recognition_is_recorded_and_checked(world: World, broker: Visitor) -> None:
    values = {"form": "add_recognition", "id": world.ids["bakery"], "crebo": "25999", "source": "manual"}
    html = broker.post("organisation", "add_recognition", location=world.ids["bakery location"], **values)
    assert "Recorded." in html
    pk = Accreditation.objects.get(crebo="25999").pk
    blocked = broker.see("accreditation", id=pk)
    assert "The company ID (leerbedrijf-ID) is missing." in blocked
    row = api.see(world.system, "accreditation", pk)
    broker.post(
        "accreditation",
        "change",
        form="change",
        id=pk,
        version=row.version,
        crebo="25999",
        company_id="100200300",
        starts_on="2025-01-01",
        source="manual",
    )
    assert "tel:" not in broker.see("accreditation", id=pk)  # an ID of nine digits is no telephone number
    html = broker.post(
        "accreditation",
        "move",
        form=f"move accreditation {pk} record check",
        kind="accreditation",
        id=pk,
        version=row.version + 1,
        action="record check",
    )
    assert "It is now: recognised" in html
    elsewhere = broker.post(
        "organisation", "add_recognition", location=world.ids["harbour location"], **values
    )
    assert "Choose one of the options." in elsewhere


def test_notes_are_read_by_their_writer_alone(
    world: World, broker: Visitor, visitor: Callable[..., Visitor]
) -> None:
    pk = world.ids["bakery"]
    html = broker.post("organisation", "write_note", form="write_note", id=pk, note="Call in May")
    assert "Call in May" in html
    world.someone("broker two", Role.BROKER, region="east")
    assert "Call in May" not in visitor("broker two").see("organisation", id=pk)
    note = OwnNote.objects.get().pk
    visitor("broker two").post("organisation", "drop_note", id=pk, note_id=note)
    assert OwnNote.objects.filter(pk=note).exists()
    undone = broker.post("organisation", "drop_note", id=pk, note_id=note)
    assert "Undo" in undone
    assert not OwnNote.objects.exists()
    assert 'name="note" value="Call in May"' in undone
    refused = broker.post("organisation", "write_note", form="write_note", id=pk, note="BSN 111222333")
    assert "BSN" in refused
    assert not OwnNote.objects.exists()


def test_a_vacancy_is_read_and_published_and_kept_alive(world: World, broker: Visitor) -> None:
    pk = world.vacancy()
    Vacancy.objects.filter(pk=pk).update(state="in_review")
    assert "Review the vacancy" in broker.see("home")
    row = api.see(world.system, "vacancy", pk)
    sent = {"form": f"move vacancy {pk} return", "kind": "vacancy", "id": pk, "action": "return"}
    refused = broker.post("vacancy", "move", version=row.version, **sent)
    assert "Write a reason." in refused
    done = broker.post("vacancy", "move", version=row.version, reason="Say who guides.", **sent)
    assert "It is now: draft" in done
    Vacancy.objects.filter(pk=pk).update(state="published")
    row = api.see(world.system, "vacancy", pk)
    assert "still open" in broker.post("vacancy", "alive", id=pk, version=row.version)
    stale = broker.post("vacancy", "alive", id=pk, version=row.version)
    assert "Somebody changed this meanwhile" in stale


def test_only_students_who_agreed_can_be_introduced_and_by_nobody_else(
    world: World, broker: Visitor, visitor: Callable[..., Visitor]
) -> None:
    pk, sam = world.vacancy(), world.ids["sam"]
    assert "fits nobody who wants to be proposed" in broker.see("vacancy", id=pk)
    liar = broker.post("vacancy", "introduce", id=pk, student=sam)
    assert "Not done yet" in liar
    api.give_consent(world.sam, sam, "be_proposed", given=True, text_version="1")
    html = broker.see("vacancy", id=pk)
    assert "Baker (BOL)" in html
    assert "Sam Jansen" not in html
    assert "sam@example.nl" not in html
    west = visitor("broker west")
    assert "Not done yet" in west.post("vacancy", "introduce", id=pk, student=sam)
    html = broker.post("vacancy", "introduce", id=pk, student=sam)
    assert "decides" in html
    found = api.search(world.sam, "application", limit=5).rows
    assert [(one.fields["state"], one.fields["origin"]) for one in found] == [("proposed", "broker")]
    assert api.search(world.bo, "application").rows == ()
    listed = broker.see("applications")
    assert "Bakery: learn every shift" in listed
    assert "Sam Jansen" not in listed
    shown = broker.see("application", id=found[0].id)
    assert "<dd>Baker (25180)</dd>" in shown
    assert "Sam Jansen" not in shown
    assert "Not done yet" in broker.post("vacancy", "introduce", id=pk, student=sam)
    api.give_consent(world.sam, sam, "be_proposed", given=False, text_version="1")
    assert "Bakery: learn every shift" not in broker.see("applications")


def test_whoever_is_kept_apart_or_placed_is_no_candidate(world: World, broker: Visitor) -> None:
    pk, sam = world.vacancy(), world.ids["sam"]
    api.give_consent(world.sam, sam, "be_proposed", given=True, text_version="1")
    api.block_pair(world.sam, sam, world.ids["bakery"])
    assert "Baker (BOL)" not in broker.see("vacancy", id=pk)
    assert "Not done yet" in broker.post("vacancy", "introduce", id=pk, student=sam)
    finn = world.ids["finn"]
    api.give_consent(world.finn, finn, "be_proposed", given=True, text_version="1")
    StudentProfile.objects.filter(pk=finn).update(is_placed=True)
    assert "Baker (BOL)" not in broker.see("vacancy", id=pk)


def test_a_look_at_a_minor_is_noted(world: World, broker: Visitor) -> None:
    pk, noor = world.vacancy(), world.ids["noor"]
    api.give_consent(world.noor, noor, "be_proposed", given=True, text_version="1")
    broker.see("vacancy", id=pk)
    assert [(role, kind) for _, role, kind, _ in api.access_log(world.noor, noor)] == [("BR", "student")]


def test_a_company_is_introduced_to_a_school_once(world: World, broker: Visitor) -> None:
    pk = world.ids["bakery"]
    values = {
        "form": "introduce",
        "id": pk,
        "school": world.ids["college"],
        "words": "All shifts can be learned.",
    }
    assert "The school has one more task" in broker.post("organisation", "introduce", **values)
    task = api.tasks(world.carla)[0]
    assert (task.kind, task.object_id) == ("introduced_company", pk)
    again = broker.post("organisation", "introduce", **values)
    assert "There is one already" in again
    assert Task.objects.filter(kind="introduced_company").count() == 1
    told = api.history(world.carla, "organisation", pk)[-1]
    assert (told.action, told.reason) == ("introduce", "All shifts can be learned.")
    wrong = broker.post("organisation", "introduce", **{**values, "school": world.ids["harbour"]})
    assert "Choose one of the options." in wrong


def test_a_code_is_shown_once_and_gives_the_role(
    world: World, broker: Visitor, visitor: Callable[..., Visitor]
) -> None:
    answer = broker.answer("organisation", "invite", form="invite", id=world.ids["bakery"], role="CO")
    assert not isinstance(answer, Download)
    code = re.findall(r'value="([\w-]{20,})" readonly', answer.html)[0]
    assert code not in answer.address
    assert code not in answer.said
    assert code not in broker.see("organisation", id=world.ids["bakery"])
    assert "company contact" in broker.see("invitations")
    newcomer = visitor("newcomer")
    assert "Welcome to the placement board" in newcomer.see("home")
    newcomer.post("", "accept", code=code)
    assert [one.role for one in api.actors_of(ISSUER, "newcomer")] == [Role.COMPANY]
    assert "company contact" not in broker.see("invitations")
    assert 'value="made-up"' not in broker.see("organisation", id=world.ids["bakery"], made="made-up")


def test_a_code_can_be_withdrawn_by_its_maker_alone(
    world: World, broker: Visitor, visitor: Callable[..., Visitor]
) -> None:
    html = broker.post("invitations", "invite", form="invite", role="BR")
    code = re.findall(r'value="([\w-]{20,})" readonly', html)[0]
    pk = re.findall(r'name="code_id" value="(\d+)"', html)[0]
    assert "Not done yet" in visitor("broker west").post("invitations", "withdraw", code_id=pk)
    assert "The code is withdrawn." in broker.post("invitations", "withdraw", code_id=pk)
    visitor("newcomer").post("", "accept", code=code)
    assert api.actors_of(ISSUER, "newcomer") == ()
    refused = broker.post("invitations", "invite", form="invite", role="AD")
    assert "Choose one of the options." in refused


@pytest.mark.parametrize("screen", ["companies", "new_company", "recognitions", "vacancies", "applications"])
def test_both_languages_say_all_and_nobody_else_gets_in(
    world: World, visitor: Callable[..., Visitor], screen: str
) -> None:
    dutch = visitor("broker east", language="nl").see(screen)
    assert "Als bemiddelaar zie je nooit namen" in dutch
    assert 'data-screen="home"' in visitor("pim").see(screen)


def test_every_page_of_a_company_in_dutch(world: World, visitor: Callable[..., Visitor]) -> None:
    dutch = visitor("broker east", language="nl")
    html = dutch.see("organisation", id=world.ids["bakery"])
    assert "Mijn notities" in html
    assert "Niveau in de Stagescan" in html
    vacancy = world.vacancy()
    assert "Studenten bij wie deze vacature past" in dutch.see("vacancy", id=vacancy)
    recognition = world.ids["bakery recognition"]
    assert "register van SBB" in dutch.see("accreditation", id=recognition)

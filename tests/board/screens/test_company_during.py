"""What a company and a trainer do for a placement: check, sign, confirm hours, assess, talk, look back, report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.world import END, START, World, edit, sign, state_of, step, version_of
from winternship_board import api
from winternship_core.placements import Said

Visit = Callable[..., Visitor]
SetDay = Callable[[dt.date], None]


@pytest.fixture
def checking(world: World) -> int:
    """An agreement that the company is to check."""
    world.vacancy()
    placement = world.prepared()
    made = api.create(world.carla, "agreement", {"placement": placement})
    step(world.carla, "agreement", made.id, "send to company to check data")
    return made.id


def check(visitor: Visit, pk: int, **values: object) -> str:
    about = {"id": pk, "version": version_of("agreement", pk), "form": "check", "company_name": "Bakery"}
    return visitor("bo").post("agreement", "check", **{**about, **values})


def test_the_signer_comes_first_and_may_be_the_trainer_too(
    checking: int, world: World, visitor: Visit
) -> None:
    html = visitor("bo").see("agreement", id=checking)
    assert html.index("Who signs for the company?") < html.index("Is that also the workplace trainer?")
    assert "Check your data in the agreement" in visitor("bo").see("home")

    html = check(visitor, checking, signer="Bo Baker, bo@example.nl", also_trainer="yes")

    contents: Any = api.see(world.carla, "agreement", checking).fields["contents"]
    assert (contents["company_contact"], contents["trainer_name"]) == ("Bo Baker, bo@example.nl", "Bo Baker")
    assert "The school knows" in html
    thread = api.conversations(world.carla, "placement", world.ids["placement"])[0]
    assert "We checked our data" in api.read(world.carla, thread)[0].text


def test_another_trainer_is_named_or_the_check_is_not_done(
    checking: int, world: World, visitor: Visit
) -> None:
    html = check(visitor, checking, signer="Bo", also_trainer="no", trainer_name="")
    assert 'data-field="trainer_name"' in html
    check(visitor, checking, signer="Bo", also_trainer="no", trainer_name="Wim")
    contents: Any = api.see(world.carla, "agreement", checking).fields["contents"]
    assert contents["trainer_name"] == "Wim"
    ask = {"kind": "agreement", "id": checking, "version": version_of("agreement", checking)}
    assert "Not done yet" in visitor("bo").post(
        "agreement", "move", action="ask for change", reason="", **ask
    )
    visitor("bo").post("agreement", "move", action="ask for change", reason="The period is wrong.", **ask)
    assert state_of("agreement", checking) == "draft"


def test_the_company_signs_with_the_rules_beside_the_button(world: World, visitor: Visit) -> None:
    world.vacancy()
    _, pk = world.signing("noor")
    bo = visitor("bo")
    html = bo.see("agreement", id=pk)
    assert html.index("Which rules apply here?") < html.index("I sign for the company")
    assert "0 / 4" in html
    about = {"id": pk, "version": version_of("agreement", pk), "form": "sign"}
    shown = {**about, "document_hash": api.see(world.bo, "agreement", pk).fields["document_hash"]}

    assert 'data-field="have_read"' in bo.post("agreement", "sign", **shown)
    assert "Not done yet" in bo.post("agreement", "sign", have_read="on", **about, document_hash="0" * 64)
    assert "0 / 4" in bo.see("agreement", id=pk)
    html = bo.post("agreement", "sign", have_read="on", **shown)

    assert "1 / 4" in html
    assert "Your side has signed" in html
    assert "I sign for the company" not in html
    assert "1 of 4" in bo.see("placements")
    assert "Sign the agreement" not in bo.see("home")


def test_nobody_signs_for_the_company_but_the_company(world: World, visitor: Visit) -> None:
    world.vacancy()
    _, pk = world.signing()
    seen = api.see(world.bo, "agreement", pk)
    shown = {
        "id": pk,
        "version": seen.version,
        "document_hash": seen.fields["document_hash"],
        "have_read": "on",
    }
    for name in ("wim", "gus", "wes"):
        html = visitor(name).post("agreement", "sign", **shown)
        assert "Not done yet" in html or "Not found" in html
        assert "I sign for the company" not in html
    assert "0 / 3" in visitor("bo").see("agreement", id=pk)


def weeks(world: World, *numbers: int) -> list[int]:
    made = []
    for number in numbers:
        week = api.create(
            world.sam,
            "hour_week",
            {"placement": world.ids["placement"], "iso_year": 2027, "iso_week": number},
        )
        edit(world.sam, "hour_week", week.id, {"days": [8, 7.5, 8, 0, 0, 0, 0]})
        step(world.sam, "hour_week", week.id, "submit week")
        made.append(week.id)
    return made


@pytest.fixture
def running(world: World, on_day: SetDay) -> World:
    world.vacancy()
    on_day(START)
    world.active()
    return world


def test_all_weeks_are_confirmed_in_one_go_with_an_exception(running: World, visitor: Visit) -> None:
    first, second, third = weeks(running, 5, 6, 7)
    html = visitor("wim").see("hours")
    assert html.count('value="approve" checked') == 3
    assert "23.5" in html
    choices: dict[str, object] = {f"v.{pk}": version_of("hour_week", pk) for pk in (first, second, third)}
    choices |= {f"w.{first}": "approve", f"w.{second}": "return", f"w.{third}": "approve"}

    html = visitor("wim").post("hours", "confirm", **choices)
    assert f'data-field="why.{second}"' in html
    assert {state_of("hour_week", pk) for pk in (first, second, third)} == {"submitted"}

    choices[f"why.{second}"] = "Tuesday was a day off."
    edit(
        api.SYSTEM, "placement", running.ids["placement"], {"day_one_sent_on": START}
    )  # another version, no matter
    html = visitor("wim").post("hours", "confirm", **choices)
    assert "2 approved, 1 returned." in html
    assert [state_of("hour_week", pk) for pk in (first, second, third)] == [
        "approved",
        "returned",
        "approved",
    ]


def test_a_week_that_changed_meanwhile_is_left_alone(running: World, visitor: Visit) -> None:
    first, second = weeks(running, 5, 6)
    old = version_of("hour_week", second)
    step(running.wim, "hour_week", second, "return", Said(reason="Look again."))
    step(running.sam, "hour_week", second, "resubmit")
    choices = {f"v.{first}": version_of("hour_week", first), f"w.{first}": "approve"}
    html = visitor("wim").post(
        "hours", "confirm", **choices, **{f"v.{second}": old, f"w.{second}": "approve"}
    )
    assert "1 changed meanwhile" in html
    assert (state_of("hour_week", first), state_of("hour_week", second)) == ("approved", "submitted")


def test_only_the_trainer_of_that_placement_confirms(running: World, visitor: Visit) -> None:
    (pk,) = weeks(running, 5)
    choices = {f"v.{pk}": version_of("hour_week", pk), f"w.{pk}": "approve"}
    assert "The workplace trainer confirms them" in visitor("bo").see("hours")
    for name in ("bo", "wes", "gus"):
        visitor(name).post("hours", "confirm", **choices)
    assert state_of("hour_week", pk) == "submitted"
    assert "Sam" not in visitor("wes").see("hours")


def test_the_trainer_assesses_in_words_and_the_company_reads_it(
    running: World, visitor: Visit, on_day: SetDay
) -> None:
    placement = running.ids["placement"]
    on_day(END - dt.timedelta(14))
    assert "Write the assessment" in visitor("wim").see("home")
    assert "The trainer has not written anything yet" in visitor("bo").see("assessment", id=placement)

    html = visitor("wim").post("assessment", "save", id=placement, form="save", s0="good", w0="")
    assert "Add words, not only a mark." in html
    (row,) = api.search(running.wim, "assessment", where={"placement": placement}).rows
    about = {"id": placement, "version": row.version, "form": "save"}
    visitor("wim").post("assessment", "save", s0="good", w0="Bakes alone.", **about)
    stale = visitor("wim").post("assessment", "save", s0="almost", w0="Older words.", **about)
    assert "Somebody changed this meanwhile" in stale
    version = version_of("assessment", row.id)
    visitor("wim").post(
        "assessment",
        "move",
        kind="assessment",
        id=row.id,
        back_id=placement,
        action="submit",
        version=version,
    )

    assert state_of("assessment", row.id) == "submitted"
    html = visitor("bo").see("assessment", id=placement)
    assert "Bakes alone." in html
    assert "B1-K1-W1 Bakes bread" in html
    before = version_of("assessment", row.id)
    visitor("bo").post("assessment", "save", id=placement, version=before, s0="almost", w0="No.")
    assert version_of("assessment", row.id) == before


def test_a_talk_is_planned_held_and_written_down(running: World, visitor: Visit) -> None:
    placement = running.ids["placement"]
    wim = visitor("wim")
    wim.post("placement", "plan", id=placement, kind="midway", planned_on="2027-03-01", mode="visit")
    (row,) = api.search(running.wim, "contact_moment", where={"placement": placement}).rows
    move = {
        "kind": "contact_moment",
        "id": row.id,
        "back_id": placement,
        "action": "hold",
        "version": row.version,
    }
    wim.post("placement", "move", **move)
    version = version_of("contact_moment", row.id)
    html = wim.post(
        "placement", "agreed", id=placement, moment=row.id, version=version, agreements="More at the oven."
    )
    assert "More at the oven." in html
    assert "More at the oven." in visitor("bo").see("placement", id=placement)
    assert "Not found" in visitor("gus").post(
        "placement", "plan", id=placement, kind="end", planned_on="2027-03-01", mode="visit"
    )


def test_whom_to_call_is_a_link_and_the_private_note_of_school_is_not_there(
    running: World, visitor: Visit
) -> None:
    moment = api.create(
        running.tess,
        "contact_moment",
        {"placement": running.ids["placement"], "kind": "start", "planned_on": START, "mode": "visit"},
    )
    step(running.tess, "contact_moment", moment.id, "hold")
    edit(running.tess, "contact_moment", moment.id, {"agreements": "Fine.", "private_note": "Only for us."})
    visitor("wim").post("colleagues", "card", name="Wim de Vries", phone="0575 123456", email="", function="")
    for name in ("bo", "wim"):
        html = visitor(name).see("placement", id=running.ids["placement"])
        assert '<a href="tel:0575123456">0575 123456</a>' in html
        assert "Wim de Vries" in html
        assert "college" in html
        assert "Only for us." not in html


def test_an_emergency_number_shows_to_the_trainer_while_the_placement_runs(
    world: World, visitor: Visit, on_day: SetDay
) -> None:
    world.vacancy()
    placement = world.confirmed("noor")
    assert "0612345678" not in visitor("wim").see("placement", id=placement)
    on_day(START)
    edit(world.carla, "placement", placement, {"day_one_sent_on": START})
    step(world.tess, "placement", placement, "start")
    html = visitor("wim").see("placement", id=placement)
    assert '<a href="tel:0612345678">0612345678</a>' in html
    assert "0612345678" not in visitor("bo").see("placement", id=placement)


def test_the_company_names_a_trainer_who_becomes_one_by_it(world: World, visitor: Visit) -> None:
    world.vacancy()
    placement = world.placed()
    assert "Choose a workplace trainer" in visitor("bo").see("home")
    about = {"id": placement, "version": version_of("placement", placement)}
    visitor("bo").post("placement", "team", trainer=world.bo.person_id, stand_in=world.wes.person_id, **about)
    fields = api.see(world.bo, "placement", placement).fields
    assert (fields["trainer"], fields["stand_in"]) == (world.bo.person_id, world.wes.person_id)
    assert {one.role for one in api.actors_of("https://lms.example", "bo")} == {"CO", "WT"}
    about["version"] = version_of("placement", placement)
    html = visitor("bo").post("placement", "team", trainer=world.gus.person_id, stand_in="", **about)
    assert 'data-field="trainer"' in html


def test_trouble_goes_to_the_school_of_that_placement_and_the_reporter_hears_of_it(
    running: World, visitor: Visit
) -> None:
    told = {"signal": "unsafe", "facts": "The slicer has no guard.", "is_hidden": "on"}
    visitor("wim").post("trouble", "report", placement=running.ids["placement"], **told)
    (signal,) = api.search(running.vera, "signal").rows
    assert (signal.fields["company"], signal.fields["school"]) == (
        running.ids["bakery"],
        running.ids["college"],
    )
    assert "reporter" not in signal.fields
    assert "unsafe work" in visitor("wim").see("trouble")
    assert "slicer" not in visitor("wim").see("trouble")
    assert "unsafe" not in visitor("bo").see("trouble").split("What I reported")[1]
    html = visitor("gus").post("trouble", "report", placement=running.ids["placement"], **told)
    assert "Not done yet" in html
    assert len(api.search(api.SYSTEM, "signal").rows) == 1


def test_looking_back_is_asked_at_the_end_and_shared_only_by_a_yes(
    running: World, visitor: Visit, on_day: SetDay
) -> None:
    placement = running.ids["placement"]
    on_day(END)
    step(running.tess, "placement", placement, "end date reached")
    judged = {"B1-K1-W1": {"scale": "good", "words": "Bakes alone."}}
    made = api.create(running.wim, "assessment", {"placement": placement, "judgements": judged})
    step(running.wim, "assessment", made.id, "submit")
    edit(running.sam, "assessment", made.id, {"student_view": "Good."})
    step(running.tess, "assessment", made.id, "discuss with student")
    edit(running.tess, "assessment", made.id, {"feedback_to_company": "Well guided."})
    step(running.tess, "assessment", made.id, "confirm", Said(confirmed=frozenset({"school_decides"})))
    step(running.tess, "placement", placement, "assessment confirmed")
    step(running.carla, "placement", placement, "close")
    assert "Look back on a placement" in visitor("bo").see("home")
    mine = [one for one in api.search(running.bo, "evaluation").rows if one.fields["party"] == "CO"]
    pk = mine[0].id

    answers = {"match": "4", "contact": "2", "again": "3", "text": "Call us sooner."}
    visitor("bo").post("evaluation", "save", id=pk, version=mine[0].version, **answers)

    assert "Look back on a placement" not in visitor("bo").see("home")
    fields = api.see(running.bo, "evaluation", pk).fields
    assert fields["answers"] == {"match": "4", "contact": "2", "again": "3"}
    assert api.search(running.sam, "evaluation").rows == () or "Call us sooner." not in str(
        api.search(running.sam, "evaluation").rows
    )
    assert "Call us sooner." in str(api.search(running.carla, "evaluation").rows)


def test_a_signature_that_is_the_last_one_says_so(world: World, visitor: Visit) -> None:
    world.vacancy()
    _, pk = world.signing()
    sign(world.sam, pk)
    sign(world.carla, pk)
    seen = api.see(world.bo, "agreement", pk)
    html = visitor("bo").post(
        "agreement",
        "sign",
        id=pk,
        version=seen.version,
        document_hash=seen.fields["document_hash"],
        have_read="on",
    )
    assert "now everybody has" in html
    assert state_of("placement", world.ids["placement"]) == "confirmed"

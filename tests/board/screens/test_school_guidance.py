"""What happens during a placement, by the school: talks, hours, assessments, companies, signals, colleagues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.screens.filling_in import filled, send
from tests.board.world import START, World, edit, state_of, step
from winternship_board import api
from winternship_board.models import WorkProcess
from winternship_core.placements import Role

Visit = Callable[..., Visitor]
SetDay = Callable[[dt.date], None]


@pytest.fixture
def active(world: World, on_day: SetDay) -> int:
    """A placement on its first day, with tess as its supervisor."""
    world.vacancy()
    on_day(START)
    return world.active("sam")


def test_three_talks_are_planned_at_once_and_one_is_held_and_told(
    world: World, active: int, visitor: Visit, on_day: SetDay
) -> None:
    tess = visitor("tess")
    planned = send(tess, tess.see("placement", id=active), "three")
    assert "Three talks are planned." in planned
    moments = api.search(world.tess, "contact_moment", sort="planned").rows
    assert [one.fields["kind"] for one in moments] == ["start", "midway", "end"]
    on_day(dt.date(2027, 2, 10))
    assert "late" in tess.see("visits")
    assert "Talks this week or late already: 1" in tess.see("home")
    pk = moments[0].id
    held = send(tess, tess.see("contact_moment", id=pk), f"move contact_moment {pk} hold")
    empty = send(tess, held, f"move contact_moment {pk} report")
    assert "Write down what was agreed." in empty
    noted = send(tess, held, "change", agreements="More time at the oven.", private_note="Ask again in May.")
    send(tess, noted, f"move contact_moment {pk} report")
    assert state_of("contact_moment", pk) == "reported"
    assert "Ask again in May." in tess.see("contact_moment", id=pk)
    seen = api.see(world.sam, "contact_moment", pk).fields
    assert "private_note" not in seen
    assert seen["agreements"] == "More time at the oven."


def test_hours_are_added_up_and_silence_is_settled_at_once(
    world: World, active: int, visitor: Visit, on_day: SetDay
) -> None:
    for week in (5, 6):
        made = api.create(world.sam, "hour_week", {"placement": active, "iso_year": 2027, "iso_week": week})
        edit(world.sam, "hour_week", made.id, {"days": [8, 8, 8, 0, 0, 0, 0]})
        step(world.sam, "hour_week", made.id, "submit week")
    tess = visitor("tess")
    assert "approve_all" not in tess.see("weeks")
    on_day(dt.date(2027, 3, 1))
    page = tess.see("weeks")
    assert "Approve 2 weeks without an answer" in page
    assert "Weeks without an answer of the trainer: 2" in tess.see("home")
    assert "2 weeks are approved." in send(tess, page, "approve_all")
    assert "48" in tess.see("hours")
    assert "48 of 320 hours approved" in tess.see("placement", id=active)
    assert "approve_all" not in visitor("carla").see("weeks")
    assert "Monday" not in tess.see("hour_week", id=made.id)
    assert "8" in tess.see("hour_week", id=made.id)


def test_an_assessment_is_decided_with_words_for_the_company(
    world: World, active: int, visitor: Visit
) -> None:
    WorkProcess.objects.create(programme_id=world.ids["programme"], code="B1-K1-W1", name="Bakes bread")
    judged = {
        "B1-K1-W1": {"scale": "good", "words": "Bakes alone."},
        "B1-K9-W9": {"scale": "good", "words": "Not in the list."},
    }
    made = api.create(world.wim, "assessment", {"placement": active, "judgements": judged})
    step(world.wim, "assessment", made.id, "submit")
    edit(world.sam, "assessment", made.id, {"student_view": "I learned a lot."})
    tess = visitor("tess")
    page = tess.see("assessment", id=made.id)
    for seen in (
        page,
        visitor("sam").see("assessment", id=made.id),
        visitor("wim").see("assessment", id=active),
    ):
        assert "Bakes alone." in seen
        assert "good, on their own" in seen
        assert "B1-K1-W1 Bakes bread" in seen
        assert "B1-K9-W9" in seen
    discussed = send(tess, page, f"move assessment {made.id} discuss with student")
    decided = send(tess, discussed, "decide", school_decision="Passed.", feedback_to_company="Well guided.")
    send(tess, decided, f"move assessment {made.id} confirm", school_decides="on")
    assert state_of("assessment", made.id) == "confirmed"
    assert "Bakes alone" not in visitor("tom").see("assessments")


def test_a_double_company_is_told_and_cannot_be_approved(world: World, visitor: Visit) -> None:
    broker = world.people["broker east"]
    numbers = {"country": "NL", "registry_number": "12345678", "region": "east", "kind": "company"}
    for name in ("Pol Fietsen", "Pol Fietsen BV"):
        made = api.create(broker, "organisation", {**numbers, "name": name})
        api.create(broker, "location", {"organisation": made.id, "city": "Zutphen", "region": "east"})
        api.create(broker, "contact", {"organisation": made.id, "name": "Pol"})
        step(broker, "organisation", made.id, "submit")
        world.ids[name] = made.id
    carla = visitor("carla")
    assert "maybe a duplicate" in carla.see("organisations", **{"f.state": "submitted", "searched": 1})
    page = carla.see("organisation", id=world.ids["Pol Fietsen"])
    said = {"registry_checked": "on", "contact_checked": "on", "evidence": "looked it up"}
    first = send(carla, page, f"move organisation {world.ids['Pol Fietsen']} verify", **said)
    assert "same registry number" in page
    assert state_of("organisation", world.ids["Pol Fietsen"]) == "verified", first
    second = carla.see("organisation", id=world.ids["Pol Fietsen BV"])
    assert "This organisation is there already." in second
    send(carla, second, f"move organisation {world.ids['Pol Fietsen BV']} verify", **said)
    assert state_of("organisation", world.ids["Pol Fietsen BV"]) == "submitted"


def test_a_recognition_is_noted_and_a_look_recorded(world: World, visitor: Visit) -> None:
    carla = visitor("carla")
    page = carla.see("organisation", id=world.ids["bakery"])
    noted = send(
        carla,
        page,
        "recognition",
        location=world.ids["bakery location"],
        crebo="25181",
        company_id="100200300",
        starts_on="2025-01-01",
        source="manual",
        evidence="register, today",
    )
    pk = api.search(world.carla, "accreditation", where={"crebo": "25181"}).rows[0].id
    send(carla, noted, f"move accreditation {pk} record check")
    assert state_of("accreditation", pk) == "recognised"
    assert "25181" in carla.see("recognitions")
    assert "25181" not in visitor("tess").see("accreditation", id=pk)


def test_a_vacancy_is_checked_before_students_see_it(world: World, visitor: Visit) -> None:
    from tests.board.world import VACANCY

    made = api.create(world.bo, "vacancy", {**VACANCY, "location": world.ids["bakery location"]})
    step(world.bo, "vacancy", made.id, "submit")
    carla = visitor("carla")
    assert "Vacancies to check: 1" in carla.see("home")
    page = carla.see("vacancy", id=made.id)
    assert "Bakes bread" in page
    assert (
        "Fill this in" in send(carla, page, f"move vacancy {made.id} return")
        or state_of("vacancy", made.id) == "in_review"
    )
    send(carla, page, f"move vacancy {made.id} publish")
    assert state_of("vacancy", made.id) == "published"


def test_a_signal_is_seen_by_the_confidant_and_whoever_is_put_on_it(world: World, visitor: Visit) -> None:
    made = api.create(
        world.sam,
        "signal",
        {"school": world.ids["college"], "kind": "unsafe", "facts": "The guard was off.", "is_hidden": True},
    )
    carla, vera = visitor("carla"), visitor("vera")
    assert "The guard was off." not in carla.see("signals") + carla.see("signal", id=made.id)
    page = vera.see("signal", id=made.id)
    assert "The guard was off." in page
    assert "Sam Jansen" not in page
    handled = send(vera, page, "handle", handler=world.carla.person_id)
    assert "Saved." in handled
    assert "Signals that involve you: 1" in carla.see("home")
    assert "The guard was off." in carla.see("signal", id=made.id)
    assert "The guard was off." not in visitor("cas").see("signal", id=made.id)
    noted = send(carla, carla.see("signal", id=made.id), "actions", actions="Called the company.")
    assert "Called the company." in noted
    assert "handle" not in {one.get("do", [""])[0] for one in [filled(noted, "actions")]}
    stale = send(vera, page, "close")
    assert "Somebody changed this meanwhile" in stale
    assert "The case is closed." in send(vera, vera.see("signal", id=made.id), "close")
    assert state_of("signal", made.id) == "closed"


def test_a_supervisor_reports_and_sees_no_other_case(world: World, visitor: Visit) -> None:
    tess = visitor("tess")
    done = send(tess, tess.see("signals"), "report", kind="no_guidance", facts="Nobody guides there.")
    assert "Your report was sent" in done
    assert "no guidance" in tess.see("signals")
    assert "There are no signals for you to see." in visitor("tom").see("signals")
    assert "Nobody guides there." in visitor("vera").see(
        "signal", id=api.search(world.vera, "signal").rows[0].id
    )


def test_colleagues_get_names_codes_and_an_end(world: World, visitor: Visit) -> None:
    carla = visitor("carla")
    page = carla.see("people")
    named = send(carla, page, f"name {world.tess.membership_id}", name="Tess de Boer")
    assert "Tess de Boer" in named
    invited = send(carla, page, "invite", role="TU")
    code = invited.split("The code is ")[1].split()[0]
    assert api.accept(code, api.person("https://lms.example", "new")).role is Role.SUPERVISOR
    ended = send(carla, page, f"end {world.tom.membership_id}")
    assert "The role is ended." in ended
    assert api.actors_of("https://lms.example", "tom") == ()
    assert "people" not in visitor("tess").see("more")
    lied = visitor("tess").post("people", "end", membership=world.carla.membership_id)
    assert api.actors_of("https://lms.example", "carla"), lied
    other = visitor("cas").post("people", "end", membership=world.carla.membership_id)
    assert api.actors_of("https://lms.example", "carla"), other

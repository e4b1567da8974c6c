"""Students as their school sees them: who has no place, what helps, and what stays hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.screens.filling_in import filled, send
from tests.board.world import START, World, edit, state_of, step, version_of
from winternship_board import api, overviews
from winternship_board.screens import Download
from winternship_core.placements import Said

Visit = Callable[..., Visitor]


def test_who_waits_longest_comes_first_with_how_far_it_has_come(world: World, visitor: Visit) -> None:
    world.vacancy()
    world.applied("noor")
    page = visitor("carla").see("waiting")
    assert page.index("Sam Jansen") < page.index("Noor Jansen")
    assert "Baker (3, 25180)" in page
    assert "nothing begun yet" in page
    assert "waiting for an answer" in page
    assert "Finn" not in page


def test_a_start_date_that_nears_is_told_and_filtered(world: World, visitor: Visit) -> None:
    edit(world.carla, "student", world.ids["sam"], {"starts_on": dt.date(2026, 12, 7)})
    carla = visitor("carla")
    assert "7 December 2026 (12 days)" in carla.see("waiting")
    assert "Students without a place who start within six weeks: 1" in carla.see("home")
    near = carla.see("waiting", **{"f.starts_until": "2027-01-06", "searched": 1})
    assert "Sam Jansen" in near
    assert "Noor Jansen" not in near


def test_csv_has_the_rows_of_the_screen_and_none_of_another_school(world: World, visitor: Visit) -> None:
    answer = visitor("carla").answer("waiting", "csv")
    assert isinstance(answer, Download)
    table = answer.body.decode("utf-8-sig")
    assert "Sam Jansen" in table
    assert "Finn" not in table
    assert "2028-01-01" not in table  # the birthday of who is under 18 is in no list


def test_help_first_is_set_undone_and_told_in_the_list(world: World, visitor: Visit) -> None:
    carla, sam = visitor("carla"), world.ids["sam"]
    done = send(carla, carla.see("student", id=sam), "help_first")
    assert "This student is helped first now." in done
    assert api.see(world.carla, "student", sam).fields["help_first"] is True
    assert "Help first" in carla.see("waiting")
    undone = carla.post("student", "help_first", id=sam, version=version_of("student", sam), on="")
    assert "waits in line as usual" in undone
    assert api.see(world.carla, "student", sam).fields["help_first"] is False


def test_a_change_names_the_version_that_was_seen(world: World, visitor: Visit) -> None:
    carla, sam = visitor("carla"), world.ids["sam"]
    page = carla.see("student", id=sam)
    edit(world.carla, "student", sam, {"phone": "0600000000"})
    refused = send(carla, page, "change", email="new@example.nl")
    assert "Somebody changed this meanwhile" in refused
    assert "new@example.nl" in refused
    assert "0600000000" in refused
    assert api.see(world.carla, "student", sam).fields["email"] == "sam@example.nl"
    assert "Saved." in send(carla, refused, "change")
    assert api.see(world.carla, "student", sam).fields["email"] == "new@example.nl"


def test_a_wrong_value_is_a_sentence_at_its_field(world: World, visitor: Visit) -> None:
    carla = visitor("carla", language="nl")
    page = carla.see("student", id=world.ids["sam"])
    refused = send(carla, page, "change", year="veel", name="")
    assert "Vul een heel getal in" in refused
    assert "Vul dit in." in refused
    assert 'value="veel"' in refused


def test_a_supervisor_sees_assigned_students_only_and_changes_nothing(world: World, visitor: Visit) -> None:
    world.vacancy()
    world.prepared("sam")
    tess, tom = visitor("tess"), visitor("tom")
    assert "Sam Jansen" in tess.see("students")
    assert "Noor Jansen" not in tess.see("students")
    assert "Sam Jansen" not in tom.see("students")
    page = tess.see("student", id=world.ids["sam"])
    assert "sam@example.nl" in page
    assert 'value="change"' not in page
    assert "Not found" in tom.see("student", id=world.ids["sam"])
    version = version_of("student", world.ids["sam"])
    lied = tess.post("student", "change", id=world.ids["sam"], version=version, name="X", route="BOL")
    assert "Not done yet" in lied
    assert api.see(world.carla, "student", world.ids["sam"]).fields["name"] == "Sam Jansen"
    assert "screen=waiting" not in tess.see("home")
    assert "Noor Jansen" not in tess.see(
        "waiting"
    )  # an address of another role leads to where this one begins


@pytest.mark.parametrize("name", ["cas", "bo", "wim", "broker east", "pim", "vera"])
def test_nobody_else_opens_a_student(world: World, visitor: Visit, name: str) -> None:
    page = visitor(name).see("student", id=world.ids["sam"])
    assert "Sam Jansen" not in page
    assert "sam@example.nl" not in page


def test_a_support_wish_shows_only_when_shared(world: World, visitor: Visit) -> None:
    made = api.create(
        world.sam, "support_wish", {"student": world.ids["sam"], "text": "Give me a quiet corner."}
    )
    carla = visitor("carla")
    assert "quiet corner" not in carla.see("student", id=world.ids["sam"])
    edit(world.sam, "support_wish", made.id, {"shared_with": ["SC"]})
    assert "quiet corner" in carla.see("student", id=world.ids["sam"])


def test_a_vacancy_is_proposed_to_a_student_who_agreed(world: World, visitor: Visit) -> None:
    world.vacancy()
    api.give_consent(world.sam, world.ids["sam"], "be_proposed", given=True, text_version="1")
    carla = visitor("carla")
    draft = send(carla, carla.see("student", id=world.ids["sam"]), "propose", vacancy=world.ids["vacancy"])
    assert "The draft is made" in draft
    pk = api.search(world.carla, "application").rows[0].id
    send(carla, draft, f"move application {pk} propose match")
    assert state_of("application", pk) == "proposed"


def test_without_their_yes_a_student_is_not_proposed(world: World, visitor: Visit) -> None:
    world.vacancy()
    carla = visitor("carla")
    draft = send(carla, carla.see("student", id=world.ids["sam"]), "propose", vacancy=world.ids["vacancy"])
    pk = api.search(world.carla, "application").rows[0].id
    carla.post("application", "move", kind="application", id=pk, action="propose match", version=1)
    assert "This is still needed" in draft
    assert state_of("application", pk) == "draft"


def test_a_criterion_is_set_aside_with_a_reason_in_the_work(world: World, visitor: Visit) -> None:
    world.vacancy()
    made = api.create(
        world.carla,
        "application",
        {"student": world.ids["sam"], "vacancy": world.ids["vacancy"], "origin": "school"},
    )
    carla = visitor("carla")
    page = carla.see("application", id=made.id)
    assert "Fill this in." in send(carla, page, "waive", reason=" ")
    assert "The criterion is set aside" in send(
        carla, page, "waive", reason="The period is two weeks shorter."
    )
    assert "two weeks shorter" in carla.see("application", id=made.id)


def test_wishes_are_put_in_order_and_back(world: World, visitor: Visit) -> None:
    first = world.vacancy()
    second = world.vacancy(title="Patisserie")
    api.set_wishes(world.sam, world.ids["sam"], [first, second])
    carla = visitor("carla")
    page = carla.see("student", id=world.ids["sam"])
    send(carla, page, "wishes", wish1=second, wish2=first)
    assert overviews.wishes_of(world.carla, world.ids["sam"]) == (second, first)
    carla.post("student", "wishes_back", id=world.ids["sam"], vacancy=[first, second])
    assert overviews.wishes_of(world.carla, world.ids["sam"]) == (first, second)


def test_a_company_is_kept_apart_and_only_the_coordinator_reads_why(world: World, visitor: Visit) -> None:
    world.vacancy()
    carla = visitor("carla")
    page = carla.see("student", id=world.ids["sam"])
    assert "Fill this in" in send(carla, page, "apart", organisation=world.ids["bakery"], reason=" ")
    shown = send(carla, page, "apart", organisation=world.ids["bakery"], reason="A cousin trains there.")
    assert "A cousin trains there." in shown
    assert "cousin" not in visitor("sam").see("privacy")


def test_a_code_is_shown_once_and_lets_the_student_in(world: World, visitor: Visit) -> None:
    made = api.create(
        world.carla,
        "student",
        {"school": world.ids["college"], "programme": world.ids["programme"], "name": "Kim"},
    )
    carla = visitor("carla")
    done = send(carla, carla.see("student", id=made.id), "code")
    code = done.split("The code is ")[1].split()[0]
    assert code not in carla.see("student", id=made.id)
    api.enter_by_code(code, api.person("https://lms.example", "kim"))
    assert api.see(world.carla, "student", made.id).fields["person"] == api.person(
        "https://lms.example", "kim"
    )


def test_a_new_student_needs_a_known_programme(world: World, visitor: Visit) -> None:
    carla = visitor("carla")
    page = carla.see("new_student")
    refused = send(carla, page, "add", name="Kim de Wit", crebo="99999")
    assert "not in the list" in refused
    assert "Kim de Wit" in refused
    assert "The student is on the board" in send(carla, refused, "add", crebo="25180")
    assert "Kim de Wit" in carla.see("students")


def test_a_number_like_a_bsn_is_never_kept(world: World, visitor: Visit) -> None:
    carla, sam = visitor("carla"), world.ids["sam"]
    refused = send(carla, carla.see("student", id=sam), "change", name="Sam 111222333")
    assert "citizen service number" in refused
    assert api.see(world.carla, "student", sam).fields["name"] == "Sam Jansen"


def test_a_found_place_is_looked_up_recorded_and_approved(world: World, visitor: Visit) -> None:
    carla, sam = visitor("carla"), world.ids["sam"]
    page = carla.post("found_place", "", id=sam, words="bakery")
    recorded = send(
        carla,
        page,
        "place",
        location=world.ids["bakery location"],
        starts_on=START,
        planned_hours=320,
        goals="Bake bread alone.",
    )
    assert "The placement is made" in recorded
    pk = api.search(world.carla, "placement").rows[0].id
    assert "found by the student" in carla.see("approvals")
    assert "Placements to approve: 1" in carla.see("home")
    send(carla, recorded, f"move placement {pk} approve content")
    assert state_of("placement", pk) == "approved"


def test_an_unknown_company_is_added_with_its_place_and_contact(world: World, visitor: Visit) -> None:
    carla, sam = visitor("carla"), world.ids["sam"]
    page = carla.post("found_place", "", id=sam, words="Fietsenmaker Pol")
    added = send(
        carla, page, "company", registry_none_because="made up", city="Zutphen", pc6="7201AB", contact="Pol"
    )
    assert "The company is added" in added
    company = api.search(world.carla, "organisation", text="Fietsenmaker").rows[0]
    assert company.fields["state"] == "draft"
    assert (
        api.search(world.carla, "contact", where={"organisation": company.id}).rows[0].fields["name"] == "Pol"
    )
    assert filled(added, "place")["id"] == [str(sam)]


def test_a_late_answer_is_told(world: World, visitor: Visit, on_day: Callable[[dt.date], None]) -> None:
    world.vacancy()
    pk = world.applied("sam")
    on_day(dt.date(2026, 12, 24))
    assert "answer is late" in visitor("carla").see("applications")
    assert "should have answered already" in visitor("carla").see("application", id=pk)
    step(world.bo, "application", pk, "decline", Said(code="filled"))
    assert "answer is late" not in visitor("carla").see("applications")

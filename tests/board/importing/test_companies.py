"""A broker reads in companies with their locations, contacts and recognitions, and then their vacancies."""

from __future__ import annotations

import pytest

from tests.board.world import CREBO, World, step
from winternship_board import api
from winternship_board.models import (
    Accreditation,
    ContactPerson,
    Event,
    Location,
    Organisation,
    Vacancy,
    VacancyProgramme,
)

HEAD = (
    "naam;kvk_nummer;grootte;sector;postcode;plaats;contactpersoon;e-mail;crebo;leerbedrijf_id;erkend_vanaf\n"
)
FARM = (
    f"Hoeve Morgenrood;90000011;2-9;green;7201 AB;Zutphen;Fenna;fenna@example.nl;{CREBO};100200300;1-9-2025\n"
)
SECOND = "Hoeve Morgenrood;90000011;;;7202 BC;Zutphen;;;;;\n"
V_HEAD = "bedrijf;titel;crebo;leerweg;plaatsen;begindatum;einddatum;vergoeding_van;taken\n"
V_ROW = f"Hoeve Morgenrood;Leer melken;{CREBO};bol;2;1-2-2027;30-6-2027;300;W1 Melken | W2 Voeren\n"


def preview(world: World, text: str, what: str = "companies", who: str = "broker east") -> api.Preview:
    return api.import_preview(world.people[who], what, text.encode())


def apply(world: World, text: str, what: str = "companies", who: str = "broker east") -> api.Imported:
    seen = preview(world, text, what, who)
    assert seen.mistakes == ()
    return api.import_apply(world.people[who], what, text.encode(), seen=seen.seen)


@pytest.mark.parametrize("who", ["broker east", "carla"])
def test_rows_of_one_company_become_one_company(world: World, who: str) -> None:
    done = apply(world, HEAD + FARM + SECOND, who=who)

    assert done.created == 5
    farm = Organisation.objects.get(registry_number="90000011")
    # A person still verifies it before anything of it is published.
    assert (farm.state, farm.kind, farm.region, farm.country) == ("draft", "company", "east", "NL")
    assert list(farm.locations.order_by("pk").values_list("pc6", "pc4", "region")) == [
        ("7201AB", "7201", "east"),
        ("7202BC", "7202", "east"),
    ]
    assert farm.contacts.get().email == "fenna@example.nl"
    recognition = Accreditation.objects.get(organisation=farm)
    # What a file says is no check: someone looks in the register first.
    assert (recognition.state, recognition.source, recognition.crebo) == ("unknown", "imported", CREBO)
    assert {one.kind for one in Event.objects.filter(action="create", object_id=farm.pk)} >= {"organisation"}


def test_the_same_file_again_changes_nothing(world: World) -> None:
    apply(world, HEAD + FARM + SECOND)
    seen = preview(world, HEAD + FARM + SECOND)

    assert {does for counts in seen.counts.values() for does in counts} == {"same"}


def test_a_company_without_a_number_is_known_by_its_name(world: World) -> None:
    text = "naam;geen_nummer_want;plaats\nImkerij Zoem;starter;Vorden\n"
    apply(world, text)
    apply(world, text.replace("starter", "nog niet ingeschreven"))

    bees = Organisation.objects.get(name="Imkerij Zoem")
    assert (bees.registry_none_because, bees.version) == ("nog niet ingeschreven", 2)


def test_what_was_verified_is_not_changed_by_a_file(world: World) -> None:
    seen = preview(world, "naam;sector;website\nbakery;metal;bakery.example\n")

    assert [(one.row, one.column) for one in seen.mistakes] == [(2, "sector")]
    assert "verified" in seen.mistakes[0].text.en


def test_rows_that_contradict_each_other_are_told(world: World) -> None:
    other = FARM.replace("2-9", "250+").replace("7201 AB", "")

    seen = preview(world, HEAD + FARM + other)

    assert [(one.row, one.column, one.text.en) for one in seen.mistakes] == [
        (3, "grootte", "something else than in row 2.")
    ]


def test_a_recognition_needs_a_location_and_a_known_code(world: World) -> None:
    lost = f"Nieuw Bedrijf;90000012;;;;;;;{CREBO};1;1-9-2025\n"
    unknown = "Ander Bedrijf;90000013;;;7201 AB;;;;11111;1;1-9-2025\n"

    seen = preview(world, HEAD + lost + unknown)

    assert [(one.row, one.column) for one in seen.mistakes] == [(2, "postcode"), (3, "crebo")]


def test_a_postal_code_abroad_is_no_dutch_postcode(world: World) -> None:
    apply(world, "naam;land;register_number;kvk_nummer;postcode;plaats\nBlume;DE;;HRB 1;48529;Nordhorn\n")

    assert list(Location.objects.filter(city="Nordhorn").values_list("pc6", "pc4", "country")) == [
        ("48529", "", "DE")
    ]


def test_vacancies_come_in_as_drafts_of_companies_that_are_there(world: World) -> None:
    apply(world, HEAD + FARM)

    done = apply(world, V_HEAD + V_ROW, "vacancies")

    assert done.created == 1
    vacancy = Vacancy.objects.get(title="Leer melken")
    assert (vacancy.state, vacancy.level, vacancy.places, vacancy.region) == ("draft", "3", 2, "east")
    assert [one.code for one in vacancy.tasks.all()] == ["W1", "W2"]
    assert VacancyProgramme.objects.get(vacancy=vacancy).crebo == CREBO
    assert preview(world, V_HEAD + V_ROW, "vacancies").counts == {"vacancy": {"same": 1}}
    more = V_ROW.replace("W2 Voeren", "W3 Kalveren").replace(";2;", ";3;")
    assert apply(world, V_HEAD + more, "vacancies").changed == 1
    assert [one.code for one in vacancy.tasks.order_by("code")] == ["W1", "W3"]
    found = api.search(world.people["broker east"], "vacancy", text="melken morgenrood")
    assert len(found.rows) == 1


def test_vacancies_name_a_company_and_one_location(world: World) -> None:
    apply(world, HEAD + FARM + SECOND)

    seen = preview(world, V_HEAD + V_ROW + V_ROW.replace("Hoeve Morgenrood", "Nobody"), "vacancies")

    assert [(one.row, one.column) for one in seen.mistakes] == [(2, ""), (3, "bedrijf")]


def test_another_region_is_out_of_reach(world: World) -> None:
    apply(world, HEAD + FARM)
    west = preview(world, V_HEAD + V_ROW, "vacancies", "broker west")
    assert [one.column for one in west.mistakes] == ["bedrijf"]
    with pytest.raises(api.NotAllowed):
        api.import_preview(world.people["broker west"], "companies", FARM.encode(), region="east")
    for who in ("bo", "tess", "sam", "admin"):
        with pytest.raises(api.NotAllowed):
            preview(world, HEAD + FARM, who=who)


def test_undoing_companies_leaves_what_hangs_on_something_that_stays(world: World) -> None:
    run = apply(world, HEAD + FARM + SECOND).run
    apply(
        world,
        V_HEAD.replace("bedrijf;", "bedrijf;postcode;") + V_ROW.replace("rood;", "rood;7201AB;"),
        "vacancies",
    )

    undone = api.import_undo(world.people["broker east"], run)

    assert undone.removed == 3
    assert {one.kind for one in undone.kept} == {"organisation", "location"}
    assert not ContactPerson.objects.filter(name="Fenna").exists()
    assert list(Location.objects.filter(city="Zutphen", pc6="7202BC")) == []
    vacancies = api.import_runs(world.people["broker east"])[0]
    assert api.import_undo(world.people["broker east"], vacancies.id).removed == 1
    assert api.import_undo(world.people["broker east"], run).removed == 2
    assert not Organisation.objects.filter(registry_number="90000011").exists()


def test_a_company_that_was_submitted_since_stays(world: World) -> None:
    run = apply(world, HEAD + FARM).run
    farm = Organisation.objects.get(registry_number="90000011")
    step(world.people["broker east"], "organisation", farm.pk, "submit")

    undone = api.import_undo(world.people["broker east"], run)

    assert ("organisation", "was changed since.") in {(one.kind, one.why.en) for one in undone.kept}

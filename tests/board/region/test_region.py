"""The made-up region has everything there is to show, by the api alone, and is the same from the same seed."""

from __future__ import annotations

import pytest

from winternship_board import api
from winternship_board.models import (
    Agreement,
    Application,
    Assessment,
    ContactMoment,
    Event,
    HourWeek,
    Organisation,
    Placement,
    Signal,
    StudentProfile,
    Vacancy,
)
from winternship_board.region.houses import make_houses
from winternship_board.region.making import make_region
from winternship_board.region.people import Region
from winternship_core.placements import Role, machine

# What needs days to pass cannot be there on the first one.
LATER = {"approved_by_school", "recheck_due", "refused"}


def states(model: type) -> set[str]:
    return set(model.objects.values_list("state", flat=True))  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_region_shows_everything(db: None) -> None:
    people = {name: api.person("https://lms.example", name) for name in ("bo", "dana", "mika", "sam", "tess")}

    made = make_region(people=people)

    assert (made.companies, made.students) == (60, 150)
    assert made.vacancies >= 110
    for kind, model in (
        ("organisation", Organisation),
        ("vacancy", Vacancy),
        ("application", Application),
        ("placement", Placement),
        ("agreement", Agreement),
        ("hour_week", HourWeek),
        ("contact_moment", ContactMoment),
        ("assessment", Assessment),
    ):
        assert set(machine(kind).states) - states(model) <= LATER, kind
    assert Signal.objects.exists()
    assert set(Vacancy.objects.values_list("language", flat=True)) == {"nl", "en"}
    # Every row came with its event: nothing was put in behind the api.
    for kind, model in (
        ("organisation", Organisation),
        ("student", StudentProfile),
        ("placement", Placement),
    ):
        told = set(Event.objects.filter(kind=kind, action="create").values_list("object_id", flat=True))
        assert set(model.objects.values_list("pk", flat=True)) <= told  # type: ignore[attr-defined]
    roles = {name: {one.role for one in api.actors_of("https://lms.example", name)} for name in people}
    assert roles == {
        "bo": {Role.COMPANY},
        "dana": {Role.COORDINATOR, Role.SUPERVISOR},
        "mika": {Role.BROKER},
        "sam": {Role.STUDENT},
        "tess": {Role.TRAINER},
    }
    with pytest.raises(api.AlreadyThere):
        make_region()


def test_the_same_seed_makes_the_same_companies(db: None) -> None:
    import random

    from winternship_board.importing.programmes import import_programmes, sample
    from winternship_board.region.houses import _companies

    import_programmes(api.SYSTEM, sample("programmes"))
    one, two, other = (_companies(Region("oost", random.Random(seed), {})) for seed in (1, 1, 2))

    assert one == two != other
    make_houses(Region("oost", random.Random(1), {}))
    assert Organisation.objects.filter(kind="company").count() == 60
    assert not Organisation.objects.exclude(website="").exclude(website__endswith=".example").exists()

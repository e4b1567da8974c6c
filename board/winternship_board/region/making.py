"""Makes the region: through the api alone, so that everything has its events; from the same seed, the same again."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from winternship_board.actors import SYSTEM
from winternship_board.errors import AlreadyThere
from winternship_board.importing.programmes import import_programmes, sample
from winternship_board.models import Organisation
from winternship_board.region.houses import make_houses
from winternship_board.region.lives import make_lives
from winternship_board.region.names import REGION
from winternship_board.region.offers import make_vacancies
from winternship_board.region.people import Region
from winternship_board.region.pupils import make_students
from winternship_board.transactions import in_one_go


@dataclass(frozen=True, slots=True)
class Made:
    """How much of everything there is in the region."""

    companies: int
    vacancies: int
    students: int
    placements: int


@in_one_go
def make_region(*, seed: int = 1, code: str = REGION, people: Mapping[str, int] | None = None) -> Made:
    """Make the region in one transaction. ``people``: short name → id of a person the host knows.

    Bo owns a bakery and Tess trains there, Mika is a broker, Dana coordinates the first school and guides its
    students, Sam is one of them; who is not named is made up. For demos and tests only: a host calls it, no person
    can. Raises :class:`AlreadyThere` when the region has organisations.
    """
    if Organisation.objects.filter(region=code).exists():
        raise AlreadyThere("region")
    import_programmes(SYSTEM, sample("programmes"), version="sample")
    import_programmes(SYSTEM, sample("work_processes"), what="work_processes")
    region = Region(code, random.Random(seed), people or {})  # noqa: S311 - a made-up world, not a secret
    make_houses(region)
    students = make_students(region)
    vacancies = make_vacancies(region)
    placements = make_lives(region, students, vacancies)
    companies = Organisation.objects.filter(region=code, kind="company").count()
    return Made(companies, sum(map(len, vacancies.values())), len(students), placements)

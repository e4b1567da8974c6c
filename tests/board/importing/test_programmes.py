"""The list of programmes comes in as it is published, and the sample that is shipped is one."""

from __future__ import annotations

import pytest

from tests.board.world import CREBO, World
from winternship_board import api
from winternship_board.importing.programmes import sample
from winternship_board.models import Programme, WorkProcess


def test_the_sample_comes_in_twice_without_a_change_the_second_time(db: None) -> None:
    first = api.import_programmes(api.SYSTEM, sample("programmes"), version="sample")
    work = api.import_programmes(api.SYSTEM, sample("work_processes"), what="work_processes")

    assert first.created == Programme.objects.count() > 10
    assert work.created == WorkProcess.objects.count() > 30
    baker = Programme.objects.get(crebo="98002")
    assert (baker.level, baker.list_version, baker.chamber) == (
        "3",
        "sample",
        "Voedsel, groen en gastvrijheid",
    )
    again = api.import_programmes(api.SYSTEM, sample("programmes"))
    assert (again.created, again.changed) == (0, 0)


def test_every_row_of_the_sample_says_that_it_is_one() -> None:
    lines = sample("programmes").decode().splitlines()[1:]

    assert all("voorbeeld, geen register" in line for line in lines)


def test_a_new_list_changes_names_and_keeps_what_it_no_longer_names(world: World) -> None:
    text = f"Crebonummer,Opleidingsnaam,Niveau\n{CREBO},Kok,2\n98765,Nieuw,4\n".encode()

    assert api.import_programmes(world.admin, text, dry_run=True).changed == 1
    assert Programme.objects.get(crebo=CREBO).level == "3"
    done = api.import_programmes(world.admin, text)
    assert (done.created, done.changed, done.unchanged) == (1, 1, 0)
    assert Programme.objects.get(crebo=CREBO).level == "2"
    api.import_programmes(world.admin, b"crebo,naam,niveau\n98766,Later,1\n")
    assert Programme.objects.filter(crebo="98765").exists()


def test_every_mistake_of_a_list_is_told_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(api.ImportRefused) as caught:
        api.import_programmes(world.admin, b"crebo,naam,niveau\n1,Kok,2\n98766,,7\n98767,A,1\n98767,B,1\n")

    assert [(one.row, one.column) for one in caught.value.mistakes] == [
        (2, "crebo"),
        (3, "naam"),
        (3, "niveau"),
        (5, ""),
    ]
    assert not Programme.objects.filter(crebo="98767").exists()
    with pytest.raises(api.ImportRefused, match="Mistakes in the file: 1"):
        api.import_programmes(world.admin, b"crebo,naam\n98766,Kok\n")


@pytest.mark.parametrize("who", ["carla", "broker east", "bo", "sam", "tess"])
def test_only_an_administrator_reads_in_the_list(world: World, who: str) -> None:
    with pytest.raises(api.NotAllowed):
        api.import_programmes(world.people[who], sample("programmes"))

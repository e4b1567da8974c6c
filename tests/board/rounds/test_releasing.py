"""A release in parts, and many proposals at once: the same as one by one, and nobody who said no is asked again."""

from __future__ import annotations

import pytest

from tests.board.rounds.region import a_round, agree, on_the_map
from tests.board.world import World, step
from winternship_board import api, moving_many
from winternship_board.models import Application, Event, PendingEvent
from winternship_board.rounds import deciding, opening, releasing, running


@pytest.fixture
def region(world: World) -> World:
    on_the_map(world)
    world.ids["one"] = world.vacancy(places=1)
    world.ids["two"] = world.vacancy("garage", "gus", places=1)
    agree(world, "sam", "ida")
    return world


def a_run(region: World) -> tuple[opening.RoundSeen, int]:
    made = a_round(region)
    deciding.decide(region.carla, made.id, region.ids["sam"], region.ids["one"], "freeze")
    deciding.decide(region.carla, made.id, region.ids["ida"], region.ids["two"], "freeze")
    return made, running.run_round(region.carla, made.id).id


def test_a_release_in_parts_tells_what_is_left_and_closes_with_the_last(region: World) -> None:
    made, run = a_run(region)

    first = releasing.release_round(region.carla, made.id, run, version=made.version, most=1)
    assert (first.proposed, first.left, first.left_out) == (1, 1, 0)
    assert opening.see_round(region.carla, made.id).state == "open"

    last = releasing.release_round(region.carla, made.id, run, version=made.version, most=1)
    assert (last.proposed, last.left, last.left_out) == (2, 0, 0)
    assert opening.see_round(region.carla, made.id).state == "released"
    assert Application.objects.filter(state="proposed").count() == 2


def test_who_said_no_between_two_parts_is_not_asked_again(region: World) -> None:
    made, run = a_run(region)
    releasing.release_round(region.carla, made.id, run, version=made.version, most=1)
    first = Application.objects.get()
    student = next(name for name in ("sam", "ida") if region.ids[name] == first.student_id)
    step(region.people[student], "application", first.pk, "student declines")

    releasing.release_round(region.carla, made.id, run, version=made.version)

    assert Application.objects.filter(student=first.student_id).count() == 1
    assert Application.objects.count() == 2


def test_many_proposals_are_those_of_one_by_one(region: World) -> None:
    api.subscribe("outside")
    drafts = [
        api.create(region.carla, "application", {"student": region.ids[who], "vacancy": region.ids["one"]})
        for who in ("sam", "ida", "noor")
    ]
    alone = api.move(region.carla, "application", drafts[0].id, "propose match", version=1)

    assert moving_many.propose_many(region.carla, [one.id for one in drafts]) == 1

    single, bulk = (
        Event.objects.get(action="propose match", object_id=one.id) for one in (drafts[0], drafts[1])
    )
    names = [
        "kind",
        "action",
        "source",
        "target",
        "version",
        "sequence",
        "by_person",
        "by_role",
        "data",
        "because_of",
    ]
    assert {name: getattr(single, name) for name in names} == {name: getattr(bulk, name) for name in names}
    assert bulk.before_hash == Event.objects.get(stream=bulk.stream, sequence=1).after_hash
    assert PendingEvent.objects.filter(event__in=[single, bulk]).count() == 2
    rows = Application.objects.in_bulk([one.id for one in drafts])
    assert [(rows[one.id].state, rows[one.id].version) for one in drafts] == [
        ("proposed", alone.version),
        ("proposed", 2),
        ("draft", 1),  # noor did not agree to be proposed
    ]


@pytest.mark.parametrize("who", ["cas", "tess", "bo", "sam"])
def test_nobody_proposes_many_who_may_not_propose_one(region: World, who: str) -> None:
    values = {"student": region.ids["ida"], "vacancy": region.ids["one"]}
    draft = api.create(region.carla, "application", values)
    assert moving_many.propose_many(region.people[who], [draft.id]) == 0
    assert Application.objects.get().state == "draft"

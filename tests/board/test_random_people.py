"""Random people do random things in random order, and whatever they try, the rules of the board hold."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.board.random_people import BEGINNINGS, EVERYTHING, Board
from tests.depth import examples
from winternship_board import models as m
from winternship_core.placements import MACHINES, Said, load_machines


def walk(seed: int) -> set[tuple[str, str]]:
    """A long story by chance, every rule held after every step; returns where its objects came."""
    chance = Random(seed)
    board = Board()
    try:
        board.the_story_so_far(
            begin=BEGINNINGS[seed % len(BEGINNINGS)], student=chance.choice(["sam", "noor"])
        )
        for _ in range(40):
            pick = chance.randrange(1000)
            for act in chance.sample(
                [
                    lambda: board.a_busy_day(seed=chance.randrange(10**6)),
                    lambda: board.work_and_talk(pick, chance.randrange(10), True, chance.randrange(5, 25)),  # noqa: B023
                    lambda: board.prepare_an_agreement(pick, Said(confirmed=EVERYTHING, on=board.day)),  # noqa: B023
                    lambda: board.fill_in_a_placement(pick, "carla"),  # noqa: B023
                    lambda: board.check_the_work_of_a_minor(pick, True),  # noqa: B023
                    lambda: board.everyone_signs(pick),  # noqa: B023
                    lambda: board.offer_a_vacancy("bo", 1, "bakery"),
                    lambda: board.begin_an_application("sam", "sam", pick),  # noqa: B023
                    lambda: board.begin_an_application("finn", "finn", pick),  # noqa: B023
                    lambda: board.the_register_changes("recognised", pick),  # noqa: B023
                    lambda: board.time_goes_by(chance.choice([1, 5, 20])),
                ],
                k=3,
            ):
                act()
            for name in INVARIANTS:
                getattr(board, name)()
        return set(m.Event.objects.filter(kind__in=MACHINES).values_list("kind", "target"))
    finally:
        board.teardown()


INVARIANTS = [name for name, one in vars(Board).items() if hasattr(one, "hypothesis_stateful_invariant")]


@pytest.mark.slow
@pytest.mark.django_db
def test_random_people_never_break_the_rules() -> None:
    run_state_machine_as_test(
        Board,
        settings=settings(
            max_examples=examples(20),
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_long_stories_by_chance_come_far_and_break_no_rule() -> None:
    reached = set().union(*(walk(seed) for seed in range(len(BEGINNINGS))))

    # A test of random things proves nothing unless they got somewhere.
    assert len(INVARIANTS) >= 9
    for name in ("application", "placement", "agreement", "vacancy", "hour_week", "contact_moment"):
        states = {state for kind, state in reached if kind == name}
        assert 2 * len(states) >= len(load_machines()[name].states), (name, sorted(states))

"""A round keeps no longer than the applications of its time, and goes with a person who is erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tests.board.rounds.region import a_round, on_the_map
from tests.board.world import World
from winternship_board import api
from winternship_board.models import CalendarFeed, MailSetting, Round, RoundDecision, RoundRow

SetDay = Callable[[dt.date], None]
TODAY = dt.date(2026, 11, 25)


def test_a_withdrawn_round_goes_with_all_its_runs_after_four_weeks_and_a_month(
    world: World, on_day: SetDay
) -> None:
    on_the_map(world)
    made = a_round(world)
    api.rounds.run_round(world.carla, made.id)
    api.rounds.withdraw_round(world.carla, made.id, version=made.version)

    on_day(TODAY + dt.timedelta(27))
    api.run_retention()
    on_day(TODAY + dt.timedelta(28))
    api.run_retention()
    on_day(TODAY + dt.timedelta(57))
    api.run_retention()
    assert Round.objects.count() == 1
    on_day(TODAY + dt.timedelta(58))
    api.run_retention()
    assert Round.objects.count() == RoundRow.objects.count() == 0


def test_who_is_erased_is_in_no_round_any_more_even_with_a_file_that_must_be_kept(world: World) -> None:
    on_the_map(world)
    vacancy = world.vacancy(places=2)
    world.confirmed("sam")
    made = a_round(world)
    api.rounds.decide(
        world.carla, made.id, world.ids["sam"], vacancy, "exclude", reason="Had a conflict there."
    )
    api.rounds.run_round(world.carla, made.id)
    assert RoundRow.objects.filter(student=world.ids["sam"]).exists()

    done = api.erase_person(world.admin, world.sam.person_id or 0)

    assert done["files kept"] == 1
    assert not RoundRow.objects.filter(student=world.ids["sam"]).exists()
    assert not RoundDecision.objects.filter(student=world.ids["sam"]).exists()


def test_settings_of_mail_and_calendars_are_exported_and_erased_with_the_person(
    world: World, settings: object
) -> None:
    settings.PUBLIC_URL = "https://placements.example"  # type: ignore[attr-defined]
    api.digests.choose_mail(world.sam, weekly=True)
    api.digests.new_calendar(world.sam)

    told = api.export_person(world.sam, world.sam.person_id or 0)
    assert told["mail_setting"][0]["weekly"] is True
    assert len(told["calendar_feed"]) == 1

    api.erase_person(world.admin, world.sam.person_id or 0)
    assert not MailSetting.objects.exists()
    assert not CalendarFeed.objects.exists()

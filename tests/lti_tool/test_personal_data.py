"""A person's rights: all that is kept is exported, all of it is erased, and who stays away for years is forgotten."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from winternship_board import api
from winternship_core.placements import Role
from winternship_lti import personal_data
from winternship_lti.models import BlockState, LaunchSession, Membership, Outcome, Person
from winternship_lti.tidying import tidy

pytestmark = pytest.mark.django_db


def _worked(visitor: Callable[..., Any], subject: str) -> Person:
    visitor("done", subject=subject).post("toggle_button", {"done": True})
    return Person.objects.get(subject=subject)


def test_the_export_holds_everything_with_an_owner(visitor: Callable[..., Any], tmp_path: Any) -> None:
    anna = _worked(visitor, "anna")
    _worked(visitor, "bram")

    out = tmp_path / "anna.json"
    call_command("person", "export", issuer=anna.issuer, subject="anna", out=str(out))
    exported = json.loads(out.read_text(encoding="utf-8"))

    assert exported["person"]["subject"] == "anna"
    assert [row["fields"] for row in exported["state"]] == [{"done": True}]
    assert exported["results"][0]["score"] == 1.0
    assert exported["visits"]
    assert "bram" not in out.read_text(encoding="utf-8")


def test_erasing_leaves_nothing_of_the_person_and_all_of_the_others(visitor: Callable[..., Any]) -> None:
    anna, bram = _worked(visitor, "anna"), _worked(visitor, "bram")

    personal_data.erase(anna)

    for model in (Membership, LaunchSession, Outcome):
        assert {row.person_id for row in model.objects.all()} == {bram.pk}
    assert set(BlockState.objects.exclude(owner=0).values_list("owner", flat=True)) == {bram.pk}
    assert not Person.objects.filter(subject="anna").exists()


def test_nobody_is_erased_for_a_mistyped_subject(visitor: Callable[..., Any]) -> None:
    anna = _worked(visitor, "anna")

    with pytest.raises(CommandError, match="Nobody is known"):
        call_command("person", "erase", issuer=anna.issuer, subject="Anna", yes=True)
    assert Person.objects.filter(subject="anna").exists()


def test_erasing_takes_the_placement_board_along(visitor: Callable[..., Any], capsys: Any) -> None:
    anna, bram = _worked(visitor, "anna"), _worked(visitor, "bram")
    for one in (anna, bram):
        api.grant(api.SYSTEM, api.person("host", str(one.pk)), Role.BROKER, region="r1")

    call_command("person", "erase", issuer=anna.issuer, subject="anna", yes=True)

    assert api.known_person("host", str(anna.pk)) is None
    assert [actor.role for actor in api.actors_of("host", str(bram.pk))] == [Role.BROKER]
    assert "board, Membership: 1 erased" in capsys.readouterr().out


def test_who_was_never_on_the_board_is_erased_as_well(visitor: Callable[..., Any], capsys: Any) -> None:
    anna = _worked(visitor, "anna")

    call_command("person", "erase", issuer=anna.issuer, subject="anna", yes=True)

    assert not Person.objects.filter(subject="anna").exists()
    assert "board" not in capsys.readouterr().out


def test_who_was_not_seen_for_years_is_erased_and_who_was_is_not(
    visitor: Callable[..., Any], settings: Any
) -> None:
    settings.KEEP_MONTHS = 24
    _worked(visitor, "anna")
    bram = _worked(visitor, "bram")
    long_ago = timezone.localdate() - dt.timedelta(days=24 * 31)
    Membership.objects.filter(person__subject="anna").update(seen_on=long_ago)

    assert tidy().people == 1
    assert list(Person.objects.all()) == [bram]

"""Plays people who act at the same moment, in a process of its own on the database of ``BOARD_DATABASE``.

Prints what came of it as JSON; the test judges.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.board.world import ISSUER, VACANCY, World, build, sign, state_of, version_of  # noqa: E402
from winternship_board import api  # noqa: E402
from winternship_board import models as m  # noqa: E402
from winternship_board.kinds import KINDS  # noqa: E402
from winternship_core.placements import Role, Said  # noqa: E402

CROWD = 8


def at_once(jobs: list[Callable[[], Any]]) -> Counter[str]:
    """Run jobs in threads that wait for each other at the start; how each ended, by the name of its error."""
    ends: Counter[str] = Counter()
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> None:
        gate.wait()
        try:
            job()
            ends["done"] += 1
        except api.BoardError as error:
            ends[type(error).__name__] += 1
        except Exception as error:
            ends[f"{type(error).__name__}: {error}"[:200]] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return ends


def crowd_for_one_place(world: World) -> dict[str, Any]:
    """Eight students accept eight offers of a vacancy with three places, all at once."""
    vacancy = world.vacancy(places=3)
    jobs = []
    for number in range(CROWD):
        name = f"student{number}"
        world.student(name, "college")
        application = world.applied(name, vacancy)
        version = api.move(
            world.bo, "application", application, "offer", version=version_of("application", application)
        ).version
        actor = world.people[name]
        jobs.append(_mover(actor, "application", application, "accept", version))
    ends = at_once(jobs)
    row = m.Vacancy.objects.get(pk=vacancy)
    return {
        "ends": ends,
        "taken": row.places_taken,
        "state": row.state,
        "holding": m.Placement.objects.filter(vacancy=vacancy, holds_place=True).count(),
    }


def one_version_for_two(world: World) -> dict[str, Any]:
    """Eight people change the same object from the same version."""
    version = version_of("student", world.ids["sam"])
    jobs = [
        _changer(world.carla, "student", world.ids["sam"], {"help_first": bool(number % 2)}, version)
        for number in range(CROWD)
    ]
    ends = at_once(jobs)
    return {"ends": ends, "risen": version_of("student", world.ids["sam"]) - version}


def all_sign_at_once(world: World) -> dict[str, Any]:
    """All parties sign the same document at the same moment, each trying again when the version moved on."""
    world.vacancy()
    placement, agreement = world.signing("noor")

    def signs(name: str) -> Callable[[], Any]:
        def job() -> None:
            for _ in range(20):
                try:
                    sign(world.people[name], agreement)
                    return
                except api.StaleVersion:
                    continue

        return job

    ends = at_once([signs(name) for name in ("noor", "pat", "carla", "bo")])
    return {
        "ends": ends,
        "agreement": state_of("agreement", agreement),
        "placement": state_of("placement", placement),
        "signatures": m.Signature.objects.filter(agreement=agreement).count(),
    }


def close_while_they_apply(world: World) -> dict[str, Any]:
    """A vacancy is closed while students apply: nobody may be left waiting at a closed one."""
    vacancy = world.vacancy(places=9)
    jobs = [_mover(world.bo, "vacancy", vacancy, "close", version_of("vacancy", vacancy))]
    for name in ("sam", "finn"):
        made = api.create(world.people[name], "application", {"student": world.ids[name], "vacancy": vacancy})
        said = Said(confirmed=frozenset({"profile_seen"}))
        jobs.append(_mover(world.people[name], "application", made.id, "apply", made.version, said))
    ends = at_once(jobs)
    open_ones = m.Application.objects.filter(vacancy=vacancy, state="submitted").count()
    return {"ends": ends, "state": state_of("vacancy", vacancy), "waiting": open_ones}


def suspend_while_they_publish(world: World) -> dict[str, Any]:
    """A company is suspended while its vacancies are published: none may stay published."""
    jobs = []
    for _ in range(4):
        values = {**VACANCY, "location": world.ids["garage location"]}
        made = api.create(world.gus, "vacancy", values)
        sent = api.move(world.gus, "vacancy", made.id, "submit", version=made.version)
        jobs.append(_mover(world.people["broker east"], "vacancy", made.id, "publish", sent.version))
    garage = world.ids["garage"]
    jobs.append(
        _mover(
            world.admin,
            "organisation",
            garage,
            "suspend",
            version_of("organisation", garage),
            Said(reason="no safety plan"),
        )
    )
    ends = at_once(jobs)
    return {
        "ends": ends,
        "state": state_of("organisation", garage),
        "published": m.Vacancy.objects.filter(organisation=garage, state="published").count(),
    }


def the_same_person_comes_twice(world: World) -> dict[str, Any]:
    """Eight requests of one newcomer, and one invitation that eight people try to take."""
    ends = at_once([lambda: api.person(ISSUER, "newcomer")] * CROWD)
    secret = api.invite(world.bo, Role.TRAINER, organisation=world.ids["bakery"])
    people = [api.person(ISSUER, f"guest {number}") for number in range(CROWD)]
    taken = at_once([_taker(secret, person) for person in people])
    return {"ends": ends, "taken": taken, "persons": m.Person.objects.filter(subject="newcomer").count()}


def cancel_and_end(world: World) -> dict[str, Any]:
    """Placements of one vacancy are cancelled all at once: every place comes back, none twice."""
    vacancy = world.vacancy(places=4)
    jobs = []
    for number in range(4):
        name = f"leaver{number}"
        world.student(name, "college")
        placement = world.placed(name, vacancy)
        version = version_of("placement", placement)
        # Student and coordinator cancel the same placement at the same moment.
        for actor in (world.people[name], world.carla):
            jobs.append(_mover(actor, "placement", placement, "cancel", version, Said(code="personal")))
    ends = at_once(jobs)
    row = m.Vacancy.objects.get(pk=vacancy)
    return {"ends": ends, "taken": row.places_taken, "state": row.state}


def the_log(world: World) -> dict[str, Any]:
    """After all that: numbers without gaps, every version with its event, and nothing undelivered lost."""
    gaps = 0
    for stream in m.EventStream.objects.all():
        numbers = list(
            m.Event.objects.filter(stream=stream.key).order_by("sequence").values_list("sequence", flat=True)
        )
        gaps += numbers != list(range(1, stream.last + 1))
    wrong = 0
    for model, kind in ((m.Vacancy, "vacancy"), (m.Application, "application"), (m.Placement, "placement")):
        for row in model.objects.all():
            versions = m.Event.objects.filter(kind=kind, object_id=row.pk).order_by("version")
            wrong += list(versions.values_list("version", flat=True)) != list(range(1, row.version + 1))
    out_of_order = 0
    told: dict[str, int] = {}
    events = api.pending_events("connectors", 100_000)
    for event in events:
        out_of_order += event.sequence != told.get(event.stream, 0) + 1
        told[event.stream] = event.sequence
    return {
        "gaps": gaps,
        "versions without event": wrong,
        "out of order": out_of_order,
        # Roles and invitations are written down, and told to nobody outside.
        "undelivered": m.Event.objects.filter(kind__in=KINDS).count() - len(events),
    }


def _mover(
    actor: api.Actor, kind: str, pk: int, action: str, version: int, said: Said | None = None
) -> Callable[[], Any]:
    return lambda: api.move(actor, kind, pk, action, version=version, said=said or Said())


def _changer(actor: api.Actor, kind: str, pk: int, values: dict[str, Any], version: int) -> Callable[[], Any]:
    return lambda: api.change(actor, kind, pk, values, version=version)


def _taker(secret: str, person: int) -> Callable[[], Any]:
    return lambda: api.accept(secret, person)


def main() -> None:
    """Play every scene and print what came of it."""
    call_command("migrate", verbosity=0)
    api.subscribe("connectors")
    world = build()
    scenes = (
        crowd_for_one_place,
        one_version_for_two,
        all_sign_at_once,
        close_while_they_apply,
        suspend_while_they_publish,
        the_same_person_comes_twice,
        cancel_and_end,
        the_log,
    )
    print(json.dumps({scene.__name__: scene(world) for scene in scenes}))


if __name__ == "__main__":
    main()

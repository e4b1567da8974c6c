"""Placements at the company: who comes when, how far the signing is, whom to call, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_board import api, clock
from winternship_board.overviews import signers, worked
from winternship_board.screens import details, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.contact_moments import moment_posts, moments
from winternship_board.screens.company.own import COMPANY, HOUSE, facts, programme, with_name, work_names
from winternship_board.screens.company.parties import lend, link_form, people, set_people, team_form
from winternship_board.screens.company.talking import report, talk, write_to
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role

FACTS: Final = [
    "state",
    "location",
    "programme",
    "route",
    "starts_on",
    "ends_on",
    "planned_hours",
    "goals",
    "end_code",
    "ended_on",
]
RUNNING: Final = frozenset({"active", "interrupted"})


def _signing(ask: Ask, rows: Sequence[api.Seen]) -> Mapping[int, str]:
    """Placement → how many of its signers have signed, of the version that is being signed."""
    here = {row.id for row in rows}
    found = api.search(ask.actor, "agreement", where={"state": "signing"}, limit=200).rows
    newest: dict[int, int] = {}
    for one in found:
        placement = one.fields["placement"]
        if isinstance(placement, int) and placement in here:
            newest.setdefault(placement, one.id)
    parties = signers(ask.actor, newest.values())
    return {
        placement: ask.say(
            text(
                "co_signed_of",
                signed=sum(one.at is not None for one in parties.get(pk, ())),
                all=len(parties.get(pk, ())),
            )
        )
        for placement, pk in newest.items()
    }


def _hours(ask: Ask, rows: Sequence[api.Seen]) -> Mapping[int, str]:
    """Placement → the weeks of hours that wait, if any."""
    return {
        pk: str(one.weeks_waiting) if one.weeks_waiting else ""
        for pk, one in worked(ask.actor, [row.id for row in rows]).items()
    }


LIST: Final = Listing(
    "placements",
    "placement",
    (
        Column("student_name"),
        Column("state"),
        Column("location", names="location"),
        Column("starts_on"),
        Column("ends_on"),
        Column("signing", text("co_signing_column"), many=_signing),
        Column("hours", text("co_hours_column"), many=_hours),
    ),
    filters=(Filter("state"), Filter("starts_until", text("co_starts_until"), "date")),
    sorts={"newest": text("sort_newest"), "start": text("co_sort_start")},
    opens="placement",
    empty=text("co_placements_empty"),
)
PLACEMENTS: Final = list_screen(LIST, text("co_placements"), HOUSE)


def view(ask: Ask) -> Shown:
    """One placement: what it is, who is in it, and everything that happens during it."""
    seen = api.see(ask.actor, "placement", ask.number())
    called, work = programme(ask, seen.fields["programme"])
    names = {**work_names(ask), **work}
    where = {"placement": seen.id}
    place = api.names(ask.actor, "location", [seen.fields["location"]])
    processes: Any = seen.fields.get("work_processes") or []
    agreements = api.search(ask.actor, "agreement", where=where, limit=10).rows
    hours = worked(ask.actor, [seen.id]).get(seen.id)
    member = ask.actor.membership_id is not None
    context = {
        "seen": seen,
        "rows": details.rows(ask, seen, FACTS, {"location": "".join(place.values()), "programme": called}),
        "processes": [with_name(str(code), names) for code in processes],
        "people": people(ask, seen, agreements),
        "agreements": agreements,
        "running": seen.fields["state"] in RUNNING,
        "hours": hours,
        "assessments": api.search(ask.actor, "assessment", where=where, limit=5).rows,
        "evaluations": _own_evaluations(ask, where),
        "moments": moments(ask, seen),
        "weeks": api.search(ask.actor, "plan_week", where=where, limit=60).rows[::-1],
        "steps": steps(ask, seen),
        "team": team_form(ask, seen) if ask.actor.role in COMPANY and member else None,
        "link": link_form(ask, seen) if ask.actor.role in COMPANY and member and ask.host.links_at else None,
        "talk": talk(ask, "placement", seen.id, Role.COORDINATOR),
        "facts": facts(ask, ["PACT-2", "SAF-3"]),
        "today": clock.today(),
        "trainer": ask.actor.role is Role.TRAINER,
        "member": member,
        "events": [
            (saying.day(ask.host.language, one.at), ask.say(saying.action("placement", one.action)))
            for one in api.history(ask.actor, "placement", seen.id)
        ],
    }
    title = str(seen.fields.get("student_name") or ask.say(text("co_placement")))
    return Shown("company/placement.html", context, title)


def _own_evaluations(ask: Ask, where: dict[str, int]) -> list[api.Seen]:
    rows = api.search(ask.actor, "evaluation", where=where, limit=5).rows
    return [one for one in rows if one.fields.get("party") == ask.actor.role]


PLACEMENT: Final = Screen(
    "placement",
    text("co_placement"),
    HOUSE,
    view,
    {
        "move": move_post,
        "team": set_people,
        "lend": lend,
        "write": write_to("placement", Role.COORDINATOR),
        "report": report,
        **moment_posts(),
    },
    links=True,
)

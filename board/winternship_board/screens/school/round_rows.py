"""What a run came to, student by student, as a list; and for one student why, in every run of the round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_board import api
from winternship_board.actors import standing
from winternship_board.rounds import deciding, reporting
from winternship_board.rounds import opening as rounds
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown, Undo
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.paper import Link, Opening, Part, opening, paper
from winternship_board.screens.school.roles import COORDINATOR
from winternship_board.screens.texts import text
from winternship_core.text import Text

ONLY: Final = ("placed", "not placed")


def _rounds(actor: api.Actor) -> tuple[rounds.RoundSeen, ...]:
    return rounds.rounds_of(actor, standing(actor).organisation_id or 0)


def _source(
    actor: api.Actor, *, text: str, where: Mapping[str, object], sort: str, after: str, limit: int
) -> api.Page[api.Seen]:
    """The rows of a run, the newest one of the newest round unless another is asked for."""
    chosen = where.get("run")
    newest = next((one.runs[-1] for one in _rounds(actor) if one.runs), 0)
    run = int(chosen) if isinstance(chosen, str) and chosen.isdecimal() else newest
    if not run:
        return api.Page((), "")
    page = reporting.run_rows(actor, run, only=str(where.get("only", "")), after=after, limit=limit)
    rows = [
        api.Seen(
            "run_row",
            one.student,
            0,
            {
                "student": one.student,
                "vacancy": one.vacancy,
                "points": one.points,
                "is_signed": one.is_signed,
            },
            (),
        )
        for one in page.rows
    ]
    return api.Page(tuple(rows), page.next)


def _run_choices(ask: Ask) -> Sequence[tuple[str, str]]:
    found = []
    for one in _rounds(ask.actor)[:5]:
        for pk in reversed(one.runs):
            run = reporting.see_run(ask.actor, pk)
            said = text("sc_run_is", number=run.number, placed=run.placed, students=run.students)
            found.append((str(pk), f"{one.name}: {ask.say(said)}"))
    return found


LIST: Final = Listing(
    "run_rows",
    "run_row",
    (
        Column("student", label("placement", "student_name"), names="student"),
        Column("vacancy", text("sc_place"), names="vacancy"),
        Column("points", text("sc_points")),
    ),
    filters=(
        Filter("run", text("sc_which_run"), choices=_run_choices),
        Filter(
            "only",
            text("sc_only"),
            choices=lambda ask: tuple((one, ask.t[f"sc_{one.replace(' ', '_')}"]) for one in ONLY),
        ),
    ),
    opens="round_student",
    empty=text("sc_no_runs"),
    note=lambda ask, row: (
        ask.t["sc_settled"]
        if row.fields.get("is_signed")
        else ""
        if row.fields.get("vacancy")
        else ask.t["sc_no_place"]
    ),
    source=_source,
)
RUN_ROWS: Final = list_screen(LIST, text("sc_run_rows_title"), COORDINATOR, menu=False)


def view(ask: Ask) -> Shown:
    """Why this student got this place, or none, in each run; and the decisions about the pair."""
    student = api.see(ask.actor, "student", ask.number())
    newest = next((one for one in _rounds(ask.actor) if one.runs), None)
    if newest is None:
        raise api.NotFound("round")
    parts: list[Part | None] = []
    places: dict[int, str] = {}
    for pk in reversed(newest.runs):
        found = _explained(ask, pk, student.id)
        if found is not None:
            part, place = found
            parts.append(part)
            places |= place
    row = api.Seen("round", newest.id, newest.version, {}, ())
    return paper(
        ask,
        row,
        title=f"{student.fields.get('name')} – {newest.name}",
        parts=[
            Part(
                ask.t["sc_about"],
                links=[
                    Link(str(student.fields.get("name")), "student", {"id": student.id}),
                    Link(newest.name, "round", {"id": newest.id}),
                ],
            ),
            *parts,
        ],
        forms=_decide_forms(ask, newest, student, places) if newest.state == "open" else [],
        history=False,
    )


def _explained(ask: Ask, run: int, student: int) -> tuple[Part, dict[int, str]] | None:
    try:
        found = reporting.explain(ask.actor, run, student)
    except api.NotFound:  # who joined later is in no earlier run
        return None
    names = api.names(ask.actor, "vacancy", [found.vacancy])
    place = names.get(found.vacancy or 0, ask.t["sc_no_place"])
    points = [
        (ask.t[f"sc_weight_{name}"], ask.t["sc_points_of"].format(points=points, most=most))
        for name, points, most in found.parts
    ]
    number = reporting.see_run(ask.actor, run).number
    title = f"{ask.t['sc_run_number']} {number}: {place}"
    return Part(title, points, lines=[ask.say(line) for line in found.lines]), names


def _decide_forms(
    ask: Ask, newest: rounds.RoundSeen, student: api.Seen, places: Mapping[int, str]
) -> list[Opening | None]:
    decided = [one for one in deciding.decisions(ask.actor, newest.id) if one.student == student.id]
    undo: list[Opening | None] = [
        opening(
            ask,
            Text(
                f"{text('sc_undo_decision').nl}: {_name(ask, one.vacancy)}",
                f"{text('sc_undo_decision').en}: {_name(ask, one.vacancy)}",
            ),
            (),
            do="undo",
            key=f"undo {one.vacancy}",
            hidden={"id": student.id, "round": newest.id, "vacancy": one.vacancy},
        )
        for one in decided
    ]
    if not places:
        return undo
    return [
        *undo,
        opening(
            ask,
            text("sc_decide_pair"),
            _fields(ask, places),
            do="decide",
            lead=text("sc_decide_lead"),
            hidden={"id": student.id, "round": newest.id},
        ),
    ]


def _name(ask: Ask, vacancy: int) -> str:
    return api.names(ask.actor, "vacancy", [vacancy]).get(vacancy, str(vacancy))


def _fields(ask: Ask, places: Mapping[int, str]) -> tuple[Field, ...]:
    return (
        Field(
            "vacancy",
            "choice",
            text("sc_place"),
            required=True,
            choices=[(str(pk), name) for pk, name in places.items()],
        ),
        Field(
            "what",
            "radio",
            text("sc_what"),
            required=True,
            choices={one: text(f"sc_{one}") for one in deciding.DECISIONS},
        ),
        Field("reason", "area", text("sc_why"), text("sc_exclude_hint")),
    )


def decide(ask: Ask) -> Go:
    """Keep a pair together or apart in the next runs; it can be undone."""
    pk, number, vacancy = ask.number(), ask.number("round"), ask.number("vacancy")
    values: dict[str, Any] = read(ask, _fields(ask, {vacancy: ""}))
    deciding.decide(ask.actor, number, pk, vacancy, values["what"], reason=values["reason"])
    undo = Undo("round_student", "undo", {"id": pk, "round": number, "vacancy": vacancy})
    return Go("round_student", {"id": pk}, text("sc_decided"), undo)


def undo_decision(ask: Ask) -> Go:
    """Leave the pair to the engine again."""
    deciding.undo_decision(ask.actor, ask.number("round"), ask.number(), ask.number("vacancy"))
    return Go("round_student", {"id": ask.number()}, text("sc_undone"))


ROUND_STUDENT: Final = Screen(
    "round_student", text("sc_why_title"), COORDINATOR, view, {"decide": decide, "undo": undo_decision}
)

"""One round: try, look at what came out, compare, decide, release. Nobody is placed by it; students say yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_board import api
from winternship_board.rounds import deciding, releasing, reporting, running
from winternship_board.rounds import opening as rounds
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.school import facts
from winternship_board.screens.school.going_on import GoingOn, going_on
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.paper import Link, Opening, Part, opening, paper
from winternship_board.screens.school.roles import COORDINATOR
from winternship_board.screens.school.rounds import fields_of
from winternship_board.screens.texts import text

FACTS: Final = ("starts_from", "starts_until", "seed")
MOST_MOVES: Final = 100
AT_ONCE: Final = 200  # proposals of one request


def view(ask: Ask) -> Shown:
    """The page: the runs so far, the difference between two, the decisions, and what can be done now."""
    seen = rounds.see_round(ask.actor, ask.number())
    row = api.Seen("round", seen.id, seen.version, fields_of(seen), ())
    runs = [reporting.see_run(ask.actor, one) for one in seen.runs]
    busy = ask.t["sc_busy"].format(done=seen.done, total=seen.total or "…")
    return paper(
        ask,
        row,
        title=seen.name,
        rows=[*rows(ask, row, FACTS), (ask.t["sc_weights"], _weights(ask, seen.weights))],
        warnings=[busy] if seen.is_busy else [],
        parts=[
            _runs(ask, runs),
            _comparison(ask, seen, runs),
            _decisions(ask, seen),
            facts.part(ask, "sc_rules_of_this", ("FAIR-1", "FAIR-5", "AI-1")),
        ],
        forms=_forms(ask, seen, runs) if seen.state == "open" and not _is_going(ask) else [],
        going=_going(ask, seen) if seen.state == "open" and _is_going(ask) else None,
        history=False,
    )


def _is_going(ask: Ask) -> bool:
    return ask.one("do") == "going" and not ask.problems


def _going(ask: Ask, seen: rounds.RoundSeen) -> GoingOn:
    held = {"id": seen.id, "version": seen.version, "run": ask.one("run"), "looked": "on"}
    note = ask.t["sc_release_stop_note"]
    return going_on(ask, do="release", note=note, hidden=held, stop="round", stop_params={"id": seen.id})


def _weights(ask: Ask, weights: Mapping[str, int]) -> str:
    return ", ".join(f"{ask.t[f'sc_weight_{name}']}: {weight}%" for name, weight in weights.items())


def _said(ask: Ask, run: reporting.RunSeen) -> str:
    return ask.t["sc_run_is"].format(number=run.number, placed=run.placed, students=run.students)


def _runs(ask: Ask, runs: Sequence[reporting.RunSeen]) -> Part:
    links = [
        Link(
            _said(ask, run),
            "run_rows",
            {"f.run": run.id, "searched": 1},
            tuple(
                ask.t[key]
                for key, holds in (("sc_released", run.is_released), ("sc_not_exact", not run.exact))
                if holds
            ),
            ask.t["sc_run_hint"].format(
                day=saying.day(ask.host.language, run.at),
                seats=run.seats,
                vacancies=run.vacancies,
                seed=run.seed,
            ),
        )
        for run in reversed(runs)
    ]
    return Part(ask.t["sc_runs"], links=links, empty=ask.t["sc_no_runs"])


def _comparison(ask: Ask, seen: rounds.RoundSeen, runs: Sequence[reporting.RunSeen]) -> Part | None:
    if len(runs) < 2:
        return None
    choices = [(str(run.id), _said(ask, run)) for run in runs]
    fields = [
        Field("first", "choice", text("sc_first_run"), required=True, choices=choices),
        Field("second", "choice", text("sc_second_run"), required=True, choices=choices),
    ]
    first, second = ask.one("first"), ask.one("second")
    form = opening(
        ask,
        text("sc_compare"),
        fields,
        do="compare",
        values={"first": first or str(runs[-2].id), "second": second or str(runs[-1].id)},
        hidden={"id": seen.id},
    )
    if not first.isdigit() or not second.isdigit():
        return Part(ask.t["sc_compared"], forms=[form])
    found = reporting.compare_runs(ask.actor, int(first), int(second))
    said = ask.t["sc_compared_is"].format(
        gained=found.gained, lost=found.lost, changed=found.changed, same=found.same
    )
    return Part(ask.t["sc_compared"], lines=[said], links=_moves(ask, found.moves), forms=[form])


def _moves(ask: Ask, moves: Sequence[reporting.Moved]) -> list[Link]:
    shown = moves[:MOST_MOVES]
    students = api.names(ask.actor, "student", [one.student for one in shown])
    vacancies = api.names(ask.actor, "vacancy", [pk for one in shown for pk in (one.before, one.after)])
    none = ask.t["sc_no_place"]
    return [
        Link(
            students.get(one.student, f"{ask.t['field_student']} {one.student}"),
            "round_student",
            {"id": one.student},
            hint=f"{vacancies.get(one.before or 0, none)} → {vacancies.get(one.after or 0, none)}",
        )
        for one in shown
    ]


def compare(ask: Ask) -> Go:
    """Show the round again, with these two runs side by side; nothing changes."""
    found = {name: ask.number(name) for name in ("id", "first", "second")}
    return Go("round", found)


def _decisions(ask: Ask, seen: rounds.RoundSeen) -> Part:
    found = deciding.decisions(ask.actor, seen.id)
    students = api.names(ask.actor, "student", [one.student for one in found])
    vacancies = api.names(ask.actor, "vacancy", [one.vacancy for one in found])
    links = [
        Link(
            f"{students.get(one.student, '')} – {vacancies.get(one.vacancy, '')}",
            "round_student",
            {"id": one.student},
            (ask.t[f"sc_{one.what}"],),
            one.reason,
        )
        for one in found
    ]
    return Part(ask.t["sc_decisions"], links=links, empty=ask.t["sc_no_decisions"])


def _forms(ask: Ask, seen: rounds.RoundSeen, runs: Sequence[reporting.RunSeen]) -> list[Opening | None]:
    held = {"id": seen.id, "version": seen.version}
    run = opening(
        ask, text("sc_run_again" if runs else "sc_run"), (), do="run", lead=text("sc_run_lead"), hidden=held
    )
    setting = opening(
        ask,
        text("sc_set_round"),
        _settings(seen),
        do="set",
        button=text("sc_save"),
        lead=text("sc_set_round_lead"),
        values={"seed": seen.seed, **{f"weight_{name}": one for name, one in seen.weights.items()}},
        hidden=held,
        kind="round",
    )
    choices = [(str(one.id), _said(ask, one)) for one in reversed(runs)]
    chosen = Field("run", "choice", text("sc_which_run"), required=True, choices=choices)
    release = opening(
        ask,
        text("sc_release"),
        (chosen, Field("looked", "check", text("sc_looked"), required=True)),
        do="release",
        lead=text("sc_release_lead"),
        hidden=held,
        danger=True,
    )
    withdraw = opening(
        ask,
        text("sc_withdraw_round"),
        (),
        do="withdraw",
        lead=text("sc_withdraw_lead"),
        hidden=held,
        danger=True,
    )
    return [run, setting, release if runs else None, withdraw]


def _settings(seen: rounds.RoundSeen) -> list[Field]:
    weights = [
        Field(f"weight_{name}", "number", text(f"sc_weight_{name}"), required=True) for name in seen.weights
    ]
    return [
        Field("seed", "text", label("round", "seed"), text("sc_seed_hint"), required=True, most=64),
        *weights,
    ]


def run(ask: Ask) -> Go:
    """Make a dry run."""
    made = running.run_round(ask.actor, ask.number())
    return Go("round", {"id": made.round}, text("sc_run_done", placed=made.placed, students=made.students))


def set_round(ask: Ask) -> Go:
    """Another seed or other weights for the next run."""
    seen = rounds.see_round(ask.actor, ask.number())
    values: dict[str, Any] = read(ask, _settings(seen))
    weights = {name: int(values[f"weight_{name}"]) for name in seen.weights}
    rounds.set_round(ask.actor, seen.id, version=ask.number("version"), seed=values["seed"], weights=weights)
    return Go("round", {"id": seen.id}, text("sc_saved"))


def release(ask: Ask) -> Go:
    """Turn the chosen run into proposals, after a person looked at it."""
    pk = ask.number()
    read(ask, (Field("looked", "check", required=True),))
    chosen, version = ask.number("run"), ask.number("version")
    done = releasing.release_round(ask.actor, pk, chosen, version=version, most=AT_ONCE)
    if done.left:
        there = done.proposed + done.drafts
        far = {"done": there, "total": there + done.left, "do": "going"}
        return Go("round", {"id": pk, "run": chosen, **far})
    said = text("sc_release_done", proposed=done.proposed, drafts=done.drafts, left_out=done.left_out)
    return Go("round", {"id": pk}, said)


def withdraw(ask: Ask) -> Go:
    """End a round without proposals."""
    pk = ask.number()
    rounds.withdraw_round(ask.actor, pk, version=ask.number("version"))
    return Go("round", {"id": pk}, text("sc_round_withdrawn"))


ROUND: Final = Screen(
    "round",
    text("sc_round"),
    COORDINATOR,
    view,
    {"run": run, "set": set_round, "release": release, "withdraw": withdraw, "compare": compare},
)

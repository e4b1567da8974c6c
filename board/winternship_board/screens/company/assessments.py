"""What the trainer thinks of each work process, in words and not only a mark; the school decides."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE, facts, programme, with_name, work_names
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.steps import make_step, steps
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.text import Text

SCALE: Final = {one: text(f"value_scale_{one}") for one in ("not_yet", "almost", "good")}
MOST: Final = 40


def view(ask: Ask) -> Shown:
    """The assessment of one placement; ``id`` is that of the placement."""
    placement = api.see(ask.actor, "placement", ask.number())
    rows = api.search(ask.actor, "assessment", where={"placement": placement.id}, limit=5).rows
    seen = rows[0] if rows else None
    codes = _codes(placement, seen)
    names = {**work_names(ask), **programme(ask, placement.fields["programme"])[1]}
    writes = ask.actor.role is Role.TRAINER and (seen is None or seen.fields["state"] == "draft")
    judgements: Any = seen.fields.get("judgements") if seen else {}
    context = {
        "placement": placement,
        "seen": seen,
        "judged": [
            (with_name(code, names), saying.scale(ask.host.language, one), one.get("words", ""))
            for code, one in judgements.items()
        ],
        "form": _form(ask, placement, seen, codes, names) if writes and codes else None,
        "nothing": writes and not codes,
        "waits": not writes and seen is None,
        "steps": steps(ask, seen) if seen else [],
        "facts": facts(ask, ["POK-8"]),
    }
    title = f"{ask.say(text('co_assessment'))}: {placement.fields.get('student_name') or ''}"
    return Shown("company/assessment.html", context, title)


def _codes(placement: api.Seen, seen: api.Seen | None) -> list[str]:
    planned: Any = placement.fields.get("work_processes") or []
    judged: Any = seen.fields.get("judgements") if seen else {}
    return list(dict.fromkeys([*map(str, planned), *judged]))[:MOST]


def _fields(codes: list[str], names: dict[str, str]) -> list[Field]:
    found = []
    for i, code in enumerate(codes):
        called = with_name(code, names)
        found.append(Field(f"s{i}", "radio", Text(called, called), choices=SCALE))
        found.append(Field(f"w{i}", "area", text("co_judge_words", work=called)))
    return found


def _form(
    ask: Ask, placement: api.Seen, seen: api.Seen | None, codes: list[str], names: dict[str, str]
) -> Form:
    judgements: Any = seen.fields.get("judgements") if seen else {}
    values: dict[str, object] = {}
    for i, code in enumerate(codes):
        one = judgements.get(code, {})
        values |= {f"s{i}": one.get("scale", ""), f"w{i}": one.get("words", "")}
    hidden = {
        "id": placement.id,
        "version": seen.version if seen else "",
        "assessment": seen.id if seen else "",
    }
    return form(
        ask,
        _fields(codes, names),
        do="save",
        button=text("co_save"),
        values=values,
        hidden=hidden,
        lead=ask.t["co_judge_lead"],
    )


def save(ask: Ask) -> Go:
    """Keep what is written so far; it goes to the school with the step that submits it."""
    placement = api.see(ask.actor, "placement", ask.number())
    rows = api.search(ask.actor, "assessment", where={"placement": placement.id}, limit=5).rows
    seen = rows[0] if rows else None
    codes = _codes(placement, seen)
    found = read(ask, _fields(codes, {}))
    judgements = {
        code: {"scale": found[f"s{i}"], "words": found[f"w{i}"]}
        for i, code in enumerate(codes)
        if found[f"s{i}"] or found[f"w{i}"]
    }
    if seen is None:
        api.create(ask.actor, "assessment", {"placement": placement.id, "judgements": judgements})
    else:
        version = ask.number("version")
        api.change(ask.actor, "assessment", seen.id, {"judgements": judgements}, version=version)
    return Go("assessment", {"id": placement.id}, text("co_judge_saved"))


def move(ask: Ask) -> Go:
    """A step of the assessment; back to the same placement."""
    make_step(ask)
    return Go("assessment", {"id": ask.number("back_id")}, text("co_judge_moved"))


ASSESSMENT: Final = Screen(
    "assessment", text("co_assessment"), HOUSE, view, {"save": save, "move": move}, links=True
)

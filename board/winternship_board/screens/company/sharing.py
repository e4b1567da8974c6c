"""A company tells its broker the level of its self-assessment, or stops telling: its own choice each time (C.7)."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import COMPANY, house
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown, Undo
from winternship_board.screens.texts import text
from winternship_core.assessment import load_instrument

LEVELS: Final = {one.id: one.label for one in load_instrument().levels}
SHARE: Final = (
    Field(
        "level", "radio", label=text("sh_level"), hint=text("sh_level_hint"), choices=LEVELS, required=True
    ),
    Field("made_on", "date", label=text("sh_made_on"), required=True),
)


def level_name(ask: Ask, level: object) -> str:
    """What people call a level; itself when it is of an instrument of before."""
    known = LEVELS.get(str(level))
    return ask.say(known) if known else str(level)


def _shared(ask: Ask) -> api.Seen | None:
    where = {"organisation": house(ask).id}
    return next(iter(api.search(ask.actor, "shared_assessment", where=where, limit=1).rows), None)


def view(ask: Ask) -> Shown:
    """What the broker sees now, and the form to share it or share another."""
    shared = _shared(ask)
    is_on = shared is not None and bool(shared.fields["is_shared"])
    values = {"level": shared.fields["level"], "made_on": shared.fields["made_on"]} if shared else {}
    hidden = {"version": shared.version} if shared else None
    context = {
        "shared": shared if is_on else None,
        "level": level_name(ask, shared.fields["level"]) if shared else "",
        "form": form(ask, SHARE, do="share", button=text("sh_share"), values=values, hidden=hidden),
    }
    return Shown("company/sharing.html", context)


def share(ask: Ask) -> Go:
    """Tell this level; whatever was shared before is replaced."""
    values = read(ask, SHARE)
    values |= {"is_shared": True, "instrument_version": load_instrument().version}
    shared = _shared(ask)
    if shared is None:
        api.create(ask.actor, "shared_assessment", {"organisation": house(ask).id, **values})
    else:
        api.change(ask.actor, "shared_assessment", shared.id, values, version=ask.number("version"))
    return Go("sharing", {}, text("sh_shared"))


def stop(ask: Ask) -> Go:
    """The broker no longer sees it, from this moment."""
    shared = _shared(ask)
    if shared is None:
        raise api.NotFound("shared_assessment")
    moved = api.change(
        ask.actor, "shared_assessment", shared.id, {"is_shared": False}, version=ask.number("version")
    )
    day = shared.fields["made_on"]
    again = {"version": moved.version, "level": shared.fields["level"], "made_on": day}
    return Go("sharing", {}, text("sh_stopped"), Undo("sharing", "share", again))


SHARING: Final = Screen("sharing", text("sh_title"), COMPANY, view, {"share": share, "stop": stop}, menu=True)

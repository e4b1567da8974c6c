"""The report before erasing: what goes when and why, and keeping something longer for a reason in law."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.administrator import own
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text

KINDS: Final = (
    "application",
    "student",
    "support_wish",
    "guardian",
    "placement",
    "thread",
    "organisation",
    "evaluation",
    "signal",
)
HOLD: Final = (
    Field("reason", "area", label=text("ad_hold_reason"), hint=text("ad_hold_hint"), required=True),
)


def _kinds(ask: Ask) -> list[tuple[str, str]]:
    return [(kind, own.kind_name(ask.host.language, kind)) for kind in KINDS]


def _what(ask: Ask, row: api.Seen) -> str:
    return f"{own.kind_name(ask.host.language, row.fields['kind'])} {row.fields['object_id']}"


def _buttons(ask: Ask, row: api.Seen) -> list[tuple[str, str]]:
    return [("release", ask.t["ad_release"])] if row.fields["held_because"] else [("hold", ask.t["ad_hold"])]


LIST: Final = Listing(
    "retention",
    "mark",
    (
        Column("kind", text("ad_about"), show=_what),
        Column("keep", text("ad_period"), show=lambda ask, row: ask.t[f"ad_keep_{row.fields['keep']}"]),
        Column("deed", text("ad_deed"), show=lambda ask, row: ask.t[f"ad_deed_{row.fields['deed']}"]),
        Column("erase_on", text("ad_erase_on")),
        Column("held_because", text("ad_held_because")),
    ),
    filters=(
        Filter("kind", text("ad_about"), choices=_kinds),
        Filter("until", text("ad_goes_until"), "date"),
    ),
    sorts={"oldest": text("ad_sort_oldest"), "newest": text("sort_newest")},
    source=api.oversight.retention_marks,
    buttons=_buttons,
    empty=text("ad_retention_empty"),
)


def _mark(ask: Ask, pk: int) -> api.Seen:
    rows = api.oversight.retention_marks(ask.actor, where={"id": pk}).rows
    if not rows:
        raise api.NotFound("retention")
    return rows[0]


def ask_reason(ask: Ask) -> Go:
    """Ask why something is kept before it is."""
    return Go("retention", {"hold": _mark(ask, ask.number()).id})


def hold_now(ask: Ask) -> Go:
    """Keep it, with the reason."""
    values, mark = read(ask, HOLD), _mark(ask, ask.number("hold"))
    _hold(ask, mark, values["reason"])
    return Go("retention", {}, text("ad_held"))


def release(ask: Ask) -> Go:
    """Let it go on its day after all; until then it can be held again."""
    _hold(ask, _mark(ask, ask.number()), "")
    return Go("retention", {}, text("ad_released"))


def _hold(ask: Ask, mark: api.Seen, reason: str) -> None:
    pk = mark.fields["object_id"]
    assert isinstance(pk, int)
    api.hold(ask.actor, str(mark.fields["kind"]), pk, reason)


def _more(ask: Ask) -> dict[str, object]:
    context: dict[str, object] = {**own.never(ask), "hold": None}
    if ask.one("hold").isdigit():
        mark = _mark(ask, ask.number("hold"))
        button, hidden = text("ad_hold"), {"hold": mark.id}
        context |= {
            "what": _what(ask, mark),
            "hold": form(ask, HOLD, do="hold_now", button=button, hidden=hidden),
        }
    return context


RETENTION: Final = list_screen(
    LIST,
    text("ad_retention_title"),
    own.ADMIN,
    posts={"hold": ask_reason, "hold_now": hold_now, "release": release},
    template="administrator/retention.html",
    more=_more,
)

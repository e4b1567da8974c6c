"""Files of students, companies and vacancies: first see what is wrong and would happen, then do it, or undo it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import MOST_BYTES, Field, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Download, Go, Shown
from winternship_board.screens.school.going_on import GoingOn, going_on
from winternship_board.screens.school.paper import Opening, opening
from winternship_board.screens.school.roles import COORDINATOR
from winternship_board.screens.texts import text

WHAT: Final = ("students", "companies", "vacancies")
MOST_MISTAKES: Final = 200
FILE: Final = (
    Field(
        "what",
        "radio",
        text("sc_import_what"),
        required=True,
        choices={one: text(f"sc_{one}_title") for one in WHAT},
    ),
    Field("data", "file", text("sc_import_file"), text("sc_import_file_hint")),
    Field("pasted", "area", text("sc_import_pasted"), text("sc_import_pasted_hint"), most=MOST_BYTES),
)


def view(ask: Ask) -> Shown:
    """The form, what the file would do when one was sent, and the imports so far; or how far an import is."""
    if ask.one("do") == "going" and not ask.problems:
        return Shown("school/imports.html", {"going": _going(ask)})
    found = _preview(ask) if ask.do in {"preview", "apply"} or ask.one("do") == "look" else None
    forms: list[Opening | None] = [
        opening(
            ask,
            text("sc_import_new"),
            FILE,
            do="preview",
            button=text("sc_import_look"),
            key="preview",
            values={"what": ask.one("what")},
        )
    ]
    context: dict[str, Any] = {
        "lead": ask.t["sc_import_lead"],
        "forms": forms,
        "runs": _runs(ask),
        "kinds": WHAT,
    }
    if found is not None:
        context |= _shown(ask, found)
    return Shown("school/imports.html", context)


def _data(ask: Ask) -> bytes:
    """The file, else what was pasted, which a spreadsheet separates by tabs."""
    values = read(ask, FILE[1:])
    return values["data"] or str(values["pasted"]).encode()


def _preview(ask: Ask) -> api.Preview | None:
    if ask.problems or ask.one("what") not in WHAT:
        return None
    return api.import_preview(ask.actor, ask.one("what"), _data(ask))


def _shown(ask: Ask, found: api.Preview) -> dict[str, Any]:
    language = ask.host.language
    counts = [
        f"{saying.label(language, 'kept', kind)}: "
        + ", ".join(f"{number} {ask.t[f'sc_import_{does}']}" for does, number in by.items())
        for kind, by in found.counts.items()
    ]
    held = {
        "what": ask.one("what"),
        "data": base64.urlsafe_b64encode(_data(ask)).decode(),
        "seen": found.seen,
    }
    return {
        "preview": found,
        "counts": counts,
        "mistakes": [_mistake(ask, one) for one in found.mistakes[:MOST_MISTAKES]],
        "more": max(0, len(found.mistakes) - MOST_MISTAKES),
        "apply": held if not found.mistakes and found.rows else None,
    }


def _going(ask: Ask) -> GoingOn:
    held = {name: ask.one(name) for name in ("what", "data", "seen", "run")}
    return going_on(ask, do="apply", note=ask.t["sc_import_stop_note"], hidden=held, stop="imports")


def _mistake(ask: Ask, one: Any) -> tuple[str, str, str]:
    return (str(one.row or ""), one.column, ask.say(one.text))


def preview(ask: Ask) -> Go:
    """Look at a file; nothing of it is kept, here or elsewhere."""
    read(ask, FILE[:1])
    if not _data(ask):
        raise api.BadValue("data", text("wrong_empty"))
    held = {"what": ask.one("what"), "data": base64.urlsafe_b64encode(_data(ask)).decode()}
    return Go("imports", {**held, "do": "look"})


def apply(ask: Ask) -> Go:
    """Do the next rows of what was shown; refused when the board changed since."""
    read(ask, FILE[:1])
    what, data = ask.one("what"), _data(ask)
    run = ask.number("run") if ask.one("run") else 0
    step = api.import_step(ask.actor, what, data, seen=ask.one("seen"), run=run)
    done = step.imported
    if step.seen:
        held = {"what": what, "data": base64.urlsafe_b64encode(data).decode(), "seen": step.seen}
        far = {"run": done.run, "done": step.done, "total": step.total, "do": "going"}
        return Go("imports", {**held, **far})
    return Go(
        "imports",
        {},
        text("sc_import_done", created=done.created, changed=done.changed, unchanged=done.unchanged),
    )


def undo(ask: Ask) -> Go:
    """Take an import back as far as nobody built on it."""
    done = api.import_undo(ask.actor, ask.number("run"))
    return Go(
        "imports",
        {},
        text("sc_import_undone", removed=done.removed, restored=done.restored, kept=len(done.kept)),
    )


def example(ask: Ask) -> Download:
    """An empty file with the headings there can be, in the person's language."""
    what = ask.one("what")
    if what not in WHAT:
        raise api.NotFound("import")
    dutch = ask.host.language.startswith("nl")
    headings = [column.nl if dutch else column.name for column in api.import_columns(what)]
    body = (";" if dutch else ",").join(headings) + "\r\n"
    return Download(body.encode("utf-8-sig"), f"{what}.csv", "text/csv; charset=utf-8")


def _runs(ask: Ask) -> list[Mapping[str, Any]]:
    language = ask.host.language
    return [
        {
            "id": one.id,
            "title": f"{ask.t.get(f'sc_{one.what}_title', one.what)}, {saying.day(language, one.started_at)}",
            "state": ask.t[f"sc_import_state_{one.state}"],
            "progress": _progress(ask, one),
            "said": text(
                "sc_import_counts", created=one.created, changed=one.changed, unchanged=one.unchanged
            ).in_language(language),
            "may_undo": one.may_undo,
        }
        for one in api.import_runs(ask.actor)
    ]


def _progress(ask: Ask, one: api.Run) -> str:
    if one.state == "stopped":
        return ask.t["sc_import_stopped_at"].format(done=one.done, total=one.total)
    return f"{one.done} / {one.total}" if one.state == "running" else ""


IMPORTS: Final = Screen(
    "imports",
    text("sc_imports_title"),
    COORDINATOR,
    view,
    {"preview": preview, "apply": apply, "undo": undo, "example": example},
)

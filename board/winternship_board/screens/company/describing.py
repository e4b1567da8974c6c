"""Writing a vacancy: where, what can be learned there, when, and for how much; taken over from the course or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api
from winternship_board.errors import WrongForm
from winternship_board.screens.asking import Ask
from winternship_board.screens.company.own import HOUSE, contacts, facts, locations
from winternship_board.screens.company.taking_over import has_place, vacancy_values
from winternship_board.screens.company.tasks import read_tasks, task_fields, task_rows
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.texts import text
from winternship_core.placements.codes import (
    DAY,
    FEATURE,
    LANGUAGE_LEVEL,
    LEVEL,
    LICENCE,
    ROUTE,
    TASK_REASON,
)
from winternship_core.text import Text

SPOKEN: Final = "nl:speak"
_LANGUAGES: Final = {"nl": Text("Nederlands", "Dutch"), "en": Text("Engels", "English")}


def fields_of(ask: Ask) -> list[Field]:
    """The fields of a vacancy but its tasks; a trainer does not choose a contact person."""
    people = contacts(ask)
    return [
        Field("title", label=text("field_title"), hint=text("co_title_hint"), required=True, most=200),
        Field("location", "choice", choices=locations(ask), required=True),
        Field("text", "area", text("co_text"), hint=text("co_text_hint")),
        Field("language", "choice", text("co_language"), choices=_LANGUAGES, required=True),
        Field("crebo", hint=text("co_crebo_hint"), most=5),
        Field("other_crebos", label=text("co_other_crebos"), hint=text("co_other_crebos_hint"), most=100),
        Field("level", "choice", choices=LEVEL),
        Field("route", "choice", choices=ROUTE),
        Field("places", "number", required=True),
        Field("starts_on", "date"),
        Field("ends_on", "date"),
        Field("days", "many", choices=DAY),
        Field("hours_per_week", "number"),
        Field("allowance_from", "number", text("co_allowance"), hint=text("co_allowance_hint")),
        Field("allowance_to", "number", text("co_allowance_to")),
        Field("expenses", hint=text("co_expenses_hint"), most=200),
        Field("spoken", "choice", text("co_spoken"), hint=text("co_spoken_hint"), choices=LANGUAGE_LEVEL),
        Field("spoken_reason", "choice", text("co_spoken_reason"), choices=TASK_REASON),
        Field("licence", "choice", text("co_licence"), choices=LICENCE),
        Field("licence_reason", "choice", text("co_licence_reason"), choices=TASK_REASON),
        Field("features", "many", choices=FEATURE),
        *([Field("contact", "choice", text("co_contact"), choices=people)] if people else []),
        Field("publish_until", "date", hint=text("co_publish_until_hint")),
    ]


def view(ask: Ask) -> Shown:
    """The form, empty, taken over from the course, or as the draft is now."""
    pk = ask.number() if ask.one("id") else 0
    seen = api.see(ask.actor, "vacancy", pk) if pk else None
    if seen is not None and seen.fields["state"] != "draft":
        raise api.NotFound("draft")
    values = _values(ask, seen)
    fields = fields_of(ask)
    rows = task_rows(ask, values.get("tasks") or [])
    shown = form(
        ask,
        [*fields, *task_fields(rows)],
        do="save",
        button=text("co_save_vacancy"),
        values={
            **values,
            **{f"t{i}.{name}": value for i, row in enumerate(rows) for name, value in row.items()},
        },
        hidden={"id": seen.id, "version": seen.version} if seen else {"rows": len(rows)},
        kind="vacancy",
    )
    plain = [one for one in shown.fields if "." not in str(one["name"])]
    context = {
        "form": shown,
        "first": plain[:7],
        "tasks": [
            [one for one in shown.fields if str(one["name"]).startswith(f"t{i}.")] for i in range(len(rows))
        ],
        "rest": plain[7:],
        "no_place": not locations(ask),
        "take": seen is None and ask.one("tab") != "course" and has_place(ask),
        "taken": seen is None and ask.one("tab") == "course",
        "facts": facts(ask, ["FAIR-1", "PAY-1"]),
    }
    title = ask.say(text("co_vacancy_edit" if seen else "co_vacancy_new"))
    return Shown("company/vacancy_form.html", context, title)


def save(ask: Ask) -> Go:
    """Keep the draft, all errors at once; the version that was seen comes along."""
    errors = _together(ask)
    values: dict[str, Any] = {}
    for part in (lambda: _of_form(read(ask, fields_of(ask))), lambda: {"tasks": read_tasks(ask)}):
        try:
            values |= part()
        except WrongForm as error:
            errors |= error.errors
    if errors:
        raise WrongForm(errors)
    if ask.one("id"):
        moved = api.change(ask.actor, "vacancy", ask.number(), values, version=ask.number("version"))
    else:
        moved = api.create(ask.actor, "vacancy", values)
    return Go("vacancy", {"id": moved.id}, text("co_vacancy_saved"))


def _values(ask: Ask, seen: api.Seen | None) -> dict[str, Any]:
    if seen is None:
        start: dict[str, Any] = {
            "places": 1,
            "language": "nl" if ask.host.language.startswith("nl") else "en",
        }
        only = locations(ask)
        start |= {"location": only[0][0]} if len(only) == 1 else {}
        return start | (vacancy_values(ask) if ask.one("tab") == "course" else {})
    values = dict(seen.fields)
    spoken: Any = _mapping(values.get("languages")).get(SPOKEN, {})
    licences = _mapping(values.get("licences"))
    licence = next(iter(licences), "")
    return {
        **values,
        "other_crebos": ", ".join(values.get("other_crebos") or []),  # type: ignore[arg-type]
        "spoken": spoken.get("level", ""),
        "spoken_reason": spoken.get("reason", ""),
        "licence": licence,
        "licence_reason": licences.get(licence, ""),
    }


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _together(ask: Ask) -> dict[str, Text]:
    """What is wrong in one field because of another, or beyond what a field by itself can tell."""
    errors: dict[str, Text] = {}
    begins, ends = ask.one("starts_on"), ask.one("ends_on")
    if begins and ends and ends < begins:  # both as a browser sends them: year first
        errors["ends_on"] = text("co_wrong_period")
    if ask.one("crebo") and not _is_crebo(ask.one("crebo")):
        errors["crebo"] = text("co_wrong_crebo")
    if not all(map(_is_crebo, _crebos(ask.one("other_crebos")))):
        errors["other_crebos"] = text("co_wrong_crebo")
    for what in ("spoken", "licence"):
        if ask.one(what) and not ask.one(f"{what}_reason"):
            errors[f"{what}_reason"] = text("co_wrong_reason")
    return errors


def _of_form(found: dict[str, Any]) -> dict[str, Any]:
    """The values of the form as the api takes them."""
    if not found["places"]:
        raise WrongForm({"places": text("co_wrong_places")})
    level, because = found.pop("spoken"), found.pop("spoken_reason")
    licence, needed = found.pop("licence"), found.pop("licence_reason")
    found["location"] = int(found["location"])
    if "contact" in found:
        found["contact"] = int(found["contact"]) if found["contact"] else None
    return found | {
        "other_crebos": _crebos(found["other_crebos"]),
        "languages": {SPOKEN: {"level": level, "reason": because}} if level else {},
        "licences": {licence: needed} if licence else {},
    }


def _crebos(words: str) -> list[str]:
    return [one for one in words.replace(";", ",").replace(" ", ",").split(",") if one]


def _is_crebo(value: str) -> bool:
    return len(value) == 5 and value.isascii() and value.isdigit()


VACANCY_EDIT: Final = Screen("vacancy_edit", text("co_vacancy_new"), HOUSE, view, {"save": save})

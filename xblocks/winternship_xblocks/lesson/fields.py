"""Every activity is a form in the end; here each kind becomes the same few sorts of fields, filled in.

A field's name is its path in what is saved, with slashes: ``tasks/0/process``. The script builds the value from
the names alone, so that it need not know any activity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from winternship_core.curriculum import (
    COST_BENEFIT_INPUTS,
    YOUNG_HOURS_INPUTS,
    Activity,
    CalculatorInput,
    Field,
    Option,
)
from winternship_core.text import Text
from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.texts import say, words

BLANK: Final = "__"  # stands for the number of a row that is still to be added
MOST_ROWS: Final = 20
MOST_PLAN_ROWS: Final = 60
LONGEST: Final[Mapping[str, int]] = {"text": 300, "long": 4_000, "vacancy": 10_000}
FEW_OPTIONS: Final = 4  # as many as fit on a phone as radio buttons
CALCULATORS: Final[Mapping[str, tuple[CalculatorInput, ...]]] = {
    "cost-benefit": COST_BENEFIT_INPUTS,
    "young-hours": YOUNG_HOURS_INPUTS,
}


class FieldViews:
    """Views of the fields of one activity; ``uid`` makes their ids unique on the page."""

    def __init__(self, language: Language, uid: str) -> None:
        self.language = language
        self.uid = uid
        self.t = words(language)

    def of(self, activity: Activity, value: Mapping[str, Any]) -> list[dict[str, Any]]:
        """All fields of the activity but its questions, with what was filled in."""
        if activity.kind == "calculator":
            inputs = CALCULATORS[activity.calculator or ""]
            return [self._input(one, value.get(one.name)) for one in inputs]
        prefix = "fields/" if activity.kind == "exercise" else ""
        filled = value.get("fields", {}) if prefix else value
        views = [self.view(field, prefix, filled.get(field.name)) for field in _fields(activity)]
        if activity.kind == "word-check":
            views[0]["longest"] = LONGEST["vacancy"]
        return views

    def view(self, field: Field, prefix: str, value: Any, *, cell: bool = False) -> dict[str, Any]:
        """One field; ``cell``: inside a table."""
        name = f"{prefix}{field.name}"
        seen: dict[str, Any] = {
            "name": name,
            "id": f"{self.uid}-f-{name.replace('/', '-')}",
            "kind": field.kind,
            "label": self._say(field.label),
            "help": self._say(field.help) if field.help else "",
            "value": shown_value(value),
            "longest": LONGEST["text" if name.startswith("rows/") else field.kind]
            if field.kind in LONGEST
            else 0,
        }
        if field.kind in ("choice", "several"):
            seen |= self._choices(field, value, cell=cell)
        if field.kind == "table":
            seen |= self._table(field, name, value)
        return seen

    def _choices(self, field: Field, value: Any, *, cell: bool) -> dict[str, Any]:
        chosen = value if isinstance(value, list) else [value]
        options = [
            {"name": one.name, "text": self._say(one.text), "chosen": one.name in chosen}
            for one in field.options
        ]
        few = not cell and len(options) <= FEW_OPTIONS
        return {
            "options": options,
            "at_most": field.at_most,
            "most_text": say(self.language, "at_most", count=field.at_most) if field.at_most else "",
            "shape": "several" if field.kind == "several" else "radio" if few else "select",
            "value": ", ".join(str(one["text"]) for one in options if one["chosen"]),
        }

    def _table(self, field: Field, name: str, value: Any) -> dict[str, Any]:
        if field.fixed:
            filled = value if isinstance(value, dict) else {}
            rows = [self._row(field, name, one.name, filled.get(one.name, {}), one) for one in field.fixed]
            return {"rows": rows, "columns": [self._say(one.label) for one in field.columns]}
        lines = value if isinstance(value, list) else []
        count = max(field.rows, len(lines))
        rows = [
            self._row(field, name, str(index), lines[index] if index < len(lines) else {})
            for index in range(count)
        ]
        return {
            "rows": rows,
            "columns": [self._say(one.label) for one in field.columns],
            "blank": self._row(field, name, BLANK, {}),
            "most": MOST_PLAN_ROWS if name == "rows" else MOST_ROWS,
        }

    def _row(
        self, field: Field, name: str, key: str, filled: Mapping[str, Any], named: Option | None = None
    ) -> dict[str, Any]:
        number = int(key) + 1 if key.isdigit() else BLANK
        return {
            "key": key,
            "legend": self._say(named.text) if named else say(self.language, "row", number=number),
            "named": named is not None,
            "cells": [
                self.view(one, f"{name}/{key}/", filled.get(one.name), cell=True) for one in field.columns
            ],
        }

    def _input(self, one: CalculatorInput, value: Any) -> dict[str, Any]:
        return {
            "name": one.name,
            "id": f"{self.uid}-f-{one.name}",
            "kind": "number",
            "label": self._say(one.label),
            "help": self._say(one.help) if one.help else "",
            "unit": self._say(one.unit),
            "optional": not one.needed,
            "least": shown_value(one.least),
            "most": shown_value(one.most),
            "value": shown_value(value),
        }

    def _say(self, text: Text) -> str:
        return text.in_language(self.language)


def shown_value(value: Any) -> Any:
    """A value as a form shows it: nothing as an empty text, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, (float, Decimal)) and value == int(value):
        return int(value)
    return value


def _fields(activity: Activity) -> Iterator[Field]:
    """The fields of any kind of activity; those whose words are the program's are made here."""
    if activity.kind == "checklist":
        yield from (Field(item.name, "check", item.text) for item in activity.items)
    elif activity.kind == "levels":
        levels = tuple(Option(card.name, card.title) for card in activity.cards)
        text = Field("text", "text", _both("level_task"))
        level = Field("level", "choice", _both("level_level"), options=levels)
        yield Field("tasks", "table", activity.title, columns=(text, level), rows=activity.tasks)
    elif activity.kind == "word-check":
        yield Field("text", "long", _both("vacancy"))
    elif activity.kind == "action-plan":
        names = ("step", "who", "when", "done")
        kinds = ("long", "text", "date", "check")  # long, as a step is a sentence or two
        columns = tuple(
            Field(name, kind, _both(f"plan_{name}"))  # type: ignore[arg-type]
            for name, kind in zip(names, kinds, strict=True)
        )
        yield Field("rows", "table", activity.title, columns=columns, rows=3)
    else:
        yield from activity.fields


def _both(key: str) -> Text:
    return Text(words("nl")[key], words("en")[key])

"""What a person filled in, held against the activity field by field: refused whole, or kept as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from winternship_core.curriculum.activities import LEVELS, Activity, Field, FieldKind
from winternship_core.curriculum.calculators import COST_BENEFIT_INPUTS, YOUNG_HOURS_INPUTS
from winternship_core.errors import ActivityError
from winternship_core.text import Text

SHORT: Final = 300
LONG: Final = 4_000
VACANCY: Final = 10_000
ROWS: Final = 20
PLAN_ROWS: Final = 60
LARGEST: Final = 10_000_000
Value = Any  # what JSON can hold
_UNSPEAKABLE: Final = re.compile("[\x00\ud800-\udfff]")  # what neither a database nor a page can hold
_NUMBER: Final = re.compile(r"\d{1,8}(?:[.,]\d{1,2})?")
_PLAN: Final = {
    "step": Text("stap", "step"),
    "who": Text("wie", "who"),
    "when": Text("wanneer", "when"),
    "done": Text("klaar", "done"),
}


def parse_saved(activity: Activity, data: object) -> dict[str, Any]:
    """The data that was saved for an activity, checked against it.

    Shapes: form ``{field: value}``, a table's value ``[{column: value}]`` or by row name where rows are fixed;
    checklist ``{item: bool}``; exercise ``{"answers": {question: choice}, "fields": {field: value}}``; levels
    ``{"tasks": [{"text", "level"}]}``; calculator ``{input: number}``; word-check ``{"text"}``; action-plan ``{"rows":
    [{"step", "who", "when", "done"}]}``; cards and block ``{}``. What is not filled in may be left out. Raises
    :class:`ActivityError`.
    """
    given = _table(activity.title, data)
    return _PARSERS.get(activity.kind, _nothing)(activity, given)


def _form(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    return _fields(activity, activity.fields, given)


def _fields(activity: Activity, fields: tuple[Field, ...], given: Mapping[str, Value]) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    _only(activity.title, given, known)
    return {name: _field(known[name], value) for name, value in given.items()}


def _checklist(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    items = {item.name: item.text for item in activity.items}
    _only(activity.title, given, items)
    return {name: _flag(items[name], value) for name, value in given.items()}


def _exercise(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    _only(activity.title, given, ("answers", "fields"))
    questions = {question.key: question for question in activity.questions}
    answers = _table(activity.title, given.get("answers", {}))
    _only(activity.title, answers, questions)
    for key, choice in answers.items():
        _one_of(questions[key].text, choice, [one.name for one in questions[key].choices])
    fields = _fields(activity, activity.fields, _table(activity.title, given.get("fields", {})))
    return {"answers": dict(answers), "fields": fields}


def _levels(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    _only(activity.title, given, ("tasks",))
    tasks = _rows(activity.title, given.get("tasks", []), activity.tasks)
    for task in tasks:
        _only(activity.title, task, ("text", "level"))
        _text(activity.title, task.get("text", ""), SHORT)
        _one_of(activity.title, task.get("level", ""), ["", *LEVELS])
    return {"tasks": tasks}


def _calculator(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    inputs = COST_BENEFIT_INPUTS if activity.calculator == "cost-benefit" else YOUNG_HOURS_INPUTS
    labels = {one.name: one.label for one in inputs}
    _only(activity.title, given, labels)
    return {name: _number(labels[name], value) for name, value in given.items()}


def _word_check(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    _only(activity.title, given, ("text",))
    return {"text": _text(activity.title, given.get("text", ""), VACANCY)}


def _action_plan(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    _only(activity.title, given, ("rows",))
    rows = _rows(activity.title, given.get("rows", []), PLAN_ROWS)
    for row in rows:
        _only(activity.title, row, _PLAN)
        for name in ("step", "who"):
            _text(_PLAN[name], row.get(name, ""), SHORT)
        _day(_PLAN["when"], row.get("when", ""))
        _flag(_PLAN["done"], row.get("done", False))
    return {"rows": rows}


def _nothing(activity: Activity, given: Mapping[str, Value]) -> dict[str, Any]:
    _only(activity.title, given, ())
    return {}


def _field(field: Field, value: Value) -> Value:
    parse: dict[FieldKind, Callable[[], Value]] = {
        "text": lambda: _text(field.label, value, SHORT),
        "long": lambda: _text(field.label, value, LONG),
        "number": lambda: _number(field.label, value),
        "date": lambda: _day(field.label, value),
        "check": lambda: _flag(field.label, value),
        "choice": lambda: _one_of(field.label, value, ["", *(option.name for option in field.options)]),
        "several": lambda: _several(field, value),
        "table": lambda: _cells(field, value),
    }
    return parse[field.kind]()


def _several(field: Field, value: Value) -> list[str]:
    most = field.at_most or len(field.options)
    allowed = Text(nl=f"een lijst van hoogstens {most}", en=f"a list of at most {most}")
    if not isinstance(value, list) or len(value) > most or len({str(one) for one in value}) != len(value):
        raise ActivityError(field.label, value, allowed)
    return [_one_of(field.label, one, [option.name for option in field.options]) for one in value]


def _cells(field: Field, value: Value) -> Value:
    """A list of rows, or rows by name where these are fixed."""
    columns = {column.name: column for column in field.columns}

    def row(given: Mapping[str, Value]) -> dict[str, Value]:
        _only(field.label, given, columns)
        return {name: _field(columns[name], cell) for name, cell in given.items()}

    if not field.fixed:
        return [row(given) for given in _rows(field.label, value, ROWS)]
    table = _table(field.label, value)
    _only(field.label, table, [one.name for one in field.fixed])
    return {name: row(_table(field.label, given)) for name, given in table.items()}


def _table(where: Text, value: Value) -> dict[str, Value]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ActivityError(
            where, value, Text(nl="een tabel van namen en waarden", en="a table of names and values")
        )
    return value


def _rows(where: Text, value: Value, most: int) -> list[dict[str, Value]]:
    if not isinstance(value, list) or len(value) > most:
        allowed = Text(nl=f"een lijst van hoogstens {most} rijen", en=f"a list of at most {most} rows")
        raise ActivityError(where, value, allowed)
    return [_table(where, row) for row in value]


def _only(where: Text, given: Mapping[str, Value], known: Any) -> None:
    for name in given:
        if name not in known:
            names = ", ".join(known) or "–"
            raise ActivityError(where, name, Text(nl=names, en=names))


def _text(where: Text, value: Value, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or _UNSPEAKABLE.search(value):
        allowed = Text(nl=f"tekst van hoogstens {most} tekens", en=f"text of at most {most} characters")
        raise ActivityError(where, value, allowed)
    return value


def _number(where: Text, value: Value) -> int | float | str:
    """A number as it was given, empty for none; a comma may stand for the point."""
    text = str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
    allowed = Text(
        nl=f"een getal van 0 tot en met {LARGEST}, met hoogstens 2 cijfers achter de komma",
        en=f"a number from 0 to {LARGEST}, with at most 2 decimals",
    )
    if text == "":
        return ""
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise ActivityError(where, value, allowed)
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ActivityError(where, value, allowed) from None
    if number > LARGEST:
        raise ActivityError(where, value, allowed)
    return int(number) if number == number.to_integral_value() else float(number)


def _day(where: Text, value: Value) -> str:
    try:
        if isinstance(value, str) and (not value or date.fromisoformat(value).isoformat() == value):
            return value
    except ValueError:
        pass
    allowed = Text(nl="een datum zoals 2027-02-01, of niets", en="a date such as 2027-02-01, or nothing")
    raise ActivityError(where, value, allowed)


def _flag(where: Text, value: Value) -> bool:
    if not isinstance(value, bool):
        raise ActivityError(where, value, Text(nl="ja of nee (true, false)", en="yes or no (true, false)"))
    return value


def _one_of(where: Text, value: Value, allowed: list[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        names = ", ".join(one or '""' for one in allowed)
        raise ActivityError(where, value, Text(nl=names, en=names))
    return value


_PARSERS: Final[Mapping[str, Callable[[Activity, Mapping[str, Value]], dict[str, Any]]]] = {
    "form": _form,
    "checklist": _checklist,
    "exercise": _exercise,
    "levels": _levels,
    "calculator": _calculator,
    "word-check": _word_check,
    "action-plan": _action_plan,
}

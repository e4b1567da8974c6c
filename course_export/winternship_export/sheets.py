"""Activities as XHTML, twice: a sheet to read or print, and a form to work in on a page with our script.

A field's name is its path in what is saved, as in the lesson block: ``tasks/0/level``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from winternship_core.curriculum import (
    COST_BENEFIT_INPUTS,
    YOUNG_HOURS_INPUTS,
    Activity,
    CalculatorInput,
    Field,
    Option,
)
from winternship_core.text import Text
from winternship_export import texts

SPARE_ROWS: Final = 2  # a page cannot add rows, so it has some more to begin with
PLAN_ROWS: Final = 6
INPUTS: Final[dict[str, tuple[CalculatorInput, ...]]] = {
    "cost-benefit": COST_BENEFIT_INPUTS,
    "young-hours": YOUNG_HOURS_INPUTS,
}
PLAN_COLUMNS: Final = (
    Field("step", "long", texts.STEP),
    Field("who", "text", texts.WHO),
    Field("when", "date", texts.WHEN),
    Field("done", "check", texts.DONE),
)
BOX: Final = "☐"


class Sheet:
    """The fields of one activity; ``fillable`` makes it a form."""

    def __init__(self, activity: Activity, language: str, *, fillable: bool) -> None:
        self._activity, self._language, self._fillable = activity, language, fillable

    def xhtml(self) -> str:
        """Everything below the activity's title and introduction, but the case and the questions of an exercise."""
        note = {
            "calculator": texts.CALCULATOR_SHEET,
            "word-check": texts.WORD_CHECK_SHEET,
            "block": texts.SCAN_SHEET,
        }
        parts = [f"<p>{self._say(note[self._activity.kind])}</p>"] if self._activity.kind in note else []
        if self._activity.cards:
            parts.append(self._cards())
        prefix = "fields/" if self._activity.kind == "exercise" else ""
        parts += [self._field(field, f"{prefix}{field.name}") for field in fields_of(self._activity)]
        return "\n".join(parts)

    def _cards(self) -> str:
        cards = "".join(
            f"<li><strong>{self._say(card.title)}</strong> {self._say(card.text)}</li>"
            for card in self._activity.cards
        )
        return f'<ul class="wx-cards">{cards}</ul>'

    def _field(self, field: Field, name: str) -> str:
        if field.kind == "table":
            return self._table(field, name)
        if field.kind == "check":
            return self._check(field, name)
        if field.options and (field.kind == "several" or not self._fillable):
            return self._options(field, name)
        label, hint = self._say(field.label), self._hint(field)
        if not self._fillable:
            lines = "wx-line wx-lines" if field.kind == "long" else "wx-line"
            return f'<p><strong>{label}</strong>{hint}</p>\n<p class="{lines}">&#160;</p>'
        return (
            f'<div class="wx-field"><label for="{self._id(name)}">{label}{hint}</label>'
            f"{self._input(field, name)}</div>"
        )

    def _check(self, field: Field, name: str) -> str:
        label = f"{self._say(field.label)}{self._hint(field)}"
        if not self._fillable:
            return f"<p>{BOX} {label}</p>"
        return _choice(f'<input type="checkbox" name="{name}" />', label)

    def _options(self, field: Field, name: str) -> str:
        most = self._phrase(texts.AT_MOST, count=field.at_most) if field.at_most else ""
        head = f"{self._say(field.label)}{self._hint(field)}"
        if not self._fillable:
            items = "".join(f"<li>{BOX} {self._say(option.text)}</li>" for option in field.options)
            return f'<p><strong>{head}</strong> {most}</p>\n<ul class="wx-options">{items}</ul>'
        items = "".join(
            _choice(f'<input type="checkbox" name="{name}" value="{option.name}" />', self._say(option.text))
            for option in field.options
        )
        limit = f' data-at-most="{field.at_most}"' if field.at_most else ""
        return f'<fieldset class="wx-field"{limit}><legend>{head} {most}</legend>{items}</fieldset>'

    def _table(self, field: Field, name: str) -> str:
        heads = "".join(f'<th scope="col">{self._say(column.label)}</th>' for column in field.columns)
        rows = "".join(self._row(field, f"{name}/{key}/", legend) for key, legend in self._rows(field))
        label = self._say(field.label)
        return (
            f'<div class="wx-table" role="group" aria-label="{label}" tabindex="0"><table>'
            f"<caption>{label}{self._hint(field)}</caption><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _rows(self, field: Field) -> Iterator[tuple[str, str]]:
        for option in field.fixed:
            yield option.name, self._say(option.text)
        if not field.fixed:
            for index in range(field.rows + SPARE_ROWS):
                yield str(index), self._phrase(texts.ROW, number=index + 1)

    def _row(self, field: Field, prefix: str, legend: str) -> str:
        cells = "".join(
            f"<td>{self._cell(column, prefix + column.name, legend)}</td>" for column in field.columns
        )
        return f'<tr><th scope="row">{legend}</th>{cells}</tr>'

    def _cell(self, field: Field, name: str, legend: str) -> str:
        if not self._fillable:
            return BOX if field.kind == "check" else "&#160;"
        said = f' aria-label="{legend}: {self._say(field.label)}"'
        if field.kind == "check":
            return f'<input type="checkbox" name="{name}"{said} />'
        return self._input(field, name, said)

    def _input(self, field: Field, name: str, said: str = "") -> str:
        where = f'id="{self._id(name)}" name="{name}"{said}'
        if field.options:
            options = "".join(
                f'<option value="{one.name}">{self._say(one.text)}</option>' for one in field.options
            )
            return f'<select {where}><option value="">{self._say(texts.CHOOSE)}</option>{options}</select>'
        if field.kind == "long":
            return f'<textarea {where} rows="3"></textarea>'
        kind = {"number": "number", "date": "date"}.get(field.kind, "text")
        step = ' step="any" inputmode="decimal"' if kind == "number" else ""
        return f'<input type="{kind}" {where}{step} />'

    def _hint(self, field: Field) -> str:
        return f' <small class="wx-small">{self._say(field.help)}</small>' if field.help else ""

    def _id(self, name: str) -> str:
        return f"f-{self._activity.key}-{name}".replace(".", "-").replace("/", "-")

    def _say(self, text: Text) -> str:
        return escape(text.in_language(self._language))

    def _phrase(self, text: Text, **values: object) -> str:
        return escape(text.in_language(self._language).format(**values))


def fields_of(activity: Activity) -> Iterable[Field]:
    """The fields of any kind of activity, also of those whose words are the program's."""
    if activity.kind == "checklist":
        return [Field(item.name, "check", item.text) for item in activity.items]
    if activity.kind == "levels":
        levels = tuple(Option(card.name, card.title) for card in activity.cards)
        columns = (Field("text", "text", texts.TASK), Field("level", "choice", texts.LEVEL, options=levels))
        return [Field("tasks", "table", activity.title, columns=columns, rows=activity.tasks - SPARE_ROWS)]
    if activity.kind == "word-check":
        return [Field("text", "long", texts.VACANCY)]
    if activity.kind == "action-plan":
        return [Field("rows", "table", activity.title, columns=PLAN_COLUMNS, rows=PLAN_ROWS)]
    if activity.kind == "calculator":
        return [_number(one) for one in INPUTS[activity.calculator or ""]]
    return activity.fields


def _choice(field: str, label: str) -> str:
    return f'<div class="wx-choice"><label>{field} <span>{label}</span></label></div>'


def _number(one: CalculatorInput) -> Field:
    unit = Text(f"({one.unit.nl})", f"({one.unit.en})")
    words = Text(f"{one.help.nl} {unit.nl}", f"{one.help.en} {unit.en}") if one.help else unit
    return Field(one.name, "number", one.label, words)

"""Forms: fields as data, shown and read by the same lines, with every error at its field and nothing typed lost."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from winternship_board.errors import WrongForm
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.texts import text
from winternship_core.text import Text

FieldKind = Literal[
    "text", "area", "number", "decimal", "date", "choice", "radio", "many", "check", "email", "tel", "file"
]
Choices = Mapping[str, Text] | Sequence[tuple[str, str]]
MOST_CHARACTERS: Final = 10_000
MOST_BYTES: Final = 1_700_000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. ``choices``: value → words, for ``choice``, ``radio`` and ``many``.

    ``label`` is looked up by the field's name when it is not given; ``most`` is the number of characters. A ``file``
    arrives as URL-safe Base64 of its bytes, which a host makes of an upload, and is read as ``bytes``.
    """

    name: str
    kind: FieldKind = "text"
    label: Text | None = None
    hint: Text | None = None
    required: bool = False
    choices: Choices = field(default_factory=dict)
    most: int = 300
    autocomplete: str = ""
    step: str = "any"


@dataclass(frozen=True, slots=True)
class Form:
    """A form ready for its template ``board/form.html``."""

    do: str
    key: str
    button: str
    fields: Sequence[Mapping[str, object]]
    hidden: Sequence[tuple[str, object]]
    title: str = ""
    lead: str = ""
    danger: bool = False
    screen: str = ""
    typed: bool = False
    file: bool = False

    @property
    def has_file(self) -> bool:
        """Whether it must be sent in parts, as a browser without our script sends a file."""
        return any(field["kind"] == "file" for field in self.fields)


def form(
    ask: Ask,
    fields: Sequence[Field],
    *,
    do: str,
    button: Text,
    values: Mapping[str, Any] | None = None,
    hidden: Mapping[str, object] | None = None,
    key: str = "",
    kind: str = "",
    title: str = "",
    lead: str = "",
    danger: bool = False,
    file: bool = False,
) -> Form:
    """A form on the screen that is shown. ``values`` are those of now; ``hidden`` goes back with it (id, version).

    ``key`` tells forms with one ``do`` apart. When this form was refused, it shows what was typed instead, and at
    each field what somebody else changed meanwhile. ``file``: the answer is a file.
    """
    key = key or do
    typed = bool(ask.problems) and ask.one("form") == key
    now = values or {}
    shown = [_shown(ask, one, now.get(one.name), key=key, kind=kind, typed=typed) for one in fields]
    kept = [("was." + one.name, _raw(now.get(one.name))) for one in fields] if hidden else []
    return Form(
        do,
        key,
        ask.say(button),
        shown,
        [*(hidden or {}).items(), *kept],
        title,
        lead,
        danger,
        ask.screen,
        typed,
        file,
    )


def read(ask: Ask, fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a form in the types that the api takes; raises :class:`WrongForm` with all errors at once.

    Nothing filled in is ``None`` for numbers and dates, an empty text or an empty list for the rest.
    """
    found: dict[str, Any] = {}
    errors: dict[str, Text] = {}
    for one in fields:
        try:
            found[one.name] = _read(ask, one)
        except ValueError:
            errors[one.name] = text(f"wrong_{one.kind}", most=one.most)
        else:
            if one.required and _is_empty(found[one.name]):
                errors[one.name] = text("wrong_empty")
    if errors:
        raise WrongForm(errors)
    return found


def _is_empty(value: Any) -> bool:
    """Whether nothing was filled in; the number 0 is an answer, an unticked box is none."""
    return value is None or value is False or value in ("", b"", [])


def _most(one: Field) -> int:
    return max(MOST_CHARACTERS, one.most) if one.kind == "area" else one.most


def _read(ask: Ask, one: Field) -> Any:
    if one.kind == "many":
        return [value for value in ask.many(one.name) if _require_choice(one, value)]
    raw = ask.one(one.name)
    if one.kind == "check":
        return bool(raw)
    if one.kind in {"number", "decimal", "date"}:
        return _typed(one.kind, raw) if raw else None
    if one.kind == "file":
        return _bytes(raw)
    if one.kind in {"choice", "radio"}:
        return raw if not raw or _require_choice(one, raw) else ""
    if len(raw) > _most(one):
        raise ValueError(one.name)
    return raw.replace("\r\n", "\n")


def _bytes(raw: str) -> bytes:
    """The bytes of a file; raises :class:`ValueError` for too many, and for what is no Base64."""
    if len(raw) > MOST_BYTES * 4 // 3 + 4 or not raw.isascii():
        raise ValueError("file")
    return base64.b64decode(raw, altchars=b"-_", validate=True)


def _typed(kind: str, raw: str) -> int | Decimal | dt.date:
    if kind == "date":
        return dt.date.fromisoformat(raw)
    try:
        number = Decimal(raw.replace(",", "."))
    except InvalidOperation:
        raise ValueError(kind) from None
    if not number.is_finite() or number < 0 or number >= 10**9:
        raise ValueError(kind)
    if kind == "decimal":
        return number
    if number != int(number):
        raise ValueError(kind)
    return int(number)


def _require_choice(one: Field, value: str) -> bool:
    if value not in [known for known, _ in _pairs(one.choices)]:
        raise ValueError(one.name)
    return True


def _pairs(choices: Choices) -> list[tuple[str, str | Text]]:
    return list(choices.items()) if isinstance(choices, Mapping) else [*choices]


def _shown(ask: Ask, one: Field, now: Any, *, key: str, kind: str, typed: bool) -> dict[str, object]:
    raw = ask.one(one.name) if typed else _raw(now)
    chosen = (
        ask.many(one.name) if typed else [_raw(value) for value in now or []] if one.kind == "many" else []
    )
    choices = [
        {
            "value": value,
            "label": ask.say(words) if isinstance(words, Text) else words,
            "chosen": value in chosen if one.kind == "many" else value == raw,
        }
        for value, words in _pairs(one.choices)
    ]
    named = ask.say(one.label) if one.label else saying.label(ask.host.language, kind, one.name)
    before = ask.one("was." + one.name)
    changed = typed and ask.problems.stale and f"was.{one.name}" in ask.params and before != _raw(now)
    return {
        "name": one.name,
        "id": f"{ask.host.uid}-{key}-{one.name}".replace(" ", "_").replace(".", "_"),
        "kind": one.kind,
        "label": named,
        "hint": ask.say(one.hint) if one.hint else "",
        "required": one.required,
        "value": raw,
        "checked": bool(ask.one(one.name)) if typed else bool(now),
        "choices": choices,
        "most": _most(one),
        "step": one.step,
        "autocomplete": one.autocomplete,
        "errors": ask.problems.fields.get(one.name, []) if typed else [],
        "changed": (saying.value(ask.host.language, kind, one.name, now) or "–") if changed else "",
    }


def _raw(value: Any) -> str:
    """A value as an input holds it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return ",".join(map(_raw, value)) if isinstance(value, list | tuple) else str(value)

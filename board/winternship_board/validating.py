"""What may be filled in: codes of the lists, columns of the right kind, and never a citizen service number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from winternship_board.countries import is_country
from winternship_board.errors import BadValue, PersonalNumber
from winternship_board.kinds import Kind
from winternship_board.models.base import Row
from winternship_core.placements import Said, UnknownCode
from winternship_core.placements.codes import LANGUAGE_LEVEL, LANGUAGE_SKILL, TASK_REASON, require_code
from winternship_core.placements.personal_numbers import holds_bsn
from winternship_core.text import Text

LONGEST = 20_000
# A recognised company's number may have nine digits, of which one in eleven look like a citizen service number.
_COUNTRIES = {"country", "host_country", "sending_country"}
_NUMBERS_OF_COMPANIES = {("accreditation", "company_id")}
_BOUNDS = {
    "PositiveSmallIntegerField": (0, 2**15 - 1),
    "PositiveIntegerField": (0, 2**31 - 1),
    "IntegerField": (-(2**31), 2**31 - 1),
}
TASK_KEYS = frozenset({"code", "name", "can_do", "independence", "tools", "age_rule", "guidance"})


def check_said(said: Said) -> None:
    """Raises :class:`PersonalNumber` or :class:`BadValue` for words that may not be kept."""
    for name in ("reason", "evidence", "override"):
        check_text(name, getattr(said, name))


def check_text(field: str, text: str) -> None:
    """Raises for a text that is too long or holds what looks like a citizen service number."""
    if len(text) > LONGEST:
        raise BadValue(field, Text(f"hooguit {LONGEST} tekens.", f"at most {LONGEST} characters."))
    if holds_bsn(text):
        raise PersonalNumber(field)


def check_values(kind: Kind, row: Row, values: Mapping[str, Any]) -> None:
    """Raises :class:`BadValue` for the first value that is not allowed in its field."""
    for name, value in values.items():
        is_number = (kind.name, name) in _NUMBERS_OF_COMPANIES and str(value).isdecimal()
        for text in () if is_number else _texts(value):
            check_text(name, text)
        if name in kind.codes:
            _check_codes(name, kind.codes[name], value)
        if name == "languages":
            _check_languages(value, needs_reason=kind.name == "vacancy")
        elif name == "tasks" and kind.name == "vacancy":
            check_tasks(value)
        elif name in _COUNTRIES:
            _check_country(name, value)
        elif name not in {"other_crebos"}:
            cleaned(row, name, value)


def check_tasks(tasks: object) -> None:
    """Raises :class:`BadValue` unless these are tasks of a vacancy: a code each, no code twice."""
    good = isinstance(tasks, list) and all(
        isinstance(task, dict) and task.get("code") and set(task) <= TASK_KEYS for task in tasks
    )
    if not isinstance(tasks, list) or not good or len({task["code"] for task in tasks}) != len(tasks):
        allowed = ", ".join(sorted(TASK_KEYS))
        raise BadValue("tasks", Text(f"een lijst met {allowed}.", f"a list with {allowed}."))
    for task in tasks:
        _check_codes("can_do", "can_do", task.get("can_do", "yes"))
        _check_codes("age_rule", "age_rule", task.get("age_rule", "any"))


def _check_codes(field: str, name: str, value: Any) -> None:
    for one in value if isinstance(value, list) else [value]:
        if one == "" and not isinstance(value, list):
            continue  # not filled in yet; a step asks for it when it needs it
        try:
            require_code(name, one)
        except UnknownCode as error:
            raise BadValue(field, error.text) from None


def _check_country(field: str, value: object) -> None:
    if value and not is_country(value):
        raise BadValue(
            field,
            Text(
                f"een landcode van twee hoofdletters, zoals NL, en niet {str(value)[:20]!r}.",
                f"a country code of two capitals, such as NL, and not {str(value)[:20]!r}.",
            ),
        )


def _check_languages(value: Any, *, needs_reason: bool) -> None:
    allowed = Text(
        "schrijf nl:speak met een niveau A1 tot C2" + (" en een reden in het werk." if needs_reason else "."),
        "write nl:speak with a level A1 to C2" + (" and a reason in the work." if needs_reason else "."),
    )
    if not isinstance(value, dict):
        raise BadValue("languages", allowed)
    for skill, asked in value.items():
        language, _, ability = skill.partition(":")
        level = asked.get("level") if needs_reason and isinstance(asked, dict) else asked
        reason = asked.get("reason") if needs_reason and isinstance(asked, dict) else "task"
        fits = len(language) == 2 and ability in LANGUAGE_SKILL and reason in TASK_REASON
        if not fits or not isinstance(level, str) or level not in LANGUAGE_LEVEL:
            raise BadValue("languages", allowed)


def cleaned(row: Row, name: str, value: Any) -> Any:
    """The value as its column takes it; raises :class:`BadValue` when it does not."""
    field: Any = row._meta.get_field(name)
    if field.is_relation:
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise BadValue(name, Text("een nummer.", "a number."))
        return value
    kind = type(field.get_default()) if field.get_internal_type() == "JSONField" else object
    if not isinstance(value, kind):
        raise BadValue(name, Text(f"moet een {kind.__name__} zijn.", f"must be a {kind.__name__}."))
    if (value is None and field.null) or (value in ([], {}, "") and not field.null):
        return value
    try:
        found = field.clean(value, row)
    except ValidationError:
        raise _unfit(name) from None
    # Each database and each Django has bounds of its own; ours are those of the narrowest.
    low, high = _BOUNDS.get(field.get_internal_type(), (None, None))
    if low is not None and high is not None and not low <= found <= high:
        raise _unfit(name)
    return found


def _unfit(name: str) -> BadValue:
    return BadValue(name, Text("deze waarde past hier niet.", "this value does not fit here."))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _texts(inner)

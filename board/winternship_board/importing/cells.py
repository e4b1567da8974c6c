"""What the text of one cell means. A reader returns the value, or a :class:`Text` that says what is allowed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from winternship_board import clock
from winternship_core.placements.codes import CODE_LISTS, LANGUAGE_LEVEL, LANGUAGE_SKILL, TASK_REASON
from winternship_core.text import Text

Reading = Callable[[str], object]

ADULT: Final = 18
_WHOLE: Final = re.compile(r"\d{1,9}")
_SIGNED: Final = re.compile(r"-?\d{1,9}")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_POSTCODE: Final = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})?")
_CREBO: Final = re.compile(r"\d{5}")
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SCIENTIFIC: Final = re.compile(r"\d[.,]?\d*E\+\d+", re.IGNORECASE)
_SKILL: Final = re.compile(r"([a-z]{2})[:\s]+(\w+)[:=\s]+([A-Ca-c][12])(?:[:\s]+(\w+))?")
_TASK: Final = re.compile(r"([\w.-]+)\s+(.+)", re.DOTALL)


def text(longest: int) -> Reading:
    """Any words, up to so many signs; not a number that Excel has shortened."""

    def read(cell: str) -> object:
        if _SCIENTIFIC.fullmatch(cell):
            return Text(
                "Excel heeft dit nummer afgekort. Maak van de kolom eerst tekst.",
                "Excel shortened this number. Make the column text first.",
            )
        if len(cell) > longest:
            return Text(f"hooguit {longest} tekens.", f"at most {longest} characters.")
        return cell

    return read


def whole(most: int, least: int = 0) -> Reading:
    """A whole number within two bounds, as written by hand or by Excel (``12,0``)."""

    def read(cell: str) -> object:
        plain = re.sub(r"[.,]0+$", "", cell)
        fits = _SIGNED.fullmatch(plain) is not None and least <= int(plain) <= most
        return (
            int(plain)
            if fits
            else Text(
                f"een heel getal van {least} tot en met {most}.", f"a whole number from {least} to {most}."
            )
        )

    return read


def date(cell: str) -> object:
    """A day, by ISO 8601 or with the day first."""
    year_first, day_first = _YEAR_FIRST.fullmatch(cell), _DAY_FIRST.fullmatch(cell)
    parts = year_first.groups() if year_first else day_first.groups()[::-1] if day_first else None
    try:
        return dt.date(*map(int, parts)) if parts else _NO_DATE
    except ValueError:
        return _NO_DATE


_NO_DATE: Final = Text(
    "een datum als 2027-02-01 of 1-2-2027 (dag eerst).",
    "a date such as 2027-02-01 or 1-2-2027 (the day first).",
)


def adult_on(cell: str) -> object:
    """The 18th birthday of who is not 18 yet, else nothing. The date of birth itself is not kept."""
    born = date(cell)
    if not isinstance(born, dt.date):
        return born
    if not clock.today().year - 120 < born.year <= clock.today().year:
        return Text("een geboortedatum.", "a date of birth.")
    day = dt.date(born.year + ADULT, 3, 1) if (born.month, born.day) == (2, 29) else None
    birthday = day or born.replace(year=born.year + ADULT)
    return birthday if birthday > clock.today() else None


def code(name: str) -> Reading:
    """One value of a code list: the code itself, or its word in Dutch or English."""
    words = _words(name)

    def read(cell: str) -> object:
        return words.get(cell.casefold(), _choice(name))

    return read


def codes(name: str) -> Reading:
    """Several values of a code list, parted by a comma, a bar or a slash."""
    words = _words(name)

    def read(cell: str) -> object:
        found = [words.get(part.casefold()) for part in _parts(cell)]
        return _choice(name) if None in found else list(dict.fromkeys(found))

    return read


def _words(name: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for value, words in CODE_LISTS[name].items():
        known |= {value.casefold(): value, words.nl.casefold(): value, words.en.casefold(): value}
    return known


def _choice(name: str) -> Text:
    listed = CODE_LISTS[name].items()
    return Text(
        "kies uit: "
        + ", ".join(value if words.nl == value else f"{value} ({words.nl})" for value, words in listed),
        "choose from: "
        + ", ".join(value if words.en == value else f"{value} ({words.en})" for value, words in listed),
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,|/\n]", cell) if part.strip()]


def _pattern(pattern: re.Pattern[str], allowed: Text, change: Callable[[str], str] = str) -> Reading:
    def read(cell: str) -> object:
        return change(cell) if pattern.fullmatch(cell) else allowed

    return read


crebo: Final = _pattern(_CREBO, Text("een crebo-code van vijf cijfers.", "a crebo code of five digits."))
mail: Final = _pattern(_MAIL, Text("een e-mailadres.", "an e-mail address."))
country: Final = _pattern(
    re.compile(r"[A-Za-z]{2}"),
    Text("een landcode van twee letters, zoals NL.", "a country code of two letters, such as NL."),
    str.upper,
)
language: Final = _pattern(re.compile(r"nl|en", re.IGNORECASE), Text("nl of en.", "nl or en."), str.lower)
postcode: Final = _pattern(
    _POSTCODE,
    Text("een postcode als 7201 AB of 7201.", "a postcode such as 7201 AB or 7201."),
    lambda cell: cell.replace(" ", "").upper(),
)


postal: Final = _pattern(
    re.compile(r"[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){2,5}"),
    Text("een postcode, hooguit zes letters en cijfers.", "a postal code, at most six letters and digits."),
    lambda cell: re.sub(r"[^A-Z0-9]", "", cell.upper()),
)


def postcode4(cell: str) -> object:
    """The four digits of a postcode; the letters are not kept."""
    found = postcode(cell)
    return found[:4] if isinstance(found, str) else found


def crebo_list(cell: str) -> object:
    """Several crebo codes."""
    found = [crebo(part) for part in _parts(cell)]
    wrong = [one for one in found if isinstance(one, Text)]
    return wrong[0] if wrong else found


def skills(cell: str) -> object:
    """Languages of a person, such as ``nl:speak:B1, en:read:A2``."""
    found = _skills(cell)
    return _SKILLS if found is None else {key: level for key, (level, _) in found.items()}


def asked_skills(cell: str) -> object:
    """Languages that work asks for, each with the reason in the work, such as ``nl:speak:B1:clients``."""
    found = _skills(cell)
    if found is None or any(reason not in TASK_REASON for _, reason in found.values()):
        return _ASKED
    return {key: {"level": level, "reason": reason} for key, (level, reason) in found.items()}


def _skills(cell: str) -> dict[str, tuple[str, str]] | None:
    found = {}
    for part in _parts(cell):
        seen = _SKILL.fullmatch(part)
        if seen is None or seen[2] not in LANGUAGE_SKILL or seen[3].upper() not in LANGUAGE_LEVEL:
            return None
        found[f"{seen[1]}:{seen[2]}"] = (seen[3].upper(), seen[4] or "")
    return found


_ABILITIES: Final = ", ".join(LANGUAGE_SKILL)
_SKILLS: Final = Text(
    f"taal, vaardigheid ({_ABILITIES}) en niveau, zoals nl:speak:B1.",
    f"language, skill ({_ABILITIES}) and level, such as nl:speak:B1.",
)
_ASKED: Final = Text(
    f"taal, vaardigheid, niveau en reden ({', '.join(TASK_REASON)}), zoals nl:speak:B1:clients.",
    f"language, skill, level and reason ({', '.join(TASK_REASON)}), such as nl:speak:B1:clients.",
)


def tasks(cell: str) -> object:
    """Work processes, one a line or parted by a bar: the code, a space, what it is."""
    found = []
    for part in (part.strip() for part in re.split(r"[|\n]", cell) if part.strip()):
        seen = _TASK.fullmatch(part)
        if seen is None or len(seen[1]) > 40 or len(seen[2]) > 300:
            return Text(
                "per taak een code, een spatie en een naam; taken gescheiden door |.",
                "a code, a space and a name for each task; tasks parted by |.",
            )
        found.append({"code": seen[1], "name": seen[2]})
    if len({one["code"] for one in found}) != len(found):
        return Text("elke code één keer.", "each code once.")
    return found

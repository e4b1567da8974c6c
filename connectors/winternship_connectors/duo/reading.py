"""A Registratieoverzicht (RO) of DUO, read line by line; the citizen service numbers in it are dropped at once.

PvE MBO-instelling 4.8.3, annex 7: no header, the first field is the kind of record, ``|`` by the book and ``;`` in
practice, days as ``ccyy-mm-dd`` or ``d-m-yyyy``. Only VLP, BPV and SLR are looked into.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

MOST_PROBLEMS: Final = 50
_LONGEST: Final = 4096  # bytes of a line; the widest record has far fewer
_SEPARATORS: Final = "|;"
_KINDS: Final = frozenset({"VLP", "PER", "ISG", "ISP", "ISE", "BPV", "DIP", "AMO", "GEO", "KZD", "SLR"})
_PERSONAL: Final = re.compile(r"(?<!\d)\d{8,9}(?!\d)|\d{3,4}[. ]\d{2,3}[. ]\d{2,3}", re.ASCII)
_BPV_FIELDS: Final = 13
_SLR_BPV: Final = 5  # where the closing record tells how many BPV records there are
_DAY: Final = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", re.ASCII),
    re.compile(r"(?P<d>\d\d?)-(?P<m>\d\d?)-(?P<y>\d{4})", re.ASCII),
)


@dataclass(frozen=True, slots=True)
class Registered:
    """One placement as DUO has it; ``line`` is its place in the file, ``hours`` None where none are told."""

    line: int
    number: str
    starts_on: dt.date
    ends_on: dt.date
    ended_on: dt.date | None
    hours: int | None
    recognition_id: str
    crebo: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Of which school (BRIN) and which period the file is, and when it was made."""

    brin: str
    starts_on: dt.date
    ends_on: dt.date
    made_on: dt.date


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line, never what the line holds; ``line`` 0 is the whole file."""

    line: int
    nl: str
    en: str


class BadFile(ValueError):
    """The file cannot be used; ``problems`` are the first of them, in the order of the lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"line {one.line}: {one.en}" for one in problems))
        self.problems = tuple(problems)


class _Wrong(Exception):
    """The line cannot be read."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


def read(lines: Iterable[bytes]) -> tuple[Heading, list[Registered]]:
    """The heading and the placements of a file, given line by line. Raises BadFile.

    Of a placement only what is compared is kept, so that no number of a person outlives its line.
    """
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        try:
            reader.take(number, line)
        except _Wrong as error:
            reader.problems.append(Problem(number, error.nl, error.en))
            if len(reader.problems) >= MOST_PROBLEMS or reader.heading is None:
                break
    return reader.finish()


class _Reader:
    """Where in the file we are."""

    def __init__(self) -> None:
        self.heading: Heading | None = None
        self.placements: list[Registered] = []
        self.problems: list[Problem] = []
        self._separator = ""
        self._seen = 0
        self._closed: int | None = None

    def take(self, number: int, line: bytes) -> None:
        """Look into one line. Raises _Wrong."""
        if self._closed is not None:
            raise _Wrong(
                "er staat iets na het sluitrecord (SLR)", "something follows the closing record (SLR)"
            )
        text = _text(line, first=number == 1)
        if self.heading is None:
            self._separator, self.heading = _heading(text)
            return
        kind, _, rest = text.partition(self._separator)
        if kind not in _KINDS:
            kinds = ", ".join(sorted(_KINDS))
            raise _Wrong(
                f"onbekende recordsoort; toegestaan: {kinds}", f"unknown kind of record; allowed: {kinds}"
            )
        if kind == "BPV":
            self._seen += 1
            self.placements.append(_placement(number, rest.split(self._separator)))
        elif kind == "SLR":
            self._closed = _count(rest.split(self._separator))

    def finish(self) -> tuple[Heading, list[Registered]]:
        """All that was read. Raises BadFile when anything was wrong, or the file is not whole."""
        if not self.problems and (self.heading is None or self._closed is None):
            nl = "het bestand is niet heel: het sluitrecord (SLR) ontbreekt"
            self.problems.append(Problem(0, nl, "the file is not whole: the closing record (SLR) is missing"))
        elif not self.problems and self._closed != self._seen:
            nl = f"het sluitrecord telt {self._closed} BPV-records, het bestand heeft er {self._seen}"
            en = f"the closing record counts {self._closed} BPV records, the file has {self._seen}"
            self.problems.append(Problem(0, nl, en))
        if self.problems or self.heading is None:
            raise BadFile(self.problems)
        return self.heading, self.placements


def _text(line: bytes, *, first: bool) -> str:
    if len(line) > _LONGEST:
        raise _Wrong(f"langer dan {_LONGEST} bytes", f"longer than {_LONGEST} bytes")
    try:
        text = line.decode("utf-8-sig" if first else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        text = None
    if text is None:  # outside of the handler: the decoder's error holds the line
        raise _Wrong("geen UTF-8", "not UTF-8")
    return text


def _heading(text: str) -> tuple[str, Heading]:
    separator = text[3:4]
    fields = text.split(separator) if separator else []
    if not text.startswith("VLP") or separator not in _SEPARATORS or len(fields) < 5:
        raise _Wrong(
            "geen Registratieoverzicht: de eerste regel moet een voorlooprecord (VLP) zijn, met | of ; ertussen",
            "no Registratieoverzicht: the first line must be a VLP record, separated by | or ;",
        )
    days = [_day(fields[at], name) for at, name in ((2, "begin"), (3, "einde"), (4, "aanmaak"))]
    brin = fields[1] if re.fullmatch(r"[0-9A-Z]{4,6}", fields[1]) else ""
    return separator, Heading(brin, *days)


def _placement(line: int, fields: list[str]) -> Registered:
    # The kind is off already; the first two are the citizen service number and the education number.
    fields = ["", "", *(field.strip() for field in fields[2:])]
    if len(fields) < _BPV_FIELDS - 1:
        nl = f"een BPV-record heeft {_BPV_FIELDS} velden, hier zijn het er {len(fields) + 1}"
        raise _Wrong(nl, f"a BPV record has {_BPV_FIELDS} fields, here there are {len(fields) + 1}")
    return Registered(
        line=line,
        number=_shown(fields[3]),
        starts_on=_day(fields[5], "Datum begin"),
        ends_on=_day(fields[6], "Datum einde gepland"),
        ended_on=_day(fields[7], "Datum einde werkelijk") if fields[7] else None,
        hours=int(_digits(fields[8], "Omvang", 1, 4)) if fields[8] else None,
        recognition_id=_digits(fields[9], "LeerbedrijfID", 9, 9),
        crebo=_digits(fields[10], "Opleidingcode", 5, 5) if fields[10] else "",
    )


def _shown(number: str) -> str:
    """The school's own number of the agreement; whatever could be a number of a person is not shown."""
    return "" if _PERSONAL.search(number) else number[:20]


def _day(text: str, name: str) -> dt.date:
    for form in _DAY:
        found = form.fullmatch(text)
        if found:
            try:
                return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise _Wrong(
        f"{name}: geen dag als jjjj-mm-dd of d-m-jjjj", f"{name}: no day like yyyy-mm-dd or d-m-yyyy"
    ) from None


def _digits(text: str, name: str, least: int, most: int) -> str:
    if not (text.isascii() and text.isdigit() and least <= len(text) <= most):
        many = str(most) if least == most else f"{least}-{most}"
        raise _Wrong(f"{name}: geen getal van {many} cijfers", f"{name}: no number of {many} digits")
    return text


def _count(fields: list[str]) -> int:
    if len(fields) < _SLR_BPV:
        raise _Wrong("het sluitrecord telt te weinig velden", "the closing record has too few fields")
    return int(_digits(fields[_SLR_BPV - 1], "AantalBPV", 1, 9))


def lines_of(file: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of a file, never more of one than can be right. Raises BadFile beyond ``most`` bytes."""
    while line := file.readline(_LONGEST + 1):
        most -= len(line)
        if most < 0:
            raise BadFile([Problem(0, "het bestand is te groot", "the file is too large")])
        yield line

"""Files of DUO in both dialects, broken ones, and what must never come out of them."""

from __future__ import annotations

import datetime as dt
import io
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.specifications import specification
from winternship_connectors.duo.reading import BadFile, lines_of, read

BSN = "900000012"
HEAD = "VLP|99XX|2026-08-01|2027-07-31|2026-11-23"
BPV = f"BPV|{BSN}||INS1|POK1|2026-11-20|2027-02-01|2027-07-01||640|100000001|25655|"
GOOD = [HEAD, f"PER|{BSN}||2008-05-04|V", BPV, "SLR|1|0|0|0|1|0|0|0|0"]


def encoded(lines: list[str], end: str = "\r\n") -> list[bytes]:
    return [f"{line}{end}".encode() for line in lines]


def changed(at: int, line: str) -> list[bytes]:
    return encoded([*GOOD[:at], line, *GOOD[at + 1 :]])


@pytest.mark.parametrize(
    "name", ["RO_99XX_20260801_20270731.synthetic.csv", "RO_99XX_20260801_20270731.semicolon.synthetic.csv"]
)
def test_both_dialects_say_the_same(name: str) -> None:
    with specification(f"duo-ro-sample/{name}").open("rb") as file:
        heading, found = read(file)
    assert (heading.brin, heading.made_on) == ("99XX", dt.date(2026, 11, 23))
    assert [(one.line, one.number, one.starts_on, one.ended_on, one.hours) for one in found] == [
        (5, "POK1", dt.date(2027, 2, 1), None, 640),
        (9, "POK1", dt.date(2025, 9, 1), dt.date(2026, 1, 30), 400),
        (10, "POK2", dt.date(2026, 9, 1), None, 1200),
    ]


def test_a_byte_order_mark_is_no_mistake() -> None:
    lines = encoded(GOOD)
    assert len(read([b"\xef\xbb\xbf" + lines[0], *lines[1:]])[1]) == 1


@pytest.mark.parametrize(
    ("lines", "line", "word"),
    [
        (changed(0, "PER|900000012||2008-05-04|V"), 1, "VLP"),
        (changed(0, "VLP,99XX,2026-08-01,2027-07-31,2026-11-23"), 1, "VLP"),
        (changed(2, BPV.replace("2027-02-01", "2027-02-30")), 3, "Datum begin"),
        (changed(2, BPV.replace("640", "veel")), 3, "Omvang"),
        (changed(2, BPV.replace("100000001", "1000")), 3, "LeerbedrijfID"),
        (changed(2, BPV.replace("25655", BSN)), 3, "Opleidingcode"),
        (changed(2, "BPV|900000012|"), 3, "13"),
        (changed(2, "XYZ|900000012"), 3, "BPV"),
        (changed(3, "SLR|1|0|0|0|2|0|0|0|0"), 0, "2"),
        (encoded(GOOD[:3]), 0, "SLR"),
        (encoded([*GOOD, BPV]), 5, "SLR"),
        ([*encoded(GOOD[:2]), b"BPV|900000012|\xff\r\n"], 3, "UTF-8"),
        ([*encoded(GOOD[:2]), b"BPV|" + b"900000012" * 1000], 3, "4096"),
        ([], 0, "SLR"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_without_what_stands_there(
    lines: list[bytes], line: int, word: str
) -> None:
    with pytest.raises(BadFile) as failure:
        read(lines)
    problem = failure.value.problems[0]
    assert problem.line == line
    assert word in problem.nl
    assert word in problem.en
    told = "".join(traceback.format_exception(failure.value)) + repr(failure.value.problems)
    assert BSN not in told


def test_many_mistakes_are_told_at_once_and_not_without_end() -> None:
    with pytest.raises(BadFile) as failure:
        read(encoded([HEAD, *["BPV|9"] * 500]))
    assert [one.line for one in failure.value.problems] == list(range(2, 52))


def test_a_file_that_is_too_large_stops_and_a_line_without_end_too() -> None:
    with pytest.raises(BadFile, match="too large"):
        read(lines_of(io.BytesIO(b"".join(encoded(GOOD))), 100))
    with pytest.raises(BadFile, match="4096"):
        read(lines_of(io.BytesIO(HEAD.encode() + b"\n" + b"9" * 10**6), 10**7))


@pytest.mark.parametrize("number", [BSN, f"POK {BSN}", "9000.00.012", "90000001"])
def test_a_number_of_a_person_in_the_place_of_the_agreements_is_not_kept(number: str) -> None:
    _, (one,) = read(changed(2, BPV.replace("POK1", number)))
    assert one.number == ""


@pytest.mark.parametrize("number", ["2026-00012", "7-1", "12345"])
def test_a_number_of_an_agreement_is_kept(number: str) -> None:
    _, (one,) = read(changed(2, BPV.replace("POK1", number)))
    assert one.number == number


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_whatever_a_broken_file_holds_it_is_refused_in_words(lines: list[bytes]) -> None:
    with pytest.raises(BadFile) as failure:
        read([HEAD.encode(), *lines, b"BPV"])
    assert 0 < len(failure.value.problems) <= 50


@given(st.permutations(["|", ";"]), st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)), st.booleans())
def test_every_day_is_read_in_either_form(separators: list[str], day: dt.date, by_the_book: bool) -> None:
    told = day.isoformat() if by_the_book else f"{day.day}-{day.month}-{day.year}"
    lines = [one.replace("2027-02-01", told).replace("|", separators[0]) for one in GOOD]
    assert read(encoded(lines, "\n"))[1][0].starts_on == day

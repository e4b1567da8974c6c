"""Two CSV files in, three files out; every mistake is told at once and nothing runs until all are mended."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from matching_markets import RULES, placement, placements, student, students

from winternship_core.matching import BadTables, Placement, Student, market_of, match, read_market
from winternship_core.matching.__main__ import main
from winternship_core.matching.building import PLACEMENT_COLUMNS, STUDENT_COLUMNS
from winternship_core.matching.columns import columns_of
from winternship_core.matching.tables import PLACEMENTS, STUDENTS
from winternship_core.matching.writing import write_outcome, write_table


def write(folder: Path, people: list[Student], places: list[Placement]) -> tuple[Path, Path]:
    paths = folder / "students.csv", folder / "placements.csv"
    write_table(paths[0], [s.id for s in people], columns_of(people, STUDENT_COLUMNS), STUDENTS)
    write_table(paths[1], [p.id for p in places], columns_of(places, PLACEMENT_COLUMNS), PLACEMENTS)
    return paths


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def mistakes_in(folder: Path, change: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """What is told about two good files in which some texts were replaced."""
    paths = write(folder, [student(1), student(2)], [placement(1, work=frozenset({"W1"}))])
    for path in paths:
        if path.name in change:
            text = path.read_text(encoding="utf-8")
            old, new = change[path.name]
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadTables) as refusal:
        read_market(*paths)
    return refusal.value.mistakes


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(students(), placements())
def test_files_hold_all_that_records_hold(
    tmp_path: Path, people: list[Student], places: list[Placement]
) -> None:
    ids = {p.id for p in places}
    people = [
        replace(s, wishes=tuple(p for p in s.wishes if p in ids), blocked=s.blocked & ids) for s in people
    ]
    read = match(read_market(*write(tmp_path, people, places)), RULES)
    made = match(market_of(people, places), RULES)
    assert dict(read.pairs()) == dict(made.pairs())
    assert read.seats.priority.tobytes() == made.seats.priority.tobytes()


def test_every_column_of_the_records_is_a_column_of_the_files_and_no_other() -> None:
    assert tuple(STUDENTS) == Student.__slots__
    assert tuple(PLACEMENTS) == Placement.__slots__


def test_a_wrong_cell_is_told_with_file_line_column_value_and_what_is_allowed(tmp_path: Path) -> None:
    assert mistakes_in(tmp_path, {"students.csv": ("s2,25180,2", "s2,2518,5")}) == (
        "students.csv, line 3, column level: received '5'; allowed is a whole number from 1 to 4",
        "students.csv, line 3, column programme: received '2518'; allowed is a crebo number of 5 digits",
    )


def test_mistakes_in_both_files_are_told_together(tmp_path: Path) -> None:
    told = mistakes_in(tmp_path, {"students.csv": ("s2,", "s 2,"), "placements.csv": ("BBL BOL", "BBL ROC")})
    assert [line.split(":")[0] for line in told] == [
        "students.csv, line 3, column id",
        "placements.csv, line 2, column routes",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "students.csv",
            "s2,",
            "s1,",
            "line 3, column id: received 's1'; allowed is an id that no other row has",
        ),
        (
            "students.csv",
            "2027-01-24",
            "2026-01-23",
            "column end: received '2026-01-23'; allowed is a day on or after start",
        ),
        ("students.csv", "2027-01-24", "23-01-2027", "allowed is a date such as 2026-09-07"),
        (
            "students.csv",
            ",18,",
            ",60,",
            "column weeks: received '60'; allowed is at most the weeks from start to end",
        ),
        ("students.csv", "year", "age", "The column 'age' may not be in the input. Age does not count."),
        (
            "students.csv",
            "year",
            "shoe_size",
            "column shoe_size: received 'shoe_size'; allowed is id, programme",
        ),
        ("students.csv", "s2,25180,", "s2,", "line 3: received 25 cells; allowed is 26, as in the header"),
        ("students.csv", "weeks,", "year,", "column year: stands there 2 times"),
        ("placements.csv", "programmes", "status", "column programmes: is missing"),
        ("placements.csv", ",W1,,yes,", ",W1,,yes,nl:speak:B1", "with a reason (safety or clients or task)"),
        ("placements.csv", ",W1,,yes,,", ",W1,,yes,,B", "such as B@task, with a reason"),
        (
            "placements.csv",
            ",no,0,",
            ",no,2,",
            "column reserved_seats: received '2'; allowed is at most the number of seats",
        ),
        ("placements.csv", ",no,0,", ",no,1,", "column reserved_for: received ''; allowed is whom"),
        ("placements.csv", ",open", ",s7,closed", "received 25 cells; allowed is 24"),
    ],
)
def test_what_is_wrong_is_refused_by_name(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    assert any(told in line for line in mistakes_in(tmp_path, {file: (old, new)}))


def test_ids_must_be_known_in_the_other_file(tmp_path: Path) -> None:
    people = [student(1, wishes=("p9",)), student(2, blocked=frozenset({"p8"})), student(3, signed="p7")]
    with pytest.raises(BadTables) as refusal:
        read_market(*write(tmp_path, people, [placement(1, ranking=("s6",))]))
    assert [line.partition(": received")[0] for line in refusal.value.mistakes] == [
        "students.csv, line 2, column wishes",
        "students.csv, line 3, column blocked",
        "students.csv, line 4, column signed",
        "placements.csv, line 2, column ranking",
    ]


def test_what_is_not_a_table_at_all_is_told(tmp_path: Path) -> None:
    students_file, placements_file = write(tmp_path, [student(1)], [placement(1)])
    students_file.write_bytes(b"id,programme\ns1,\xff\n")
    placements_file.unlink()
    with pytest.raises(BadTables) as refusal:
        read_market(students_file, placements_file)
    text = str(refusal.value)
    assert "placements.csv: cannot be opened" in text
    assert "students.csv" in text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheets_own_delimiter_and_byte_order_mark_are_understood(
    tmp_path: Path, delimiter: str
) -> None:
    for path in write(tmp_path, [student(1)], [placement(1)]):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([*rows, []])
    outcome = match(read_market(tmp_path / "students.csv", tmp_path / "placements.csv"), RULES)
    assert dict(outcome.pairs()) == {"s1": "p1"}


def test_the_commands_make_a_market_and_match_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, out = str(tmp_path / "made"), tmp_path / "out"
    assert main(["market", "--students", "300", "--placements", "200", "--seed", "3", "--out", made]) == 0
    files = [
        "--students",
        f"{made}/students.csv",
        "--placements",
        f"{made}/placements.csv",
        "--out",
        str(out),
    ]
    assert (
        main(
            [
                "match",
                *files,
                "--seed",
                "2026",
                "--processes",
                "1",
                "--weight",
                "travel=20",
                "--weight",
                "coverage=35",
            ]
        )
        == 0
    )
    told = json.loads((out / "round.json").read_text(encoding="utf-8"))
    rows = table(out / "students.csv")
    assert told["verified"]["stable"]
    assert told["placed"] == sum(bool(row["placement"]) for row in rows) > 0
    assert len(rows) == 300
    assert all(row["reason_nl"] and row["reason_en"] for row in rows)
    assert sum(int(row["placed"]) for row in table(out / "placements.csv")) == told["placed"]
    assert "stable" in capsys.readouterr().err


def test_a_refused_market_writes_nothing_and_tells_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = write(tmp_path, [student(1)], [placement(1, ranking=("s1",))])
    out = tmp_path / "out"
    command = ["match", "--students", str(paths[0]), "--placements", str(paths[1]), "--out", str(out)]
    assert main([*command, "--processes", "1"]) == 2
    assert "choose mode 'open'" in capsys.readouterr().err
    assert not out.exists()
    assert main([*command, "--mode", "open", "--processes", "1"]) == 0


def test_an_unknown_command_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["marry"]) == 2
    assert "received marry; allowed is match or market" in capsys.readouterr().err


def test_large_files_are_read_side_by_side_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winternship_core.matching.reading.LARGE", 0)
    paths = write(tmp_path, [student(1), student(2)], [placement(1), placement(2)])
    alone, beside = (match(read_market(*paths, processes=count), RULES) for count in (1, 2))
    assert beside.digest() == alone.digest()
    for path in paths:
        path.write_text(path.read_text(encoding="utf-8").replace("25180", "2518"), encoding="utf-8")
    told = []
    for count in (1, 2):
        with pytest.raises(BadTables) as refusal:
            read_market(*paths, processes=count)
        told.append(refusal.value.mistakes)
    assert told[0] == told[1]
    assert len(told[0]) == 4


def test_a_mistake_is_told_with_its_line_also_behind_cells_with_line_breaks_and_empty_lines(
    tmp_path: Path,
) -> None:
    students_file, placements_file = write(tmp_path, [student(1), student(2), student(3)], [placement(1)])
    lines = students_file.read_text(encoding="utf-8").splitlines()
    first, *others = lines[1].split(",")
    broken = ",".join([f'"{first}\nx"', *others])
    students_file.write_text(
        "\n".join([lines[0], broken, "", lines[2], "only,two", lines[3]]), encoding="utf-8"
    )
    with pytest.raises(BadTables) as refusal:
        read_market(students_file, placements_file)
    places = [mistake.partition(": ")[0].partition(", ")[2] for mistake in refusal.value.mistakes]
    assert places == ["line 3, column id", "line 6"]


def test_reasons_with_quotes_and_commas_come_back_as_they_were(tmp_path: Path) -> None:
    outcome = match(market_of([student(1, id='s"1'), student(2)], [placement(1)]), RULES)
    write_outcome(tmp_path, outcome, None)
    rows = table(tmp_path / "students.csv")
    assert [row["id"] for row in rows] == ['s"1', "s2"]
    assert all(row["reason_nl"] and row["reason_en"] for row in rows)

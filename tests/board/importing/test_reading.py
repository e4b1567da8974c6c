"""Whatever the bytes are, a file becomes rows or words about what is wrong; Excel's habits are undone."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winternship_board.importing import reading
from winternship_board.importing.reading import Table, read_table

CELL = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda cell: not cell.startswith(("'", "=", "sep")) and cell.strip() == cell
)


def rows(data: bytes) -> list[tuple[str, ...]]:
    table = read_table(data)
    assert isinstance(table, Table), table
    return [cells for _, cells in table.rows]


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=400)
def test_any_bytes_give_rows_or_mistakes(data: bytes) -> None:
    found = read_table(data)

    if isinstance(found, Table):
        assert all(len(cells) == len(found.headings) for _, cells in found.rows)
    else:
        assert found
        assert all(one.text.nl and one.text.en and one.row >= 0 for one in found)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_spreadsheet_writes_comes_back(
    cells: list[list[str]], separator: str, encoding: str, end: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerows([["a", "b", "c"], *cells])

    assert rows(out.getvalue().encode(encoding)) == [tuple(one) for one in cells]


def test_excels_own_plain_csv_is_read() -> None:
    assert rows("naam;plaats\r\nZoë;Café\r\n".encode("cp1252")) == [("Zoë", "Café")]


def test_the_line_that_tells_excel_the_separator_is_no_row() -> None:
    table = read_table(b"sep=;\r\nnaam;uren\r\nA;1,5\r\n")

    assert isinstance(table, Table)
    assert table.headings == ("naam", "uren")
    assert table.rows == ((2, ("A", "1,5")),)


def test_a_leading_zero_that_excel_was_told_to_keep_is_kept() -> None:
    assert rows(b'nummer;b\n="0123";x\n\'045;y\n') == [("0123", "x"), ("045", "y")]


def test_empty_rows_and_columns_of_a_spreadsheet_are_left_out_and_rows_keep_their_number() -> None:
    table = read_table(b"a;b;;\n;;;\n1;2;;\n;;;\n")

    assert isinstance(table, Table)
    assert (table.headings, table.rows) == (("a", "b"), ((3, ("1", "2")),))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b";;;\n;;\n", "empty"),
        (b"PK\x03\x04rest", "Save as"),
        (b"\xd0\xcf\x11\xe0rest", "Save as"),
        (b"\xff\xfea", "letters"),
        (b"a;b\n" + b"x" * 200_000 + b";y\n", "too long"),
        (b"a\n1;2\n", "more cells"),
        (b"a;b\n1;\x07\n", "no text"),
    ],
)
def test_a_file_that_is_none_is_told_in_words(data: bytes, says: str) -> None:
    found = read_table(data)

    assert isinstance(found, tuple)
    assert any(says in one.text.en for one in found)


def test_a_file_has_a_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert len(rows(b"a\n1\n2\n")) == 2
    assert isinstance(read_table(b"a\n1\n2\n3\n"), tuple)
    monkeypatch.setattr(reading, "MOST_BYTES", 3)
    assert isinstance(read_table(b"a\n1\n"), tuple)

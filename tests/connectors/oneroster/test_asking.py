"""Filters, order, pieces and fields by the rules of the specification; nothing that is sent breaks anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_connectors.oneroster.asking import Asked, asked
from winternship_connectors.oneroster.refusing import Refused

KNOWN = frozenset({"sourcedId", "dateLastModified", "name", "roles", "status"})
ITEMS = [
    {
        "sourcedId": str(number),
        "status": "active" if number else "tobedeleted",
        "dateLastModified": f"2026-11-2{number}T12:00:00.000Z",
        "name": name,
        "roles": [{"role": role} for role in roles],
    }
    for number, (name, roles) in enumerate(
        [("O'Brien", ["student"]), ("de Vries", ["student", "teacher"]), ("Ster", ["teacher"])]
    )
]


def found(**query: str) -> list[str]:
    piece, _ = asked(query, KNOWN).answer(ITEMS)
    return [str(one["sourcedId"]) for one in piece]


@pytest.mark.parametrize(
    ("told", "ids"),
    [
        ("name='de vries'", "1"),
        ("name!='Ster'", "01"),
        ("name~'r'", "012"),
        ("name='O'Brien'", "0"),
        ("name='O'Brien' OR name='Ster'", "02"),
        ("roles.role='teacher'", "12"),
        ("roles.role!='teacher'", "0"),
        ("roles.role='student' AND roles.role='teacher'", "1"),
        ("dateLastModified>'2026-11-21T12:00:00Z'", "2"),
        ("dateLastModified>='2026-11-21T13:00:00+01:00'", "12"),
        ("dateLastModified<'2026-11-21'", "0"),
        ("status='active' AND dateLastModified>'2026-11-21T12:00:00.000Z'", "2"),
        ("status = 'tobedeleted'", "0"),
        ("", "012"),
    ],
)
def test_a_filter_finds_what_the_specification_says(told: str, ids: str) -> None:
    assert "".join(found(filter=told)) == ids


@pytest.mark.parametrize(
    ("query", "status", "minor"),
    [
        ({"filter": "birthday='x'"}, 400, "invalid_filter_field"),
        ({"filter": "name"}, 400, "invalid_filter_field"),
        ({"filter": "name='a' AND name='b' AND name='c'"}, 400, "invalid_filter_field"),
        ({"filter": "name='a' XOR name='b'"}, 400, "invalid_filter_field"),
        ({"filter": "dateLastModified>'yesterday'"}, 400, "invalid_filter_field"),
        ({"filter": "dateLastModified~'2026'"}, 400, "invalid_filter_field"),
        ({"filter": f"name='{'x' * 600}'"}, 400, "invalid_filter_field"),
        ({"fields": "name,email"}, 400, "invalid_selection_field"),
        ({"sort": "email"}, 422, "invaliddata"),
        ({"sort": "name", "orderBy": "up"}, 422, "invaliddata"),
        ({"limit": "0"}, 422, "invaliddata"),
        ({"limit": "ten"}, 422, "invaliddata"),
        ({"offset": "-1"}, 422, "invaliddata"),
        ({"offset": "٣"}, 422, "invaliddata"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(query: dict[str, str], status: int, minor: str) -> None:
    with pytest.raises(Refused) as refusal:
        asked(query, KNOWN)
    assert (refusal.value.status, refusal.value.minor) == (status, minor)
    assert str(refusal.value).startswith(next(iter(reversed(query))))


def test_a_piece_is_in_order_and_knows_how_many_there_are() -> None:
    wanted = asked({"sort": "name", "orderBy": "desc", "limit": "2", "offset": "1"}, KNOWN)
    piece, total = wanted.answer(ITEMS)
    assert ([one["name"] for one in piece], total) == (["Ster", "O'Brien"], 3)


def test_only_the_fields_that_were_asked_for_come_with_the_id() -> None:
    piece, _ = asked({"fields": "name, status"}, KNOWN).answer(ITEMS)
    assert {tuple(one) for one in piece} == {("sourcedId", "status", "name")}


def test_nobody_gets_more_than_a_thousand_at_once() -> None:
    assert asked({"limit": "5000"}, KNOWN).limit == 1000
    assert asked({}, KNOWN) == Asked()


@given(
    st.dictionaries(st.sampled_from(["filter", "sort", "orderBy", "limit", "offset", "fields"]), st.text())
)
def test_whatever_is_sent_is_answered_or_refused(query: dict[str, str]) -> None:
    try:
        piece, total = asked(query, KNOWN).answer(ITEMS)
    except Refused:
        return
    assert len(piece) <= total <= len(ITEMS)


@given(
    st.sampled_from(sorted(KNOWN)),
    st.sampled_from(["=", "!=", "~", ">", "<="]),
    st.text(max_size=20),
    st.text(),
)
def test_a_filter_that_is_nearly_right_breaks_nothing(field: str, by: str, value: str, rest: str) -> None:
    try:
        piece, total = asked({"filter": f"{field}{by}'{value}'{rest}"}, KNOWN).answer(ITEMS)
    except Refused:
        return
    assert len(piece) == total


@pytest.mark.parametrize("value", ["O'Brien", "Ster", "x", "de Vries"])
def test_equal_and_unequal_divide_the_list(value: str) -> None:
    assert sorted(found(filter=f"name='{value}'") + found(filter=f"name!='{value}'")) == ["0", "1", "2"]

"""Any placement that the board can have, for the writers of files."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from winternship_connectors.records import (
    Company,
    Hours,
    Period,
    Qualification,
    Record,
    State,
    Student,
    Supervisor,
)
from winternship_connectors.testing.placements import placement

text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
numbers = st.integers(1, 9999)
days = st.dates(dt.date(2020, 1, 1), dt.date(2100, 12, 31))
students = st.builds(Student, numbers.map(str), text, text, text)
companies = st.builds(Company, numbers.map(str), text, text, text, text, text, text, text, st.just("NL"))
qualifications = st.builds(
    Qualification, st.sampled_from(["25655", "25180"]), text, st.none() | st.integers(1, 4), text
)
supervisors = st.builds(
    Supervisor, st.sampled_from(["trainer", "supervisor", "coordinator"]), numbers.map(str), text, text
)
periods = st.builds(
    lambda first, last, real: Period(min(first, last), max(first, last), real),
    days,
    days,
    st.none() | days,
)


def records(*states: State) -> st.SearchStrategy[Record]:
    """Placements in these states, or in any."""
    return st.builds(
        placement,
        numbers,
        state=st.sampled_from(states or tuple(State)),
        student=students,
        company=companies,
        qualification=qualifications,
        period=periods,
        hours=st.builds(Hours, st.integers(0, 2000)),
        supervisors=st.lists(supervisors, max_size=4).map(tuple),
    )

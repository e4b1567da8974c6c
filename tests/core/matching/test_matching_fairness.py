"""What the outcome may hang on, what it may not, and who goes first when points are equal."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_markets import RULES, placement, placements, student, students
from matching_oracles import fits, lot, work_points

from tests.depth import examples
from winternship_core.matching import (
    MatchingError,
    Part,
    Placement,
    ProtectedField,
    RankingInBlindMode,
    Rules,
    Student,
    WeightOutOfRange,
    check_names,
    explain_student,
    market_of,
    match,
    verify,
)
from winternship_core.matching.lottery import draw

NEVER_USED = [
    "name",
    "photo",
    "date_of_birth",
    "age",
    "sex",
    "gender",
    "nationality",
    "country_of_birth",
    "origin",
    "skin_colour",
    "mother_tongue",
    "accent",
    "religion",
    "belief",
    "sexual_orientation",
    "marital_status",
    "pregnancy",
    "disability",
    "health",
    "support_wish",
    "parents",
    "benefits",
    "debts",
    "criminal_record",
    "social_media",
    "refusals",
    "phone",
    "email",
    "address",
    "postcode",
    "class",
    "motivation",
    "grades",
    "absence",
]


def matched(people: list[Student], places: list[Placement], rules: Rules = RULES) -> dict[str, str]:
    market = market_of(people, places)
    outcome = match(market, rules)
    assert verify(market, rules, outcome.placed).stable
    return dict(outcome.pairs())


@pytest.mark.parametrize(
    "name", [*NEVER_USED, "Naam", "Date of birth", "student_gender", "E-mail", "GEBOORTEDATUM"]
)
def test_a_protected_field_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(ProtectedField) as refusal:
        check_names(["id", name])
    assert repr(name) in refusal.value.text.nl
    assert refusal.value.why.nl in refusal.value.text.nl
    assert refusal.value.why.en in refusal.value.text.en


def test_the_records_hold_no_protected_field() -> None:
    check_names([*Student.__slots__, *Placement.__slots__])


@settings(max_examples=examples(60))
@given(students(most=10), placements(), st.randoms())
def test_what_is_not_used_changes_nothing_at_all(
    people: list[Student], places: list[Placement], chance: object
) -> None:
    """Being under 18 where it is safe, and one's school where no seat is reserved for it, are not used."""
    safe = [replace(p, minors=True, not_for_minors=frozenset(), reserved_seats=0) for p in places]
    other = [
        replace(s, minor=chance.random() < 0.5, school=chance.choice("XYZ"))  # type: ignore[attr-defined]
        for s in people
    ]
    before, after = (match(market_of(group, safe), RULES) for group in (people, other))
    assert before.digest() == after.digest()
    assert before.placed.tobytes() == after.placed.tobytes()
    assert before.seats.priority.tobytes() == after.seats.priority.tobytes()
    for one in people:
        reasons = [explain_student(outcome, one.id) for outcome in (before, after)]
        assert replace(reasons[0], minor=False) == replace(reasons[1], minor=False)


@settings(max_examples=examples(80))
@given(students(most=8), placements(), st.sampled_from(("W1", "W2", "W3")))
def test_offering_more_of_the_wished_work_never_gives_a_placement_fewer_points(
    people: list[Student], places: list[Placement], more: str
) -> None:
    for s in people:
        for p in places:
            assert work_points(s, replace(p, work=p.work | {more})) >= work_points(s, p)


@given(students(most=8), placements(), st.integers(0, 7))
def test_waiting_longer_never_costs_a_student_a_better_place(
    people: list[Student], places: list[Placement], who: int
) -> None:
    if not people:
        return
    one = people[who % len(people)]
    longer = [replace(s, waiting_weeks=9) if s is one else s for s in people]
    market = market_of(people, places)
    before, after = (match(market_of(group, places), RULES) for group in (people, longer))
    game = before.game
    assert _liking(after, one.id) >= _liking(before, one.id)
    assert game.layout == after.game.layout
    assert market.student_ids == after.market.student_ids


def _liking(outcome: object, student_id: str) -> int:
    reason = explain_student(outcome, student_id)  # type: ignore[arg-type]
    return -reason.better if reason.placement_id else -(10**6)


def test_equal_students_get_equal_chances_over_many_draws() -> None:
    people, places = [student(n) for n in range(1, 5)], [placement(1)]
    wins = Counter(next(iter(matched(people, places, Rules(seed=str(seed))))) for seed in range(400))
    assert set(wins) == {"s1", "s2", "s3", "s4"}
    assert all(60 < count < 140 for count in wins.values())


def test_the_lowest_lottery_number_goes_first_and_anyone_can_check_it() -> None:
    people = [student(n) for n in range(1, 9)]
    first = min(people, key=lambda s: lot(RULES.seed, s.id)).id
    assert matched(people, [placement(1)]) == {first: "p1"}
    assert draw(RULES.seed, ["s1"])[0] == lot(RULES.seed, "s1")


@given(st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=40), st.integers(1, 8))
def test_no_two_people_share_a_lottery_number(ids: list[str], bits: int) -> None:
    numbers = draw("x", ids, bits)
    assert len(set(numbers.tolist())) == len(ids)
    backwards = draw("x", ids[::-1], bits)[::-1]
    assert numbers.tolist() == backwards.tolist()


def test_who_waits_longest_goes_before_the_lottery() -> None:
    people = [student(n, waiting_weeks=int(n == 5)) for n in range(1, 9)]
    assert matched(people, [placement(1)]) == {"s5": "p1"}


def test_reserved_seats_go_to_those_they_are_for_and_are_open_to_others_when_left_over() -> None:
    good = [student(n, level=3, work_wished=frozenset({"W1"})) for n in (1, 2)]
    low = [student(n, level=1, work_wished=frozenset({"W1", "W2"})) for n in (3, 4)]
    place = placement(
        1, seats=2, work=frozenset({"W1"}), reserved_seats=1, reserved_for=frozenset({"level:1"})
    )
    assert len({"s3", "s4"} & set(matched([*good, *low], [place]))) == 1
    assert set(matched(good, [place])) == {"s1", "s2"}


def test_a_company_ranks_people_in_open_mode_only() -> None:
    people = [student(n) for n in (1, 2, 3)]
    for order in permutations(("s1", "s2", "s3")):
        place = placement(1, ranking=order)
        assert matched(people, [place], replace(RULES, mode="open")) == {order[0]: "p1"}
        with pytest.raises(RankingInBlindMode, match="1 placements rank students"):
            match(market_of(people, [place]), RULES)


@settings(max_examples=examples(60))
@given(students(most=8), placements(), st.data())
def test_an_open_round_is_stable_too(
    people: list[Student], places: list[Placement], data: st.DataObject
) -> None:
    ids = [s.id for s in people]
    ranking = [replace(p, ranking=tuple(data.draw(st.permutations(ids)))[:3]) for p in places]
    matched(people, ranking, replace(RULES, mode="open"))


def test_signed_agreements_stay_and_keep_their_seat() -> None:
    people = [
        student(1, signed="p1"),
        student(2, waiting_weeks=9),
        student(3, signed="p2", programme="99999"),
    ]
    assert matched(people, [placement(1), placement(2)]) == {"s1": "p1", "s3": "p2"}


def test_only_what_fits_is_proposed() -> None:
    one = student(1)
    wrong = {
        "programmes": frozenset({"25999"}),
        "levels": frozenset({3}),
        "routes": frozenset({"BBL"}),
        "x_m": 20_100,
        "end": one.start,
        "status": "suspended",
        "languages": frozenset({"nl:speak:A1@safety"}),
        "licences": frozenset({"B@task"}),
        "seats": 0,
    }
    for name, value in wrong.items():
        place = placement(1, **{name: value})
        assert matched([one], [place]) == {}
        assert name == "seats" or not fits(one, place)
    assert matched([one], [placement(1, x_m=20_099)]) == {"s1": "p1"} or not fits(
        one, placement(1, x_m=20_099)
    )


def test_weights_stay_within_their_limits() -> None:
    Rules(seed="1", weights={Part.COVERAGE: 30, Part.TRAVEL: 25})
    with pytest.raises(WeightOutOfRange, match="'coverage' received 61"):
        Rules(seed="1", weights={Part.COVERAGE: 61})
    with pytest.raises(WeightOutOfRange, match="'total' received 95"):
        Rules(seed="1", weights={Part.COVERAGE: 35})
    with pytest.raises(MatchingError, match="seed received 'a b'"):
        Rules(seed="a b")
    with pytest.raises(MatchingError, match="mode received 'closed'"):
        Rules(seed="1", mode="closed")  # type: ignore[arg-type]


@pytest.mark.parametrize("travel", [5, 15, 25])
def test_a_school_that_weighs_travel_more_sends_students_less_far(travel: int) -> None:
    rules = Rules(seed="1", weights={Part.TRAVEL: travel, Part.PREFERENCE: 35 - travel})
    near_or_liked = [placement(1, x_m=0), placement(2, x_m=19_000, kinds=frozenset({"care"}))]
    liking = student(1, kinds=frozenset({"care"}))
    assert matched([liking], near_or_liked, rules) == {"s1": "p2" if travel == 5 else "p1"}

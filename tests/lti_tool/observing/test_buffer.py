"""The buffer gives away what is due, at most once a minute for each platform, and loses nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.observing.buffer import MOST_REFUSALS, SECONDS_BETWEEN_HEALTH, Buffer, Refused

REFUSED = Refused(1, "launch", "replayed", "Sec 5.1.3 (9)", "used before")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_first_sign_of_a_platform_is_due_at_once_and_the_next_after_a_minute() -> None:
    clock = Clock()
    buffer = Buffer(clock)
    buffer.note(1, product="moodle")
    assert buffer.take().health == {1: {"product": "moodle"}}

    buffer.note(1, product="moodle 4.5")
    clock.now += SECONDS_BETWEEN_HEALTH - 1
    assert not buffer.take()
    clock.now += 1
    assert buffer.take().health == {1: {"product": "moodle 4.5"}}
    assert not buffer.take()


def test_another_platform_does_not_wait_for_the_first() -> None:
    buffer = Buffer(Clock())
    buffer.note(1, product="a")
    buffer.take()
    buffer.note(1, product="b")
    buffer.note(2, product="c")

    assert buffer.take().health == {2: {"product": "c"}}
    assert buffer.take(everything=True).health == {1: {"product": "b"}}


def test_equal_refusals_are_counted_and_written_at_most_once_a_second() -> None:
    clock = Clock()
    buffer = Buffer(clock)
    buffer.count(REFUSED)
    assert buffer.take().refusals == {REFUSED: 1}

    for _ in range(1000):
        buffer.count(REFUSED)
    assert not buffer.take()
    clock.now += 1
    assert buffer.take().refusals == {REFUSED: 1000}


def test_a_flood_of_different_refusals_is_bounded() -> None:
    buffer = Buffer(Clock())
    for number in range(10 * MOST_REFUSALS):
        buffer.count(REFUSED._replace(detail=str(number)))

    assert len(buffer.take().refusals) == MOST_REFUSALS


@given(st.lists(st.floats(-2, 0), min_size=5, max_size=9), st.floats(-600, -300))
def test_one_page_that_stood_open_for_minutes_does_not_move_the_clock(
    usual: list[float], late: float
) -> None:
    buffer = Buffer(Clock())
    for skew in (*usual, late):
        buffer.note_clock(1, skew)

    assert -2.1 <= buffer.take().health[1]["clock_skew"] <= 0.1


def test_a_notice_service_that_was_seen_is_not_written_again() -> None:
    buffer = Buffer(Clock())
    buffer.note_service(1, "1", "https://lms.example/notices")
    assert buffer.take().services == {(1, "1"): "https://lms.example/notices"}
    buffer.note_service(1, "1", "https://lms.example/notices")
    assert not buffer.take(everything=True)


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 200)), max_size=40))
def test_whatever_the_order_the_newest_of_each_platform_comes_out(steps: list[tuple[int, int]]) -> None:
    clock = Clock()
    buffer = Buffer(clock)
    newest: dict[int, int] = {}
    written: dict[int, int] = {}
    for number, (pk, wait) in enumerate(steps):
        buffer.note(pk, product=number)
        newest[pk] = number
        written |= {key: columns["product"] for key, columns in buffer.take().health.items()}
        clock.now += wait
    written |= {key: columns["product"] for key, columns in buffer.take(everything=True).health.items()}

    assert written == newest

"""What goes wrong is named by what must happen next, and tells nothing private: points 8 to 11 and 18."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterator
from email.utils import format_datetime
from urllib.parse import urlsplit

import pytest

from winternship_connectors import api
from winternship_connectors.contract import Capability, Idempotency
from winternship_connectors.errors import Retry, Unknown
from winternship_connectors.testing.bench import ACTOR, HOURS, Bench
from winternship_connectors.testing.faults import PASSING, Fault

WAIT = 900  # seconds; longer than the first back-off, shorter than a round of work
# Seconds that an answer may take where one is held back. The longer ones are for a machine so busy that what goes
# before, a token, takes all of the first.
SHORT = (0.2, 1.0, 5.0)


class Failures:
    """Points 8, 9, 10, 11 and 18."""

    @pytest.mark.django_db
    @pytest.mark.parametrize("fault", [Fault.THROTTLE, Fault.THROTTLE_DATE])
    def test_08_a_target_that_slows_us_down_is_obeyed(self, bench: Bench, fault: Fault) -> None:
        """After 429 nothing is sent until the time that the target told, in seconds or as a date, has passed."""
        before = dict(bench.rig.things())
        bench.connect(7)
        until = format_datetime(bench.clock() + dt.timedelta(seconds=WAIT), usegmt=True)
        with bench.spoiled(fault, retry_at=str(WAIT) if fault is Fault.THROTTLE else until):
            api.work_once()
            asked, state = bench.asked(), bench.health().state
        bench.clock.step(WAIT - 5)
        api.work_once()
        assert state == "resting", "the connection does not rest"
        assert bench.asked() == asked, "it was called again before the time that it told"
        assert dict(bench.rig.things()) == before
        bench.clock.step(10)
        api.work_once()
        assert dict(bench.rig.things()) != before, "it is not called when the time has passed"
        assert (bench.health().waiting, bench.health().dead) == (0, 0)

    @pytest.mark.parametrize("fault", PASSING)
    def test_09_what_may_pass_is_tried_again_or_looked_into(self, bench: Bench, fault: Fault) -> None:
        """Each trouble on the way leads to Retry or Unknown, or to a success that is one; then to one object."""
        before = set(bench.rig.things())
        action = bench.plan(bench.rig.record(7))[0]
        trusts = (
            bench.rig.messages and fault is Fault.WRONG_TYPE
        )  # any answer 200 of a receiver is a good one
        once = fault in {Fault.DROP, Fault.TRUNCATED}
        with bench.spoiled(fault, times=1 if once else 99):
            for seconds in _patience(bench, fault):
                error = _error(functools.partial(bench.apply, action, "key", seconds=seconds))
        arrived = set(bench.rig.things()) != before
        assert error or arrived or trusts, "it tells of a success, and nothing is there"
        assert isinstance(error, Retry | Unknown | None), f"{type(error).__name__} lets nobody try again"
        if bench.idempotency is Idempotency.NONE:
            return
        bench.apply(action, "key")
        there = set(bench.rig.things())
        bench.apply(action, "key")
        assert set(bench.rig.things()) == there, "the next try made it twice"

    @pytest.mark.parametrize("fault", [one for one in PASSING if one is not Fault.DROP])
    def test_09_half_a_look_is_no_look(self, bench: Bench, fault: Fault) -> None:
        """A listing that does not arrive whole raises Retry or Unknown, and never looks like an empty target."""
        bench.needs(Capability.OBSERVE)
        bench.deliver(bench.rig.record(7))
        if bench.spoiler:
            bench.spoiler.spoils = lambda asked: b"grant_type=" not in asked.body
        with bench.spoiled(fault):
            for seconds in _patience(bench, fault):
                with pytest.raises((Retry, Unknown)):
                    list(bench.connector.observe(bench.context(seconds=seconds), ""))  # type: ignore[attr-defined]

    @pytest.mark.django_db
    def test_10_what_the_target_will_not_take_is_a_dead_letter(self, bench: Bench) -> None:
        """After 400 it is not tried by itself again; a person reads why, mends it, and sends it once more."""
        bench.connect(7)
        with bench.spoiled(Fault.REJECT):
            bench.work()
            asked = bench.asked()
            bench.work(3)
            assert bench.asked() == asked, "it is tried again though the target will never take it"
        letters = api.dead_letters(ACTOR, bench.pk)
        assert [one.object_id for one in letters] == [bench.school[7].id], "there is no dead letter"
        told = letters[0].error
        assert len(told.split()) >= 3, f"nobody can read why: {told!r}"
        assert not any(mark in told for mark in ("Traceback", "object at 0x", "{'", '{"')), told
        assert api.replay(ACTOR, bench.pk) == 1
        bench.work()
        assert bench.rig.things()
        assert (bench.health().waiting, bench.health().dead) == (0, 0)

    @pytest.mark.django_db
    def test_11_a_refused_credential_pauses_the_connection(self, bench: Bench) -> None:
        """After 401 nothing is sent until an administrator looked; nothing is lost meanwhile."""
        bench.connect(7)
        with bench.spoiled(Fault.AUTH):
            api.work_once()
            asked, health = bench.asked(), bench.health()
            assert health.state == "stopped", "the connection does not pause"
            assert health.because
            bench.clock.step(HOURS)
            bench.work(3)
            assert bench.asked() == asked, "it is called again with a credential that it refused"
        bench.work()
        assert (bench.asked(), bench.health().waiting, bench.health().dead) == (asked, 1, 0)
        api.resume(ACTOR, bench.pk)
        bench.work()
        assert (bench.health().state, bench.health().waiting) == ("working", 0)
        assert bench.rig.things()

    @pytest.mark.django_db
    def test_18_no_log_and_no_error_tells_a_secret_or_a_person(self, bench: Bench) -> None:
        """Neither in what is logged at any level, nor in errors, in what an administrator reads, or in an address."""
        bench.caplog.set_level("DEBUG")
        bench.connect(7)
        api.test(ACTOR, bench.pk)
        told: list[object] = [bench.context(), bench.connector]
        for fault in (Fault.ERROR, Fault.REJECT, Fault.AUTH, Fault.DROP, Fault.TRUNCATED, Fault.WRONG_TYPE):
            with contextlib.suppress(pytest.skip.Exception), bench.spoiled(fault, times=2, strikes=False):
                told += self._said(bench)
                bench.work(1)
            told.append(bench.health().because)
            api.resume(ACTOR, bench.pk)
            api.replay(ACTOR, bench.pk)
            bench.change(7)
        bench.work()
        told += [*api.deliveries(ACTOR, bench.pk), *api.dead_letters(ACTOR, bench.pk), bench.caplog.text]
        _assert_silent("\n".join(f"{one!s}\n{one!r}" for one in told), self._private(bench))
        if bench.spoiler:
            addresses = "\n".join(one.path for one in bench.spoiler.seen)
            # The address of a receiver may be a secret itself.
            _assert_silent(addresses, {one for one in self._private(bench) if not one.startswith("/")})

    def _said(self, bench: Bench) -> list[object]:
        """The errors of a check, a change and a look while something goes wrong."""
        said: list[object] = []
        context = bench.context()
        for tried in (
            lambda: bench.connector.check(context),
            lambda: [bench.apply(one, "said") for one in bench.plan(bench.school[7])],
            lambda: Capability.OBSERVE in bench.connector.capabilities and bench.observed(),
        ):
            error = _error(tried)
            said += [error, getattr(error, "fields", "")]
        return said

    def _people(self, bench: Bench) -> set[str]:
        student = bench.school[7].student
        others = [one for each in bench.school[7].supervisors for one in (each.name, each.email)]
        return {one for one in (student.name, student.number, student.email, *others) if one}

    def _private(self, bench: Bench) -> set[str]:
        secrets = {str(bench.config[name]) for name in bench.secret_names}
        # Of an address that is a secret itself, its path is what nobody may see.
        return self._people(bench) | {urlsplit(one).path if "://" in one else one for one in secrets}


def _patience(bench: Bench, fault: Fault) -> Iterator[float]:
    """Limits for one answer, until a request met the fault."""
    for seconds in SHORT if fault is Fault.TIMEOUT else (20.0,):
        yield seconds
        if bench.struck:
            return


def _error(tried: Callable[[], object]) -> Exception | None:
    try:
        tried()
    except Exception as error:
        return error
    return None


def _assert_silent(text: str, private: Collection[str]) -> None:
    for one in private:
        where = text.find(one)
        # Only what stands before it is shown: a report of tests is a log too.
        assert where < 0, f"something private is told after {text[max(where - 80, 0) : where]!r}"

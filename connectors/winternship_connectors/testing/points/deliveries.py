"""One change arrives once, in order, whatever dies meanwhile: points 4 to 7, 17, 21 and 22."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from winternship_connectors import api
from winternship_connectors.contract import Action, Capability, Idempotency, Verb
from winternship_connectors.records import Company, Period, Record, Visit
from winternship_connectors.testing.bench import ACTOR, Bench

SPRING = dt.datetime(2027, 3, 28, 0, 59, tzinfo=dt.UTC)  # a minute before summer time begins
AUTUMN = dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)  # the second half past two of that night
WORKERS = 4


class Killed(BaseException):
    """The worker dies here."""


def unicode(record: Record) -> Record:
    """A name with marks of HTML, of spreadsheets, of another script, beyond the first plane, and two lines."""
    company = replace(
        record.company, name='=Café "’t Lam" & <b>Zn</b>; 中文 🍞, Łódź', street="Ĳsselkade 1\r\nb"
    )
    return replace(record, company=company)


def sparse(record: Record) -> Record:
    """Only what a placement cannot be without."""
    company = Company(record.company.local_id, record.company.name)
    qualification = replace(record.qualification, name="", level=None, route="")
    return replace(record, company=company, qualification=qualification, supervisors=(), visits=())


def far(record: Record) -> Record:
    """The year 2100, which is no leap year, and a period of one day."""
    return replace(record, period=Period(dt.date(2100, 2, 28), dt.date(2100, 2, 28), dt.date(2100, 2, 28)))


def clocks(record: Record) -> Record:
    """Both nights in which the clock changes, as days and as moments."""
    visits = (Visit("1", "start", SPRING), Visit("2", "end", AUTUMN, 90))
    return replace(record, period=Period(SPRING.date(), AUTUMN.date()), visits=visits)


class Deliveries:
    """Points 4, 5, 6, 7, 17, 21 and 22."""

    def test_04_applied_twice_with_one_key_is_there_once(self, bench: Bench) -> None:
        """The same action with the same key again changes nothing, and gives the same id."""
        bench.needs_memory()
        actions = bench.plan(bench.rig.record(7))
        first = [bench.apply(one, f"key:{one.part}") for one in actions]
        there = dict(bench.rig.things())
        assert there, "nothing arrived"
        again = [bench.apply(one, f"key:{one.part}") for one in actions]
        assert set(bench.rig.things()) == set(there), "a repetition made a second object"
        assert [one.remote_id for one in again] == [one.remote_id for one in first]

    @pytest.mark.django_db
    def test_05_a_worker_that_dies_after_the_effect_leaves_one(self, bench: Bench) -> None:
        """Killed between effect and acknowledgement, and resumed: one object, or a dead letter for a person."""
        bench.connect(7)
        died: list[Sequence[Action]] = []

        def die(actions: Sequence[Action]) -> None:
            if not died:
                died.append(actions)
                raise Killed

        bench.watch(die)
        with pytest.raises(Killed):
            api.work_once()
        there = set(bench.rig.things())
        bench.clock.step(3600)
        bench.work(4)
        after, chosen = set(bench.rig.things()), bench.connector
        if bench.idempotency is Idempotency.NONE and Capability.OBSERVE not in chosen.capabilities:
            assert after == there, "it was sent a second time, and nobody was asked"
            assert bench.health().dead == 1, "nobody is told that its outcome is unknown"
            return
        assert (bench.health().waiting, bench.health().dead) == (0, 0)
        assert there <= after, "what the first worker made is gone"
        parts = 1 if bench.hands_over else len(bench.plan(bench.school[7]))
        assert len(after) == max(parts, len(there)), "the target has something twice"

    def test_06_an_update_keeps_the_remote_id(self, bench: Bench) -> None:
        """A change of the placement changes the things that are there, and makes no new ones."""
        bench.needs_objects()
        record = bench.rig.record(7)
        links = bench.deliver(record)
        there = dict(bench.rig.things())
        after = bench.deliver(bench.rig.changed(record), links, key="2")
        assert {part: one.remote_id for part, one in after.items()} == {
            part: one.remote_id for part, one in links.items()
        }, "the id of a thing changed"
        assert set(bench.rig.things()) == set(there), "an update made or lost a thing"
        assert dict(bench.rig.things()) != there, "the change did not arrive"

    def test_07_deleted_twice_is_well(self, bench: Bench) -> None:
        """A deletion of what is gone already succeeds, and takes nothing else away."""
        bench.needs(Capability.DELETE)
        record, other = bench.rig.record(7), bench.rig.record(8)
        links = bench.deliver(record)
        bench.deliver(other)
        actions = bench.plan(None, links, number=7)
        assert {one.verb for one in actions} == {Verb.DELETE}
        for key in ("gone", "gone again"):
            for one in actions:
                bench.apply(one, f"{key}:{one.part}")
        if bench.hands_over:
            return
        assert not {one.remote_id for one in links.values()} & set(bench.rig.things()), "it is still there"
        assert bench.rig.things(), "the other placement is gone too"

    @pytest.mark.parametrize("shape", [unicode, sparse, far, clocks], ids=lambda one: str(one.__name__))
    def test_17_any_name_and_any_date_arrives(self, bench: Bench, shape: object) -> None:
        """What is there reads back as it was planned, where the target can be read."""
        assert callable(shape)
        record = shape(bench.rig.record(7))
        planned = bench.plan(record)
        links = bench.deliver(record)
        assert bench.rig.things(), "nothing arrived"
        assert bench.plan(record, links) == []
        if Capability.OBSERVE not in bench.connector.capabilities:
            return
        there = bench.ours()
        for one in planned:
            told = there[record.id, one.part]
            assert told, f"nothing is told of the part {one.part}"
            assert dict(told) == {name: one.fields[name] for name in told}, f"the part {one.part} differs"

    @pytest.mark.django_db
    def test_21_the_order_of_a_placement_is_kept_by_four_workers(self, bench: Bench) -> None:
        """While one worker is at a placement, three more find a newer state of it: it goes out after, not before."""
        bench.connect(7, 8)
        sent: list[str] = []
        depth = 0

        def others_work(actions: Sequence[Action]) -> None:
            nonlocal depth
            sent.extend(one.object_id for one in actions)
            if depth < WORKERS - 1:
                depth += 1
                before = len(sent)
                mine = {one.object_id for one in actions}
                bench.change(7)
                api.work_once()
                assert not mine & set(sent[before:]), "another worker overtook the one that was at it"

        bench.watch(others_work)
        api.work_once()
        bench.work(WORKERS)
        assert depth == WORKERS - 1
        assert (bench.health().waiting, bench.health().dead) == (0, 0)
        assert api.preview(ACTOR, bench.pk).counts["unchanged"] == 2, "the newest state is not there"
        if Capability.OBSERVE in bench.connector.capabilities:
            assert api.look(ACTOR, bench.pk) == {}, "what is there is not the newest state"

    def test_21_four_workers_at_once_mix_nothing_up(self, bench: Bench) -> None:
        """Four threads with one connector and four placements: each arrives as it was planned."""
        bench.needs(Capability.OBSERVE)
        records = [bench.rig.record(number) for number in range(7, 7 + WORKERS)]
        with ThreadPoolExecutor(WORKERS) as workers:
            every = list(workers.map(bench.deliver, records))
        there = bench.ours()
        for record, links in zip(records, every, strict=True):
            assert set(links) == {part for one, part in there if one == record.id}, f"{record.id} is lost"
            for action in bench.plan(record):
                told = there[record.id, action.part]
                assert dict(told) == {name: action.fields[name] for name in told}, f"{record.id} is mixed up"

    @pytest.mark.django_db
    def test_22_removal_leaves_nothing_of_ours_or_lists_it(self, bench: Bench) -> None:
        """A connection that is removed cleans up, or its administrator gets the ids of what stays."""
        before = dict(bench.rig.things())
        bench.connect(7, 8)
        bench.work()
        there = dict(bench.rig.things())
        left = api.remove(ACTOR, bench.pk, clean=True)
        bench.work(4)
        assert api.connections(ACTOR, None) == ()
        after = dict(bench.rig.things())
        if left:
            assert set(after) - set(before) <= set(left), "something stays there that is not listed"
            return
        if bench.hands_over:
            assert len(after) > len(there), "nobody was told of the end"
            return
        assert after == before, "something of ours stays there, and nobody was told"

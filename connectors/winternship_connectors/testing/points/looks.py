"""What others do at the target is found and left alone: points 12 to 16."""

from __future__ import annotations

import pytest

from winternship_connectors import api
from winternship_connectors.contract import Capability, Cursor, Fields, ObservingConnector
from winternship_connectors.testing.bench import ACTOR, Bench

FUTURE = ("nonsense", '<&>"', "99999999999999", "2100-01-01T00:00:00Z", "http://example.invalid/sync/9")


class Looks:
    """Points 12, 13, 14, 15 and 16."""

    @pytest.mark.django_db
    def test_12_a_remote_edit_is_found_and_not_overwritten(self, bench: Bench) -> None:
        """Under the rule report the look names the field, and a later change of ours leaves theirs as it is."""
        bench.needs(Capability.OBSERVE)
        bench.connect(7)
        bench.work()
        theirs = self._edited(bench)
        assert api.look(ACTOR, bench.pk) == {"changed_remote": 1}, "the look does not find it"
        assert {one.field for one in api.drift(ACTOR, bench.pk)} == set(theirs)
        self._changed_by_us(bench, theirs)

    @pytest.mark.django_db
    def test_12_an_edit_just_before_our_change_is_not_overwritten(self, bench: Bench) -> None:
        """Where the target tells versions, an edit that no look has found yet is kept as well."""
        bench.needs(Capability.OBSERVE)
        bench.connect(7)
        bench.work()
        if not all(one.etag for one in bench.observed()):
            pytest.skip(f"{bench.connector.id} tells no versions, so that only a look can find an edit")
        self._changed_by_us(bench, self._edited(bench))

    @pytest.mark.django_db
    def test_13_a_remote_deletion_is_found(self, bench: Bench) -> None:
        """It is told, not undone by itself, and undone when the administrator says so."""
        bench.needs(Capability.OBSERVE)
        bench.connect(7)
        bench.work()
        there = bench.ours()
        bench.rig.remove(self._remote_id(bench))
        gone = set(there) - set(bench.ours())
        assert gone, "remove() of the rig took nothing away, or observe still tells it"
        assert api.look(ACTOR, bench.pk) == {"missing_remote": len(gone)}, "the look does not find it"
        bench.work()
        assert set(bench.ours()) == set(there) - gone, "it was made again, and nobody asked for that"
        for one in api.drift(ACTOR, bench.pk):
            api.push_ours(ACTOR, bench.pk, one.pk)
            bench.work()
        assert set(bench.ours()) == set(there), "it is not made again on demand"

    @pytest.mark.django_db
    def test_14_what_others_made_is_left_alone(self, bench: Bench) -> None:
        """Through a delivery, a change, a look and the removal, a thing that is not ours stays as it was."""
        if bench.rig.messages:
            pytest.skip(f"{bench.connector.id} sends messages, and sees none of others")
        foreign = bench.rig.stranger()
        was = bench.rig.things()[foreign]
        bench.connect(7)
        bench.work()
        bench.change(7)
        bench.work()
        if Capability.OBSERVE in bench.connector.capabilities:
            counts = api.look(ACTOR, bench.pk)
            assert set(counts) <= {"orphan_remote"}, "what is not ours is taken for ours"
            (seen,) = (one for one in bench.observed() if one.remote_id == foreign)
            assert not seen.object_id, "what is not ours is taken for ours"
        api.remove(ACTOR, bench.pk, clean=True)
        bench.work()
        assert bench.rig.things().get(foreign) == was, "what others made was changed or taken away"

    @pytest.mark.parametrize("count", [0, 1, 5])
    def test_15_a_look_tells_each_thing_once(self, bench: Bench, count: int) -> None:
        """Of an empty target nothing, of a full one everything, and each part once."""
        bench.needs(Capability.OBSERVE)
        expected = self._delivered(bench, count)
        asked = bench.asked()
        self._assert_each_once(bench, expected)
        if bench.rig.page_size is None and count == 5 and bench.spoiler:
            # Told in one answer, whatever there is: or else the rig must say how large a page is.
            many = bench.asked() - asked
            bench.rig.record(99)
            bench.deliver(bench.rig.record(99))
            asked = bench.asked()
            bench.observed()
            assert bench.asked() - asked == many, "more things take more requests: set page_size of the rig"

    @pytest.mark.parametrize("more", [0, 1], ids=["exactly full pages", "a short last page"])
    def test_15_pages_are_read_to_their_end(self, bench: Bench, more: int) -> None:
        """Two full pages, and two with a third that is not full."""
        size = self._page(bench)
        self._assert_each_once(bench, self._delivered(bench, 2 * size + more))

    def test_15_pages_that_shift_lose_nothing(self, bench: Bench) -> None:
        """Somebody adds a thing before all others while we read: each of ours is still told, and once."""
        expected = self._delivered(bench, 2 * self._page(bench))
        connector, context, found = bench.connector, bench.context(), []
        assert isinstance(connector, ObservingConnector)
        for number, one in enumerate(connector.observe(context, "")):
            if number == 0:
                bench.rig.shift()
            if not isinstance(one, Cursor) and one.object_id:
                found.append((one.object_id, one.part))
        assert len(found) == len(set(found)), "a thing is told twice"
        assert set(found) == expected, "a thing is lost"

    @pytest.mark.parametrize("cursor", FUTURE)
    def test_16_a_cursor_that_is_not_known_leads_to_a_full_look(self, bench: Bench, cursor: str) -> None:
        """Nonsense, or a moment that is yet to come: everything is told, as without a cursor."""
        bench.needs(Capability.OBSERVE)
        expected = self._delivered(bench, 2)
        found = {(one.object_id, one.part) for one in bench.observed(cursor) if one.object_id}
        assert found == expected, "an unknown cursor hides what is there"

    def test_16_a_cursor_tells_what_changed_since(self, bench: Bench) -> None:
        """With the cursor of the last look only what changed since is told, and the look ends with the next one."""
        bench.needs(Capability.DELTA)
        record, other = bench.rig.record(7), bench.rig.record(8)
        links = bench.deliver(record)
        bench.deliver(other)
        assert isinstance(bench.connector, ObservingConnector)
        *_, last = bench.connector.observe(bench.context(), "")
        assert isinstance(last, Cursor), "a look ends with a cursor"
        assert bench.observed(last.value) == []
        bench.deliver(bench.rig.changed(record), links, key="2")
        assert {one.object_id for one in bench.observed(last.value)} == {record.id}
        gone = links[next(iter(links))].remote_id
        bench.rig.remove(gone)
        told = {one.remote_id: one.fields for one in bench.observed(last.value)}
        assert told.get(gone, {}) is None, "what was taken away since is not told as gone"

    def _remote_id(self, bench: Bench) -> str:
        """A thing of ours; of several the last, which others hang on least."""
        return [one.remote_id for one in bench.observed() if one.object_id][-1]

    def _edited(self, bench: Bench) -> Fields:
        """Let somebody edit a thing of ours; the fields that differ since, as they are now."""
        before = bench.ours()
        bench.rig.edit(self._remote_id(bench))
        theirs = {
            name: value
            for part, told in bench.ours().items()
            for name, value in told.items()
            if before[part].get(name) != value
        }
        assert theirs, (
            "what somebody edits is not told by observe; or edit() of the rig changes no such field"
        )
        return theirs

    def _changed_by_us(self, bench: Bench, theirs: Fields) -> None:
        before = self._done(bench)
        bench.change(7)
        bench.work(3)
        assert self._done(bench) > before, "our change did not go out"
        there: list[Fields] = list(bench.ours().values())
        for name, value in theirs.items():
            assert value in [one.get(name) for one in there], f"{name}: what they wrote was overwritten"

    def _done(self, bench: Bench) -> int:
        return [one.outcome for one in api.deliveries(ACTOR, bench.pk)].count("done")

    def _delivered(self, bench: Bench, count: int) -> set[tuple[str, str]]:
        found = set()
        for number in range(count):
            record = bench.rig.record(number)
            found |= {(record.id, part) for part in bench.deliver(record)}
        return found

    def _assert_each_once(self, bench: Bench, expected: set[tuple[str, str]]) -> None:
        found = [(one.object_id, one.part) for one in bench.observed() if one.object_id]
        assert len(found) == len(set(found)), "a thing is told twice"
        assert set(found) == expected, "not everything of ours is told"

    def _page(self, bench: Bench) -> int:
        bench.needs(Capability.OBSERVE)
        if bench.rig.page_size is None:
            pytest.skip(f"the target of {bench.connector.id} tells everything at once")
        return bench.rig.page_size

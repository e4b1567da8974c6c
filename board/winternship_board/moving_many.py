"""One step of many objects at once: the rules of :mod:`.moving`, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import F

from winternship_board import recording_many
from winternship_board.actors import Actor, standing
from winternship_board.changes import changes_of
from winternship_board.kinds import kind_of, related_of
from winternship_board.locking import hold, locked
from winternship_board.models import Application, Organisation, Vacancy
from winternship_board.pictures import PICTURES
from winternship_board.policy import POLICY
from winternship_board.recording import fingerprint
from winternship_board.recording_many import Change
from winternship_board.transactions import in_one_go
from winternship_core.placements import NOTHING_SAID, guard_of, judge, machine

KIND: Final = "application"


@in_one_go
def propose_many(actor: Actor, pks: Sequence[int]) -> int:
    """Propose drafts of applications to their students, as :func:`.moving.move` does one by one; returns how many.

    A draft that may not be proposed now, or not by this person, stays what it is: the student did not agree, or the
    vacancy is closed. At most some hundreds at once. Rows are locked before they are read: nobody's change is lost.
    """
    who, action = standing(actor), "propose match"
    guard = guard_of(KIND, "draft", action)
    assert not guard.does, "what follows from a step is done by moving.move alone"
    step = machine(KIND).step("draft", action)
    changes: list[Change] = []
    for row in _drafts(pks):
        view = PICTURES[KIND](row, who, NOTHING_SAID)
        if not POLICY.may_step(who, KIND, row, step) or judge(guard, view, NOTHING_SAID, who.role):
            continue
        assert not changes_of(KIND, row, step, who, NOTHING_SAID), "the state is all that changes"
        before = fingerprint(row)
        row.state, row.version = step.target, row.version + 1
        changes.append(Change(row, before, ("state",), source=step.source))
    proposed = Application.objects.filter(pk__in=[one.row.pk for one in changes])
    proposed.update(state=step.target, version=F("version") + 1)
    recording_many.record(who, KIND, changes, action, {})
    return len(changes)


def _drafts(pks: Sequence[int]) -> Iterator[Any]:
    """These applications with what belongs to them, as far as they are drafts; locked in the order of ``locking``."""
    what = kind_of(KIND)
    around = Application.objects.filter(pk__in=pks, state="draft").values_list("organisation", "vacancy")
    hold(Organisation, pk__in={house for house, _ in around})
    hold(Vacancy, pk__in={vacancy for _, vacancy in around})
    ours = [row.pk for row in locked(Application, pk__in=pks, state="draft")]
    related, prefetched = related_of(what)
    query = Application.objects.select_related(*related).prefetch_related(*prefetched)
    yield from query.filter(pk__in=ours).order_by("pk")

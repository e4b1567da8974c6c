"""An import by one batch a request, for whoever looks on: it can be stopped after each, and is undone as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import NotFound
from winternship_board.importing.doing import (
    Imported,
    begin,
    digest_of,
    do_batch,
    place_of,
    plan_of,
    require_seen,
)
from winternship_board.importing.finding import Place
from winternship_board.importing.mapping import remember
from winternship_board.models import ImportRun
from winternship_board.transactions import in_one_go


@dataclass(frozen=True, slots=True)
class ImportStep:
    """How far an import is: rows done of all. ``seen`` goes back with the next step; empty when nothing is left."""

    imported: Imported
    done: int
    total: int
    seen: str


@in_one_go
def import_step(
    actor: Actor,
    what: str,
    data: bytes,
    *,
    seen: str,
    run: int = 0,
    headings: Mapping[str, str] | None = None,
    school: int | None = None,
    region: str = "",
) -> ImportStep:
    """Do the first 2,000 rows of what a preview showed, or the next of the same file in a ``run`` that began so.

    Between two steps the run counts as stopped: it can be undone, and what was done stays when nobody goes on. Who
    may, and what is raised: as for :func:`.doing.import_apply`; also :class:`NotFound` for a run of another place or
    file, :class:`NotPossible` for one that went on elsewhere or was undone.
    """
    who = standing(actor)
    place = place_of(who, what, school, region)
    plan, _ = plan_of(who, what, data, place, headings)
    if not run:
        require_seen(plan, seen)
        if headings is not None:
            remember(place.key, what, headings)
        run = begin(who, what, data, place, plan.rows)
    row = _mine(run, what, place, data)
    require_seen(plan, seen, row.done)
    done = do_batch(actor, run, plan, row.done) if plan.rows else 0
    state = "done" if done == plan.rows else "stopped"
    ImportRun.objects.filter(pk=run).update(state=state, finished_at=clock.now())
    row.refresh_from_db()
    left = plan.digest(done) if state == "stopped" else ""
    return ImportStep(Imported(run, row.created, row.changed, row.unchanged), done, plan.rows, left)


def _mine(run: int, what: str, place: Place, data: bytes) -> ImportRun:
    where = {"organisation": place.organisation, "region": place.region}
    row = ImportRun.objects.filter(pk=run, what=what, digest=digest_of(data), **where).first()
    if row is None:
        raise NotFound("import")
    return row

"""What a programme and its work processes are called: public data of the official list, about nobody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from winternship_board.models import Programme, WorkProcess
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Learning:
    """A programme by its crebo number, with its work processes: code → name."""

    id: int
    crebo: str
    name: Text
    level: str
    work: Mapping[str, str]


def learning(programmes: Collection[int]) -> dict[int, Learning]:
    """These programmes by their ids; two queries however many."""
    work: dict[int, dict[str, str]] = {}
    processes = WorkProcess.objects.filter(programme__in=list(programmes)).order_by("code")
    for programme, code, name in processes.values_list("programme_id", "code", "name"):
        work.setdefault(programme, {})[code] = name
    return {
        row.pk: Learning(
            row.pk, row.crebo, Text(row.name_nl, row.name_en or row.name_nl), row.level, work.get(row.pk, {})
        )
        for row in Programme.objects.filter(pk__in=list(programmes))
    }


def programme_of(crebo: str) -> int | None:
    """The id of the programme with this crebo number, if the list has it."""
    return Programme.objects.filter(crebo=crebo[:5]).values_list("pk", flat=True).first()

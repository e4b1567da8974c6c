"""The official list of programmes, and their work processes: read in as published, never typed in by anyone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from winternship_board.actors import Actor, standing
from winternship_board.errors import ImportRefused, NotAllowed
from winternship_board.importing import cells
from winternship_board.importing.columns import plain
from winternship_board.importing.finding import batched, rows_with
from winternship_board.importing.mistakes import Mistake
from winternship_board.importing.reading import Table, read_table
from winternship_board.models import Programme, WorkProcess
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role
from winternship_core.text import Text

Fields = Mapping[str, tuple[cells.Reading, tuple[str, ...]]]
Found = list[tuple[int, dict[str, Any]]]

# field → how to read it, and the headings under which such lists are published.
_PROGRAMME: Final[Fields] = {
    "crebo": (cells.crebo, ("crebo", "crebocode", "crebonummer", "code_crebo", "kwalificatie_crebo")),
    "name_nl": (
        cells.text(200),
        ("name", "naam", "opleidingsnaam", "omschrijving", "kwalificatie", "name_nl"),
    ),
    "level": (cells.code("level"), ("level", "niveau", "opleidingsniveau", "mbo_niveau")),
    "name_en": (cells.text(200), ("name_en", "naam_engels", "english_name")),
    "eqf": (cells.code("level"), ("eqf", "nlqf")),
    "dossier": (cells.text(20), ("dossier", "dossier_crebo", "kwalificatiedossier", "dossiercode")),
    "chamber": (cells.text(40), ("chamber", "sector", "sectorkamer")),
    "valid_from": (cells.date, ("valid_from", "ingangsdatum", "begindatum", "geldig_vanaf")),
    "valid_to": (cells.date, ("valid_to", "einddatum", "geldig_tot")),
    "equivalents": (cells.crebo_list, ("equivalents", "gelijkwaardig", "voorgangers")),
}
_WORK: Final[Fields] = {
    "crebo": _PROGRAMME["crebo"],
    "code": (cells.text(40), ("work_process", "werkproces", "werkprocescode", "code")),
    "name": (cells.text(300), ("work_process_name", "werkprocesnaam", "name", "naam")),
    "core_task_code": (cells.text(40), ("core_task", "kerntaak", "kerntaakcode")),
    "core_task": (cells.text(300), ("core_task_name", "kerntaaknaam")),
}
_NEEDED: Final = {"programmes": ("crebo", "name_nl", "level"), "work_processes": ("crebo", "code", "name")}


@dataclass(frozen=True, slots=True)
class ListImported:
    """What reading in a list came to."""

    created: int
    changed: int
    unchanged: int


def sample(name: str) -> bytes:
    """A sample of such a list, ``programmes`` or ``work_processes``: made up, and labelled so in every row."""
    return files("winternship_board.importing").joinpath(f"data/sample_{name}.csv").read_bytes()


@in_one_go
def import_programmes(
    actor: Actor, data: bytes, *, what: str = "programmes", version: str = "", dry_run: bool = False
) -> ListImported:
    """Read in a list of ``programmes``, or of ``work_processes`` of programmes that are there; all or nothing.

    A programme that is no longer in the list stays: people may still follow it. Who may: an administrator and the
    system. Raises :class:`NotAllowed`, and :class:`ImportRefused` with every mistake.
    """
    who = standing(actor)
    if who.role not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed(who.role, "import", what)
    table = read_table(data)
    if not isinstance(table, Table):
        raise ImportRefused(table)
    mistakes: list[Mistake] = []
    rows = _rows(table, _WORK if what == "work_processes" else _PROGRAMME, _NEEDED[what], mistakes)
    new, changed = (_work_processes if what == "work_processes" else _programmes)(rows, mistakes)
    if mistakes:
        raise ImportRefused(sorted(mistakes, key=lambda one: one.row))
    if not dry_run:
        _save(new, changed, version or dt.date.today().isoformat())  # noqa: DTZ011 - a label, not a moment
    return ListImported(len(new), len(changed), len(rows) - len(new) - len(changed))


def _rows(table: Table, fields: Fields, needed: Sequence[str], mistakes: list[Mistake]) -> Found:
    headings = {plain(heading): place for place, heading in reversed(list(enumerate(table.headings)))}
    places: dict[str, int] = {}
    for name, (_, known) in fields.items():
        place = next((headings[plain(one)] for one in known if plain(one) in headings), None)
        if place is not None and place not in places.values():
            places[name] = place
    for name in needed:
        if name not in places:
            choice = ", ".join(fields[name][1])
            said = Text(f"Er ontbreekt een kolom: {choice}.", f"A column is missing: {choice}.")
            mistakes.append(Mistake(1, "", said))
    found: Found = []
    for line, row in table.rows if not mistakes else ():
        values = {name: _value(fields[name][0], row[place], name in needed) for name, place in places.items()}
        wrong = {name: value for name, value in values.items() if isinstance(value, Text)}
        mistakes += [Mistake(line, table.headings[places[name]], text) for name, text in wrong.items()]
        found.append(
            (line, {name: one for name, one in values.items() if one is not None and name not in wrong})
        )
    return found if places.keys() >= set(needed) else []


def _value(read: cells.Reading, cell: str, needed: bool) -> object:
    if cell:
        return read(cell)
    return Text("vul dit in.", "fill this in.") if needed else None


def _programmes(rows: Found, mistakes: list[Mistake]) -> tuple[list[Any], list[Any]]:
    known = {one.crebo: one for one in rows_with(Programme.objects.all(), "crebo", _crebos(rows))}
    return _sorted_out(rows, known, lambda values: values.get("crebo"), Programme, mistakes)


def _work_processes(rows: Found, mistakes: list[Mistake]) -> tuple[list[Any], list[Any]]:
    programmes = {one.crebo: one for one in rows_with(Programme.objects.all(), "crebo", _crebos(rows))}
    there = rows_with(WorkProcess.objects.all(), "programme", [one.pk for one in programmes.values()])
    known = {(one.programme_id, one.code): one for one in there}
    for line, values in rows:
        programme = programmes.get(values.pop("crebo", ""))
        if programme is None:
            said = Text("Deze opleiding staat niet in de lijst.", "This programme is not in the list.")
            mistakes.append(Mistake(line, "", said))
        values["programme_id"] = programme.pk if programme else 0
    return _sorted_out(rows, known, lambda one: (one["programme_id"], one.get("code")), WorkProcess, mistakes)


def _crebos(rows: Found) -> set[str]:
    return {values["crebo"] for _, values in rows if "crebo" in values}


def _sorted_out(
    rows: Found, known: Mapping[Any, Any], key_of: Any, model: Any, mistakes: list[Mistake]
) -> tuple[list[Any], list[Any]]:
    new, changed = [], []
    lines: dict[Any, int] = {}
    for line, values in rows:
        key = key_of(values)
        if key in lines:
            text = Text(f"Dit staat ook in rij {lines[key]}.", f"This is in row {lines[key]} too.")
            mistakes.append(Mistake(line, "", text))
        lines[key] = line
        row = known.get(key)
        if row is None:
            new.append(model(**values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    return new, changed


def _save(new: Sequence[Any], changed: Sequence[Any], version: str) -> None:
    for rows, fresh in ((new, True), (changed, False)):
        if not rows:
            continue
        model = type(rows[0])
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        for row in rows:
            if isinstance(row, Programme):
                row.list_version = version[:20]
        for some in batched(rows, 100):
            if fresh:
                model._default_manager.bulk_create(some)
            else:
                model._default_manager.bulk_update(some, fields)

"""Files that texts show: each content once, named by its hash, and a row for each place that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha1

from winternship_export.course import Picture
from winternship_export.pack import Files
from winternship_export.writers.mbz.addresses import Numbers
from winternship_export.writers.mbz.elements import NOW, fields, make
from winternship_export.writers.mbz.units import Unit
from winternship_export.xmlkit import Element


def row_id(numbers: Numbers, unit: Unit, area: str, picture: Picture) -> int:
    """The id of a row: what the unit's ``inforef.xml`` must list, or the restore leaves the file out."""
    return numbers("file", f"{unit.key}/{area}/{picture.key}")


def rows(numbers: Numbers, units: Iterable[Unit]) -> list[Element]:
    """The rows of ``files.xml``."""
    return [_row(numbers, unit, area, picture) for unit in units for area, picture in unit.pictures]


def blobs(units: Iterable[Unit]) -> Files:
    """The contents, under the names Moodle looks for."""
    hashes = {_hash(picture): picture.svg for unit in units for _, picture in unit.pictures}
    return {f"files/{name[:2]}/{name}": data for name, data in hashes.items()}


def _row(numbers: Numbers, unit: Unit, area: str, picture: Picture) -> Element:
    columns = fields(
        contenthash=_hash(picture),
        contextid=numbers("context", unit.key),
        component=f"mod_{unit.kind}",
        filearea=area,
        itemid=0,
        filepath="/",
        filename=f"{picture.key}.svg",
        userid=None,
        filesize=len(picture.svg),
        mimetype="image/svg+xml",
        status=0,
        timecreated=NOW,
        timemodified=NOW,
        source=None,
        author=None,
        license=None,
        sortorder=0,
        repositorytype=None,
        repositoryid=None,
        reference=None,
    )
    return make("file", columns, id=row_id(numbers, unit, area, picture))


def _hash(picture: Picture) -> str:
    return sha1(picture.svg, usedforsecurity=False).hexdigest()

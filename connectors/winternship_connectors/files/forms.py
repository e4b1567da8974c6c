"""The forms that a file of placements can have: what a row holds, and how rows become bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from winternship_connectors.contract import Fields, Settings
from winternship_connectors.files.columns import Columns
from winternship_connectors.files.jsonl import JsonLines
from winternship_connectors.files.moodle import Flatfile
from winternship_connectors.files.oneroster import OneRoster
from winternship_connectors.records import Record

COLUMNS: Final = "columns"  # the form of connections that were made before there was a choice


class Form(Protocol):
    """One form. Pure: a plan shows its rows before anything is written."""

    @property
    def part(self) -> str:
        """What a link is under: each form its own, so that a change of form does not take away what it never told."""

    @property
    def suffix(self) -> str:
        """How the name of a file ends, with its dot."""

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """What is wrong by setting, where the schema does not say it."""

    def is_whole(self, config: Mapping[str, Any]) -> bool:
        """Whether each file holds every placement, so that one that is left out is gone for its reader."""

    def row(self, settings: Settings, record: Record, *, is_there: bool) -> Fields | None:
        """The row of a placement; None when it must not be there (any more), empty when it has ended by itself.

        ``is_there``: a file had a row of it before. Raises Rejected for what the form cannot hold.
        """

    def last(self, settings: Settings, record: Record | None, object_id: str) -> Fields:
        """The row that takes a placement away; empty when its absence tells it. ``record`` is None once erased."""

    def written(self, settings: Settings, rows: Sequence[Fields]) -> tuple[bytes, int]:
        """The file, the same for the same rows, and how many rows it has."""


FORMS: Final[Mapping[str, Form]] = {
    COLUMNS: Columns(),
    "oneroster": OneRoster(),
    "moodle": Flatfile(),
    "jsonl": JsonLines(),
}


def form_of(config: Mapping[str, Any]) -> Form:
    """The form that a connection's settings choose."""
    return FORMS[config.get("form", COLUMNS)]

"""What a broker fills in about a company, its locations, its contacts and its recognitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board.kinds import kind_of
from winternship_board.screens.forms import Field
from winternship_board.screens.texts import text
from winternship_core.placements.codes import (
    ACCREDITATION_SOURCE,
    COMPANY_SIZE,
    LEVEL,
    ORGANISATION_KIND,
    ROUTE,
)

KINDS: Final = {name: ORGANISATION_KIND[name] for name in ("company", "school", "broker", "authority")}
REGISTRY: Final = (
    Field("registry_number", hint=text("br_registry_number_hint"), most=40),
    Field("registry_none_because", hint=text("br_registry_none_hint"), most=200),
)
ABOUT: Final = (
    Field("sector", hint=text("br_sector_hint"), most=40),
    Field("size", "choice", choices=COMPANY_SIZE),
    Field("website", most=300),
)
PLACE: Final = (
    Field("address", most=200, autocomplete="off"),
    Field("pc6", hint=text("br_pc6_hint"), most=7),
    Field("city", required=True, most=100),
)
COMPANY: Final = (
    Field("name", label=text("field_name"), required=True, most=200),
    Field("trade_name", most=200),
    Field("country", hint=text("br_country_hint"), most=2, required=True),
    *REGISTRY,
    *ABOUT,
)
LOCATION: Final = (Field("name", most=200, hint=text("br_location_name_hint")), *PLACE)
CONTACT: Final = (
    Field("name", required=True, most=200),
    Field("function", most=100),
    Field("email", "email", most=254),
    Field("phone", "tel", hint=text("br_phone_hint"), most=40),
)
RECOGNITION: Final = (
    Field("crebo", hint=text("br_crebo_hint"), required=True, most=5),
    Field("name", label=text("br_programme_name"), most=200),
    Field("level", "choice", choices=LEVEL),
    Field("route", "choice", choices=ROUTE),
    Field("company_id", hint=text("br_company_id_hint"), most=20),
    Field("starts_on", "date"),
    Field("ends_on", "date"),
    Field("source", "choice", choices=ACCREDITATION_SOURCE),
    Field("evidence", hint=text("br_evidence_hint"), most=500),
)


def editable(kind: str, state: str, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Those of these fields that may be changed in this state."""
    may = kind_of(kind).editable(state)
    return tuple(one for one in fields if one.name in may)


def with_pc4(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a location, with the four digits that distances are counted from."""
    pc6 = str(values.get("pc6") or "").replace(" ", "").upper()
    return {**values, "pc6": pc6, "pc4": pc6[:4] if pc6[:4].isdigit() and len(pc6) >= 4 else ""}

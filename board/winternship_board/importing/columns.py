"""The columns of each file: their headings, what may stand in them, and the field each one fills."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from winternship_board.importing import cells
from winternship_board.importing.cells import Reading
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``part`` is the kind of object it belongs to, ``field`` the field there.

    ``name`` is its heading in English and the key of a mapping; ``nl`` its heading in Dutch. Where a cell is empty,
    the field is left as it is.
    """

    name: str
    nl: str
    part: str
    field: str
    read: Reading
    required: bool = False
    also: tuple[str, ...] = ()

    @property
    def label(self) -> Text:
        """The heading in both languages."""
        return Text(self.nl, self.name)


_STUDENTS: Final = (
    Column("student_number", "studentnummer", "student", "student_number", cells.text(40), True, ("number",)),
    Column("name", "naam", "student", "name", cells.text(200), True, ("student",)),
    Column("crebo", "crebo", "student", "programme", cells.crebo, True, ("opleidingscode", "programme")),
    Column("email", "e-mail", "student", "email", cells.mail, also=("mail", "e-mailadres")),
    Column("phone", "telefoon", "student", "phone", cells.text(40), also=("mobiel",)),
    Column("route", "leerweg", "student", "route", cells.code("route")),
    Column("year", "leerjaar", "student", "year", cells.whole(8, 1)),
    Column("plan", "stageplan", "student", "plan", cells.text(100)),
    Column("postcode", "postcode", "student", "pc4", cells.postcode4, also=("pc4",)),
    Column("x_m", "x_m", "student", "x_m", cells.whole(9_999_999, -9_999_999)),
    Column("y_m", "y_m", "student", "y_m", cells.whole(9_999_999, -9_999_999)),
    Column("date_of_birth", "geboortedatum", "student", "adult_on", cells.adult_on, also=("birth_date",)),
    Column("starts_on", "begindatum", "student", "starts_on", cells.date, also=("start",)),
    Column("ends_on", "einddatum", "student", "ends_on", cells.date, also=("end", "eind")),
    Column("days", "dagen", "student", "days", cells.codes("day")),
    Column("travel", "vervoer", "student", "travel_modes", cells.codes("travel_mode")),
    Column("max_minutes", "reistijd", "student", "max_minutes", cells.whole(240)),
    Column("languages", "talen", "student", "languages", cells.skills),
    Column("licences", "rijbewijzen", "student", "licences", cells.codes("licence")),
    Column("enrolled_until", "ingeschreven_tot", "student", "enrolled_until", cells.date),
)
_COMPANIES: Final = (
    Column(
        "name", "naam", "organisation", "name", cells.text(200), True, ("bedrijf", "company", "bedrijfsnaam")
    ),
    Column("trade_name", "handelsnaam", "organisation", "trade_name", cells.text(200)),
    Column("country", "land", "organisation", "country", cells.country),
    Column("registry", "register", "organisation", "registry", cells.text(40)),
    Column(
        "registry_number",
        "kvk_nummer",
        "organisation",
        "registry_number",
        cells.text(40),
        also=("kvk", "kvk-nr"),
    ),
    Column("no_number_because", "geen_nummer_want", "organisation", "registry_none_because", cells.text(200)),
    Column("size", "grootte", "organisation", "size", cells.code("company_size")),
    Column("sbi", "sbi", "organisation", "sbi", cells.text(10)),
    Column("sbi_version", "sbi_versie", "organisation", "sbi_version", cells.text(10)),
    Column("sector", "sector", "organisation", "sector", cells.text(40)),
    Column("website", "website", "organisation", "website", cells.text(300)),
    Column("location", "vestiging", "location", "name", cells.text(200)),
    Column("address", "adres", "location", "address", cells.text(200)),
    Column("postcode", "postcode", "location", "pc6", cells.postal),
    Column("city", "plaats", "location", "city", cells.text(100)),
    Column("x_m", "x_m", "location", "x_m", cells.whole(9_999_999, -9_999_999)),
    Column("y_m", "y_m", "location", "y_m", cells.whole(9_999_999, -9_999_999)),
    Column("features", "kenmerken", "location", "features", cells.codes("feature")),
    Column("public_transport", "openbaar_vervoer", "location", "public_transport", cells.text(200)),
    Column("contact", "contactpersoon", "contact", "name", cells.text(200)),
    Column("function", "functie", "contact", "function", cells.text(100)),
    Column("email", "e-mail", "contact", "email", cells.mail, also=("mail", "e-mailadres")),
    Column("phone", "telefoon", "contact", "phone", cells.text(40)),
    Column("language", "taal", "contact", "language", cells.language),
    Column("crebo", "crebo", "accreditation", "crebo", cells.crebo),
    Column("company_id", "leerbedrijf_id", "accreditation", "company_id", cells.text(20)),
    Column("recognised_from", "erkend_vanaf", "accreditation", "starts_on", cells.date),
    Column("recognised_until", "erkend_tot", "accreditation", "ends_on", cells.date),
)
_VACANCIES: Final = (
    Column(
        "company", "bedrijf", "organisation", "name", cells.text(200), also=("company_name", "bedrijfsnaam")
    ),
    Column(
        "registry_number",
        "kvk_nummer",
        "organisation",
        "registry_number",
        cells.text(40),
        also=("kvk", "kvk-nr"),
    ),
    Column("postcode", "postcode", "location", "pc6", cells.postal),
    Column("title", "titel", "vacancy", "title", cells.text(200), True, ("vacature", "vacancy")),
    Column("text", "tekst", "vacancy", "text", cells.text(20_000), also=("omschrijving",)),
    Column("language", "taal", "vacancy", "language", cells.language),
    Column("crebo", "crebo", "vacancy", "crebo", cells.crebo),
    Column("other_crebos", "andere_crebos", "vacancy", "other_crebos", cells.crebo_list),
    Column("level", "niveau", "vacancy", "level", cells.code("level")),
    Column("route", "leerweg", "vacancy", "route", cells.code("route")),
    Column("places", "plaatsen", "vacancy", "places", cells.whole(999, 1)),
    Column("starts_on", "begindatum", "vacancy", "starts_on", cells.date, also=("start",)),
    Column("ends_on", "einddatum", "vacancy", "ends_on", cells.date, also=("end", "eind")),
    Column("days", "dagen", "vacancy", "days", cells.codes("day")),
    Column("hours_per_week", "uren_per_week", "vacancy", "hours_per_week", cells.whole(60)),
    Column("allowance_from", "vergoeding_van", "vacancy", "allowance_from", cells.whole(9_999)),
    Column("allowance_to", "vergoeding_tot", "vacancy", "allowance_to", cells.whole(9_999)),
    Column("expenses", "onkosten", "vacancy", "expenses", cells.text(200)),
    Column("languages", "talen", "vacancy", "languages", cells.asked_skills),
    Column("features", "kenmerken", "vacancy", "features", cells.codes("feature")),
    Column("tasks", "taken", "vacancy", "tasks", cells.tasks),
    Column("publish_until", "plaatsen_tot", "vacancy", "publish_until", cells.date),
)
COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = MappingProxyType(
    {"students": _STUDENTS, "companies": _COMPANIES, "vacancies": _VACANCIES}
)
# Numbers of citizens never come in, so neither does a column that is meant for them.
NEVER: Final = frozenset({"bsn", "burgerservicenummer", "sofinummer", "pgn", "persoonsgebondennummer"})


def plain(heading: str) -> str:
    """A heading as it is compared: no capitals, accents, spaces or signs."""
    letters = unicodedata.normalize("NFKD", heading.casefold())
    return re.sub(r"[^a-z0-9]", "", letters)

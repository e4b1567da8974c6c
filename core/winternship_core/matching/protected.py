"""Data that must never decide about a person is refused at the door, with the reason, in Dutch or in English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from winternship_core.matching.errors import ProtectedField
from winternship_core.text import Text

PERSON: Final = Text(
    nl="Wie iemand is mag een plaatsing nooit bepalen (feit FAIR-1).",
    en="Who somebody is may never decide about a placement (fact FAIR-1).",
)
AGE: Final = Text(
    nl="Leeftijd telt niet mee. Zet alleen 'minor' op yes of no; dat telt alleen voor de veiligheid.",
    en="Age does not count. Only set 'minor' to yes or no; it counts for safety alone.",
)
HEALTH: Final = Text(
    nl="Gezondheid en hulpvragen zijn privé. Wat iemand zelf niet wil of kan, staat in 'avoids'.",
    en="Health and support wishes are private. What a student does not want to do goes into 'avoids'.",
)
PLACE: Final = Text(
    nl="Een precies adres is niet nodig. Geef het midden van het postcodegebied in 'x_m' en 'y_m'.",
    en="An exact address is not needed. Give the centre of the postcode area in 'x_m' and 'y_m'.",
)
PAST: Final = Text(
    nl="Cijfers, verzuim en meningen van anderen zijn geen criterium.",
    en="Grades, absence and other people's opinions are not a criterion.",
)
CONTACT: Final = Text(
    nl="Contactgegevens zijn voor het plaatsen niet nodig.",
    en="Contact data are not needed for placing.",
)

_NAMES: Final = {
    PERSON: "name naam first_name voornaam last_name achternaam surname photo foto sex geslacht gender nationality"
    " nationaliteit country_of_birth geboorteland birthplace geboorteplaats origin afkomst ethnicity etniciteit"
    " skin_colour huidskleur mother_tongue moedertaal accent religion religie geloof belief levensbeschouwing politics"
    " politiek sexual_orientation seksuele_gerichtheid marital_status burgerlijke_staat family_state gezin parents"
    " ouders pregnancy zwangerschap benefits uitkering debts schulden criminal_record strafblad union vakbond"
    " social_media bsn class klas",
    AGE: "age leeftijd date_of_birth birth_date birthdate geboortedatum year_of_birth geboortejaar",
    HEALTH: "disability handicap beperking health gezondheid medical medisch diagnosis diagnose support_wish"
    " support_need ondersteuning hulpvraag",
    PLACE: "address adres street straat postcode postal_code zipcode pc6",
    PAST: "grade grades cijfer cijfers marks absence verzuim behaviour gedrag refusals afwijzingen opinion mening"
    " impression indruk motivation motivatie previous_employers",
    CONTACT: "email e_mail mail phone telefoon telephone mobile mobiel",
}
PROTECTED: Final = {name: why for why, names in _NAMES.items() for name in names.split()}


def refuse(name: str) -> ProtectedField | None:
    """The refusal of a field of this name, in any spelling; ``None`` when it is not protected."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    without_owner = re.sub(r"^(student|leerling|deelnemer)_", "", plain)
    why = PROTECTED.get(without_owner)
    return None if why is None else ProtectedField(name, why)


def check_names(names: Iterable[str]) -> None:
    """Raise :class:`ProtectedField` for the first protected name."""
    for name in names:
        refusal = refuse(name)
        if refusal:
            raise refusal

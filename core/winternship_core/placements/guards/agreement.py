"""Conditions for agreements: complete, frozen before anyone signs, and signed by every party that must."""

from __future__ import annotations

from typing import Any, Final

from winternship_core.placements.blocks import Block, missing_signatures, must_sign
from winternship_core.placements.guard import Asks, Assertion, Check, Effect, Guard, blocked
from winternship_core.placements.views import AgreementView
from winternship_core.text import Text

_CONTENTS: Final = Check[AgreementView](
    "contents",
    Text(
        "De overeenkomst is nog niet compleet (feit POK-3).",
        "The agreement is not complete yet (fact POK-3).",
    ),
    lambda seen, _: not seen.missing_contents,
)
# Who signs is part of the document, so it is settled before it is frozen.
_SIGNATORIES: Final[Check[AgreementView]] = blocked(
    Block.SIGNATURE,
    lambda seen, _: seen.signatories >= must_sign(minor_when_signing=seen.minor_when_signing),
)
_RECOGNISED: Final[Check[AgreementView]] = blocked(Block.RECOGNITION, lambda seen, _: seen.recognised)
_ALL_SIGNED: Final[Check[AgreementView]] = blocked(
    Block.SIGNATURE,
    lambda seen, _: not missing_signatures(seen.signed, minor_when_signing=seen.minor_when_signing),
)
# Ours to add: an agreement never ends under somebody who still works. The end of the placement ends it.
_OVER: Final = Check[AgreementView](
    "placement_over",
    Text(
        "Beëindig eerst de plaatsing; die beëindigt de overeenkomst.",
        "End the placement; that ends the agreement.",
    ),
    lambda seen, _: seen.placement_over,
)
_SIGNING: Final = (_CONTENTS, _SIGNATORIES, _RECOGNISED)

AGREEMENT: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("draft", "send to company to check data"): Guard[AgreementView](
        "company checks its own data before signing",
        checks=(
            Check(
                "company_contact",
                Text(
                    "Er is niemand bij het bedrijf die het kan nakijken.",
                    "There is nobody at the company who can check it.",
                ),
                lambda v, _: v.company_contact,
            ),
        ),
    ),
    ("company_check", "ask for change"): Guard[AgreementView]("comment", asks=Asks(text=True)),
    ("company_check", "send for signing"): Guard[AgreementView](
        "document frozen (hash); signatories fixed", checks=_SIGNING, does=(Effect.FREEZE,)
    ),
    ("draft", "send for signing"): Guard[AgreementView](
        "document frozen (hash); only if the company check is switched off",
        checks=(
            Check(
                "company_check",
                Text(
                    "Laat het bedrijf eerst zijn gegevens nakijken.", "Let the company check its data first."
                ),
                lambda v, _: not v.company_check,
            ),
            *_SIGNING,
        ),
        does=(Effect.FREEZE,),
    ),
    ("signing", "last signature"): Guard[AgreementView](
        "student, school, company; parent if under 18", checks=(_ALL_SIGNED, _RECOGNISED)
    ),
    ("signing", "record paper signing"): Guard[AgreementView](
        "signed scan uploaded, date, who recorded",
        checks=(
            Check(
                "scan",
                Text("De scan met handtekeningen ontbreekt.", "The scan with signatures is missing."),
                lambda v, _: v.scan,
            ),
            _ALL_SIGNED,
            _RECOGNISED,
        ),
        asks=Asks(date=True),
    ),
    ("signing", "refuse"): Guard[AgreementView](
        "reason; a new prefilled draft can be made", asks=Asks(text=True)
    ),
    ("signing", "recall"): Guard[AgreementView](
        "error found; new prefilled draft; parties told",
        asserted=(
            Assertion("parties_told", Text("De partijen weten ervan.", "The parties have been told.")),
        ),
        asks=Asks(text=True),
    ),
    ("active", "period over"): Guard[AgreementView](
        "",
        checks=(
            Check(
                "end_date",
                Text("De periode loopt nog.", "The period is not over yet."),
                lambda v, _: v.ends_on is not None and v.today >= v.ends_on,
            ),
            _OVER,
        ),
    ),
    ("active", "end early"): Guard[AgreementView](
        "rules of the agreement followed; date; who asked; recorded grounds",
        checks=(_OVER,),
        asserted=(
            Assertion(
                "rules_followed",
                Text("De regels van de overeenkomst zijn gevolgd.", "The agreement's rules were followed."),
            ),
        ),
        asks=Asks(codes="end_early", silent_with=frozenset({"illness"}), date=True, who=True),
    ),
}

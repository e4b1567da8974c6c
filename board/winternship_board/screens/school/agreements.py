"""Agreements as a list: where each stands, and per party whether it signed; nobody has to open one to know."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.school.labels import label
from winternship_board.screens.school.looking_up import companies, signatures, students
from winternship_board.screens.school.roles import STAFF
from winternship_board.screens.texts import text

STATES: Final = ("draft", "company_check", "signing", "active", "refused", "void", "ended", "terminated")
LIST: Final = Listing(
    "agreements",
    "agreement",
    (
        Column("student_name", label("placement", "student_name"), many=students),
        Column("company", label("placement", "organisation"), many=companies),
        Column("number", label("agreement", "number")),
        Column("state"),
        Column("signatures", text("sc_signatures"), many=signatures),
        Column("frozen_at", label("agreement", "frozen_at")),
    ),
    filters=(
        Filter(
            "state",
            choices=lambda ask: tuple(
                (one, ask.t.get(f"state_agreement_{one}") or ask.t[f"state_{one}"]) for one in STATES
            ),
        ),
    ),
    opens="agreement",
    empty=text("sc_agreements_empty"),
)
AGREEMENTS: Final = list_screen(LIST, text("sc_agreements_title"), STAFF)

"""Who may have the document of an agreement, and what they get: whoever sees its contents, in their own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from winternship_board.actors import Actor, Standing, standing
from winternship_board.agreement.paper import html_of, pdf_of
from winternship_board.agreement.sheet import sheet_of
from winternship_board.errors import BadValue, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.looking import note_look
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_core.text import Text

KIND: Final = "agreement"
LANGUAGES: Final = ("nl", "en")
FORMS: Final = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to show or to keep; ``name`` tells its number and version, never a person."""

    content: bytes
    content_type: str
    name: str
    document_hash: str


@in_one_go
def agreement_document(actor: Actor, pk: int, *, language: str = "nl", form: str = "html") -> Paper:
    """One version of an agreement as ``html`` or ``pdf``; a draft says that it is one.

    Who may: whoever sees the contents of the agreement; a look at a minor's is noted. Raises :class:`NotFound` alike
    for none and for not theirs, :class:`BadValue`, and :class:`NotPossible` for a PDF where none can be made.
    """
    for name, value, allowed in (("language", language, LANGUAGES), ("form", form, tuple(FORMS))):
        if value not in allowed:
            choice = ", ".join(allowed)
            raise BadValue(name, Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    who, row = visible_agreement(actor, pk)
    note_look(who, KIND, row)
    sheet = sheet_of(row, language)
    content = pdf_of(sheet) if form == "pdf" else html_of(sheet).encode()
    return Paper(content, FORMS[form], f"agreement-{sheet.reference}-{language}.{form}", row.document_hash)


def visible_agreement(actor: Actor, pk: int) -> tuple[Standing, Any]:
    """The row for whoever sees its contents; raises :class:`NotFound`."""
    who, row = standing(actor), fresh(kind_of(KIND), pk)
    if "contents" not in POLICY.require_visible(who, KIND, row):
        raise NotFound(KIND)
    return who, row

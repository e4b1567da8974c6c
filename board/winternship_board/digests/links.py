"""Links that work without logging in: signed by the host's secret, for one person and one purpose, telling nothing."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from winternship_board.errors import NotFound, NotPossible
from winternship_core.text import Text

STOP: Final = "winternship.board.mail.stop"
CONFIRM: Final = "winternship.board.mail.confirm"
CONFIRM_DAYS: Final = 7


def stop_link(person: int) -> str:
    """Where a person stops their mail; it does not expire, since a mail may be read years later."""
    return address("winternship-board-mail-stop", signing.dumps(person, salt=STOP))


def confirm_link(person: int, mail_address: str) -> str:
    """Where a person shows that an address is theirs, within a week."""
    token = signing.dumps([person, mail_address], salt=CONFIRM, compress=True)
    return address("winternship-board-mail-confirm", token)


def person_of_stop(token: str) -> int:
    """Whose mail a link stops; raises :class:`NotFound` for anything that we did not sign."""
    try:
        return int(signing.loads(token, salt=STOP))
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound("link") from None


def person_of_confirm(token: str) -> tuple[int, str]:
    """Whose address a link confirms, and which; raises :class:`NotFound`, also when the week is over."""
    try:
        person, mail_address = signing.loads(token, salt=CONFIRM, max_age=CONFIRM_DAYS * 24 * 3600)
        return int(person), str(mail_address)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound("link") from None


def address(name: str, *args: str) -> str:
    """A whole address of one of our pages; raises :class:`NotPossible` when the host does not say where it is."""
    origin = str(getattr(settings, "WINTERNSHIP_BOARD_URL", "") or getattr(settings, "PUBLIC_URL", ""))
    if not origin.startswith(("https://", "http://")):
        raise NotPossible(
            Text(
                nl="De instelling WINTERNSHIP_BOARD_URL ontbreekt: het adres van deze server, zoals"
                " https://stage.example.nl.",
                en="The setting WINTERNSHIP_BOARD_URL is missing: the address of this server, such as"
                " https://placements.example.nl.",
            )
        )
    return origin.rstrip("/") + reverse(name, args=args)

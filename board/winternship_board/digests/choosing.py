"""What a person sets about their mail: on or off, daily or weekly, language, for which roles, at which address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from winternship_board.actors import Actor, standing
from winternship_board.digests import links
from winternship_board.errors import BadValue, NotAllowed, NotFound
from winternship_board.models import ContactPerson, Guardian, MailSetting, Person, StudentProfile
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role
from winternship_core.text import Text

LANGUAGES: Final = ("nl", "en")
SUBJECT: Final = Text("Stagebord: klopt dit mailadres?", "Placement board: is this your address?")
QUESTION: Final = Text(
    "Iemand vraagt het stagebord om mail naar dit adres te sturen. Was jij dat? Open dan binnen een week deze link:",
    "Somebody asks the placement board to send mail to this address. Was it you? Then open this link within a week:",
)
IGNORE: Final = Text(
    "Was jij het niet? Dan hoef je niets te doen.", "Was it not you? Then you need not do anything."
)


@dataclass(frozen=True, slots=True)
class MailChoice:
    """A person's settings; ``address`` is where mail goes now, empty when the board knows none."""

    is_on: bool
    weekly: bool
    language: str
    off_roles: tuple[str, ...]
    address: str
    waits_for_confirmation: bool


def mail_choice(actor: Actor) -> MailChoice:
    """One's own settings; nobody sees another's. Raises :class:`NotAllowed` for who is no person."""
    person = _own(actor)
    row = MailSetting.objects.filter(person=person).first() or MailSetting(person_id=person)
    return MailChoice(
        is_on=row.is_on,
        weekly=row.weekly,
        language=row.language,
        off_roles=tuple(row.off_roles),
        address=row.address or known_addresses([person]).get(person, ""),
        waits_for_confirmation=bool(row.new_address),
    )


@in_one_go
def choose_mail(
    actor: Actor,
    *,
    is_on: bool | None = None,
    weekly: bool | None = None,
    language: str | None = None,
    off_roles: Collection[str] | None = None,
    address: str | None = None,
) -> MailChoice:
    """Change one's own settings; what is not given stays. Another address counts once it was confirmed from there.

    Raises :class:`NotAllowed`, :class:`BadValue`, and :class:`NotPossible` when no mail can be sent from here.
    """
    person = _own(actor)
    row, _ = MailSetting.objects.get_or_create(person_id=person)
    changes: dict[str, Any] = {
        name: value for name, value in (("is_on", is_on), ("weekly", weekly)) if value is not None
    }
    if language is not None:
        if language not in LANGUAGES:
            choice = ", ".join(LANGUAGES)
            raise BadValue("language", Text(f"kies uit: {choice}.", f"choose from: {choice}."))
        changes["language"] = language
    if off_roles is not None:
        changes["off_roles"] = _roles(off_roles)
    if address is not None:
        changes["new_address"] = _ask(person, address, language or row.language)
    MailSetting.objects.filter(pk=row.pk).update(**changes)
    return mail_choice(actor)


@in_one_go
def confirm_address(token: str) -> None:
    """The answer to the mail that asked: from now on this is the address. Raises :class:`NotFound`."""
    person, mail_address = links.person_of_confirm(token)
    asked = MailSetting.objects.filter(person=person, new_address=mail_address)
    if not asked.update(address=mail_address, new_address=""):
        raise NotFound("link")


@in_one_go
def stop_mail(token: str) -> None:
    """Switch a person's mail off by the link in it, without a login; raises :class:`NotFound`. Safe to do twice."""
    person = links.person_of_stop(token)
    if not Person.objects.filter(pk=person).exists():
        raise NotFound("link")
    MailSetting.objects.update_or_create(person_id=person, defaults={"is_on": False})


def known_addresses(people: Collection[int]) -> dict[int, str]:
    """The addresses that the school or company gave, of a student, a guardian or a contact; the first that is there."""
    found: dict[int, str] = {}
    for model in (StudentProfile, Guardian, ContactPerson):
        rows: Any = model._default_manager.filter(person__in=people).exclude(email="").order_by("pk")
        for person, email in rows.values_list("person", "email"):
            found.setdefault(person, email)
    return found


def _own(actor: Actor) -> int:
    who = standing(actor)
    if who.person_id is None:
        raise NotAllowed(who.role, "have mail", "board")
    return who.person_id


def _roles(codes: Collection[str]) -> list[str]:
    known = {*Role} - {Role.SYSTEM}
    if not set(codes) <= known:
        choice = ", ".join(sorted(known))
        raise BadValue("off_roles", Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    return sorted(codes)


def _ask(person: int, mail_address: str, language: str) -> str:
    """Send the question to a new address; an empty one goes back to the address the board knows."""
    if not mail_address:
        MailSetting.objects.filter(person=person).update(address="")
        return ""
    try:
        validate_email(mail_address)
    except ValidationError:
        raise BadValue("address", Text("is geen mailadres.", "is no mail address.")) from None
    link = links.confirm_link(person, mail_address)
    body = "\n\n".join((QUESTION.in_language(language), link, IGNORE.in_language(language)))
    EmailMultiAlternatives(SUBJECT.in_language(language), body, to=[mail_address]).send()
    return mail_address

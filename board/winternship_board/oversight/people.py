"""Who is known to the board and which roles they hold, by the names that their platform gave; no content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import recording
from winternship_board.actors import Actor, Standing
from winternship_board.errors import BadValue, NotFound, NotPossible
from winternship_board.looking import Seen
from winternship_board.models import Membership, Person
from winternship_board.oversight.paging import page_of, require_admin
from winternship_board.pages import Page
from winternship_board.people import LINK_ISSUER, end_role
from winternship_board.privacy import erase_person
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.placements import Role
from winternship_core.text import Text

ROLE_FILTERS: Final = {
    "id": "pk",
    "role": "role",
    "region": "region",
    "organisation": "organisation",
    "person": "person",
}
_LAST: Final = Text(
    "Dit is de laatste beheerder. Geef eerst een ander die rol.",
    "This is the last administrator. Give somebody else that role first.",
)


def held_roles(
    actor: Actor,
    *,
    text: str = "",
    where: Mapping[str, object] | None = None,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """The roles that people hold now, by membership. Who may: an administrator."""
    require_admin(actor, "read", "roles")
    rows = Membership.objects.filter(ended_at=None).select_related("person", "organisation")
    if text.strip():
        rows = rows.filter(person__subject__icontains=text.strip())
    return page_of(rows, _held, ROLE_FILTERS, where=where, sort=sort, after=after, limit=limit)


def people(
    actor: Actor,
    *,
    text: str = "",
    where: Mapping[str, object] | None = None,
    sort: str = "newest",
    after: str = "",
    limit: int = 50,
) -> Page[Seen]:
    """Everybody the board knows, by the name their platform gave. Who may: an administrator."""
    require_admin(actor, "read", "people")
    rows = Person.objects.exclude(issuer=LINK_ISSUER).prefetch_related("memberships", "students")
    if text.strip():
        rows = rows.filter(subject__icontains=text.strip())
    return page_of(rows, _person, {"id": "pk"}, where=where, sort=sort, after=after, limit=limit)


@in_one_go
def end_held(actor: Actor, membership: int) -> None:
    """End a role, and raise, as :func:`.people.end_role` does; but the last administrator keeps theirs."""
    require_admin(actor, "end", "role")
    row = Membership.objects.filter(pk=membership, ended_at=None).first()
    if row is None:
        raise NotFound("role")
    if row.role == Role.ADMIN:
        _require_another(row.person_id)
    end_role(actor, membership)


@in_one_go
def erase(actor: Actor, person: int, reason: str) -> dict[str, int]:
    """Erase a person who asked for it, and write down by whom and why; raises as :func:`.privacy.erase_person`."""
    who = require_admin(actor, "erase", "person")
    _require_reason(reason)
    if person == who.person_id:
        raise NotPossible(
            Text("Jezelf wissen doet een andere beheerder.", "Another administrator erases you.")
        )
    done = erase_person(actor, person)
    _note(who, person, reason)
    return done


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise BadValue("reason", Text("schrijf hoe en wanneer het gevraagd is.", "write how it was asked."))
    check_text("reason", reason)


def _note(who: Standing, person: int, reason: str) -> None:
    recording.noted(who, "person", person, "erase", reason[:500])


def _require_another(person: int) -> None:
    others = Membership.objects.filter(role=Role.ADMIN, ended_at=None).exclude(person=person)
    if not others.exists():
        raise NotPossible(_LAST)


def _held(row: Membership) -> Seen:
    house = row.organisation
    fields = {
        "subject": row.person.subject,
        "person": row.person_id,
        "role": row.role,
        "organisation": (house.trade_name or house.name) if house else "",
        "region": row.region or (house.region if house else ""),
        "granted_at": row.granted_at,
    }
    return Seen("role", row.pk, 1, fields, ())


def _person(row: Person) -> Seen:
    held: list[Membership] = sorted(row.memberships.all(), key=lambda one: one.pk)
    roles = [one.role for one in held if one.ended_at is None]
    if row.students.all():
        roles.append(Role.STUDENT)
    fields = {"subject": row.subject, "issuer": row.issuer, "created_at": row.created_at, "roles": roles}
    return Seen("person", row.pk, 1, fields, ())

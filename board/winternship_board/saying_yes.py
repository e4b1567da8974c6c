"""Small things said beside a life cycle: a yes to an extra, an order of wishes, a rule set aside, still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from winternship_board import clock, recording
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import BadValue, NotAllowed, NotPossible, StaleVersion
from winternship_board.kinds import kind_of
from winternship_board.locking import lock
from winternship_board.models import BlockedPair, Consent, Person, Vacancy, Wish
from winternship_board.moving import Moved
from winternship_board.pictures.words import warned
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.placements import Role, Said
from winternship_core.placements.codes import require_code
from winternship_core.placements.permissions import Relation
from winternship_core.placements.retention import months_earlier
from winternship_core.text import Text

MOST_WISHES: Final = 50


@in_one_go
def give_consent(actor: Actor, student: int, purpose: str, *, given: bool, text_version: str) -> None:
    """Record a yes or its end for an extra; the student's own word, or a guardian's under 16 (fact PRI-1).

    A placement never rests on it. Nobody else can say it for them.
    """
    who, row = _near(actor, "student", student, {Role.STUDENT, Role.GUARDIAN}, "consent")
    under16 = row.adult_on is not None and clock.today() < months_earlier(row.adult_on, 24)
    if (who.role is Role.GUARDIAN) != under16:
        raise NotAllowed(who.role, "consent", "student")
    require_code("consent", purpose)
    Consent.objects.create(
        student=row, purpose=purpose, given=given, text_version=text_version[:20], at=clock.now()
    )


@in_one_go
def set_wishes(actor: Actor, student: int, vacancies: Sequence[int]) -> None:
    """Put the student's wishes in this order, the first choice first; only vacancies that are published."""
    _, row = _near(actor, "student", student, {Role.STUDENT, Role.COORDINATOR}, "rank wishes")
    wanted = list(dict.fromkeys(vacancies))
    known = Vacancy.objects.filter(pk__in=wanted, state__in=["published", "filled", "paused"])
    if len(wanted) > MOST_WISHES or known.count() != len(wanted):
        limit = Text(
            f"hooguit {MOST_WISHES} vacatures die openstaan.", f"at most {MOST_WISHES} published vacancies."
        )
        raise BadValue("vacancies", limit)
    Wish.objects.filter(student=row).delete()
    Wish.objects.bulk_create(
        Wish(student=row, vacancy_id=pk, rank=rank) for rank, pk in enumerate(wanted, start=1)
    )


@in_one_go
def block_pair(actor: Actor, student: int, organisation: int, reason: str = "") -> None:
    """A student and a company that do not go together; the student's own word, or the coordinator's with a reason."""
    _, row = _near(actor, "student", student, {Role.STUDENT, Role.COORDINATOR}, "block a pair")
    check_text("reason", reason)
    BlockedPair.objects.update_or_create(
        student=row, organisation_id=organisation, defaults={"reason": reason[:300]}
    )


@in_one_go
def waive_criteria(actor: Actor, application: int, reason: str, *, version: int) -> Moved:
    """Let a student apply although a hard criterion is not met: a coordinator's written reason, kept (domain D.5).

    It sets aside criteria of fit, never one of the four blocks, which are judged again at every later step.
    """
    who, row = _near(actor, "application", application, {Role.COORDINATOR}, "waive criteria")
    if row.version != version:
        raise StaleVersion("application", version, row.version)
    if row.state != "draft":
        raise NotPossible(Text("Dit kan alleen bij een concept.", "Only a draft can be waived."), ["draft"])
    check_text("reason", reason)
    if not reason.strip() or warned(reason):
        raise BadValue("reason", Text("noem een reden in het werk.", "give a reason in the work."))
    changes = {"waived_by": Person.objects.get(pk=who.person_id or 0), "waived_because": reason[:500]}
    event = recording.changed(who, "application", row, changes, "waive criteria", said=Said(override=reason))
    return Moved("application", row.pk, row.state, row.version, event.pk)


@in_one_go
def still_open(actor: Actor, vacancy: int, *, version: int) -> Moved:
    """The company's sign of life: the vacancy stays published for another sixty days."""
    who, row = _near(actor, "vacancy", vacancy, {Role.COMPANY, Role.BROKER}, "say it is open")
    if row.version != version:
        raise StaleVersion("vacancy", version, row.version)
    event = recording.changed(who, "vacancy", row, {"sign_of_life": clock.today()}, "still open")
    return Moved("vacancy", row.pk, row.state, row.version, event.pk)


@in_one_go
def handle_signal(actor: Actor, signal: int, handler: int | None, *, close: bool = False) -> None:
    """Put someone on a case, or close it; the confidential contact of the school alone."""
    who, row = _near(actor, "signal", signal, {Role.CONFIDANT}, "handle")
    changes: dict[str, Any] = {"handler": Person.objects.filter(pk=handler or 0).first()}
    if close:
        changes |= {"state": "closed", "closed_on": clock.today()}
    recording.changed(who, "signal", row, changes, "close" if close else "handle")


def _near(actor: Actor, kind: str, pk: int, roles: set[Role], action: str) -> tuple[Standing, Any]:
    """The row, locked, for someone in one of these roles who acts on it; the system always may."""
    who, row = standing(actor), lock(kind_of(kind), pk)
    POLICY.require_visible(who, kind, row)
    if who.role is Role.SYSTEM:
        return who, row
    near = POLICY.relation(who, kind, row)
    if (
        who.role not in roles
        or near > Relation.REGION
        or not POLICY.permissions.may_act(who.role, kind, near)
    ):
        raise NotAllowed(who.role, action, kind)
    return who, row

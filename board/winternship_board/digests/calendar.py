"""A person's dates as a calendar (RFC 5545): starts and ends, talks, days to answer by. Companies' names, no people's.

A calendar program may keep its copy anywhere in the world, so the events say which placement and which company, and
whose placement it is stays on the board.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Q

from winternship_board import clock
from winternship_board.actors import Standing, standing
from winternship_board.agreement.words import contact
from winternship_board.digests.feeds import actor_of_feed
from winternship_board.errors import NotPossible
from winternship_board.models import Application, ContactMoment, Event, Placement
from winternship_board.scopes import listable
from winternship_core.placements import Role
from winternship_core.text import Text

PAST, AHEAD = dt.timedelta(90), dt.timedelta(730)
MOST: Final = 1000
DOMAIN: Final = "winternship.board"
GONE: Final = ("cancelled", "rejected")
NAME: Final = Text("Stagebord", "Placement board")
STARTS: Final = Text(
    "Stage begint: {company} (plaatsing {pk})", "Placement starts: {company} (placement {pk})"
)
ENDS: Final = Text("Stage eindigt: {company} (plaatsing {pk})", "Placement ends: {company} (placement {pk})")
TALK: Final = Text(
    "Gesprek ({what}): {company} (plaatsing {pk})", "Talk ({what}): {company} (placement {pk})"
)
ANSWER: Final = Text("Antwoord geven op een sollicitatie: {title}", "Answer an application: {title}")
OFFER: Final = Text("Aanbod van {company} verloopt", "Offer of {company} expires")


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in the calendar. ``uid`` never changes; ``sequence`` goes up with each change of its object."""

    uid: str
    kind: str
    pk: int
    sequence: int
    on: dt.date
    summary: str
    is_cancelled: bool


def calendar_of(secret: str) -> bytes:
    """The calendar behind a secret address.

    Raises :class:`NotFound` when the address does not work (any more), :class:`NotPossible` without ``icalendar``.
    """
    actor, language = actor_of_feed(secret)
    entries = sorted(entries_of(standing(actor), language), key=lambda one: (one.on, one.uid))
    return _written(entries[:MOST], language)


def entries_of(who: Standing, language: str) -> Iterator[Entry]:
    """The dates of the objects that this person may list, from three months back to two years ahead."""
    today = clock.today()
    window = (today - PAST, today + AHEAD)
    yield from _placements(who, language, window)
    yield from _talks(who, language, window)
    yield from _deadlines(who, language, window)


def _placements(who: Standing, language: str, window: tuple[dt.date, dt.date]) -> Iterator[Entry]:
    near = Q(starts_on__range=window) | Q(ends_on__range=window)
    rows = Placement.objects.filter(listable(who, "placement") & near).exclude(state="proposed")
    for row in rows.select_related("organisation").distinct():
        said = {"company": row.organisation.trade_name or row.organisation.name, "pk": row.pk}
        for which, on, text in (("start", row.starts_on, STARTS), ("end", row.ended_on or row.ends_on, ENDS)):
            if on is not None:
                yield Entry(
                    uid=f"placement-{row.pk}-{which}@{DOMAIN}",
                    kind="placement",
                    pk=row.pk,
                    sequence=row.version - 1,
                    on=on,
                    summary=text.in_language(language).format(**said),
                    is_cancelled=row.state in GONE,
                )


def _talks(who: Standing, language: str, window: tuple[dt.date, dt.date]) -> Iterator[Entry]:
    rows = ContactMoment.objects.filter(listable(who, "contact_moment"), planned_on__range=window)
    for row in rows.select_related("placement__organisation").distinct():
        company = row.placement.organisation
        said = {
            "what": contact({"kind": row.kind, "mode": row.mode}, language),
            "company": company.trade_name or company.name,
            "pk": row.placement_id,
        }
        yield Entry(
            uid=f"talk-{row.pk}@{DOMAIN}",
            kind="contact_moment",
            pk=row.pk,
            sequence=row.version - 1,
            on=row.held_on or row.planned_on,
            summary=TALK.in_language(language).format(**said),
            is_cancelled=row.state == "missed" or row.placement.state in GONE,
        )


def _deadlines(who: Standing, language: str, window: tuple[dt.date, dt.date]) -> Iterator[Entry]:
    mine = Application.objects.filter(listable(who, "application")).select_related("vacancy", "organisation")
    if who.role is Role.COMPANY:
        for row in mine.filter(reply_due_on__range=window).distinct():
            summary = ANSWER.in_language(language).format(title=row.vacancy.title)
            is_over = row.state not in {"submitted", "in_talks"}
            yield _deadline(row, "answer", row.reply_due_on, summary, is_over=is_over)
    elif who.role is Role.STUDENT:
        for row in mine.filter(offer_expires_on__range=window).distinct():
            company = row.organisation.trade_name or row.organisation.name
            summary = OFFER.in_language(language).format(company=company)
            yield _deadline(row, "offer", row.offer_expires_on, summary, is_over=row.state != "offered")


def _deadline(row: Any, what: str, on: Any, summary: str, *, is_over: bool) -> Entry:
    return Entry(
        uid=f"{what}-{row.pk}@{DOMAIN}",
        kind="application",
        pk=row.pk,
        sequence=row.version - 1,
        on=on,
        summary=summary,
        is_cancelled=is_over,
    )


def _written(entries: list[Entry], language: str) -> bytes:
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ImportError:
        raise NotPossible(
            Text(
                nl='Een agenda kan hier niet. Voor de beheerder: pip install "winternship[documents]".',
                en='There can be no calendar here. For the administrator: pip install "winternship[documents]".',
            )
        ) from None
    book = icalendar.Calendar()
    book.add("prodid", f"-//winternship//placement board//{language.upper()}")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", NAME.in_language(language))
    book.add("refresh-interval", dt.timedelta(hours=6), parameters={"value": "DURATION"})
    changed = _changed_at(entries)
    for one in entries:
        event = icalendar.Event()
        event.add("uid", one.uid)
        event.add("sequence", one.sequence)
        stamp = changed.get((one.kind, one.pk), dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        event.add("dtstamp", stamp.astimezone(dt.UTC).replace(microsecond=0))
        event.add("dtstart", one.on)
        event.add("dtend", one.on + dt.timedelta(1))
        event.add("summary", one.summary)
        event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        book.add_component(event)
    written: bytes = book.to_ical()
    return written


def _changed_at(entries: list[Entry]) -> dict[tuple[str, int], dt.datetime]:
    """When each object last changed: the stamp of its entries, so that the same dates are the same bytes."""
    found: dict[tuple[str, int], dt.datetime] = {}
    for kind in sorted({one.kind for one in entries}):
        ids = [one.pk for one in entries if one.kind == kind]
        rows = Event.objects.filter(kind=kind, object_id__in=ids).values_list("object_id").annotate(Max("at"))
        found |= {(kind, pk): at for pk, at in rows.order_by()}
    return found

"""The connector ``caldav``: placements and visits as events in one shared calendar (RFC 4791, 5545, 6578)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from winternship_connectors.calendars import fields as wanted
from winternship_connectors.calendars.dav import C, Calendar, D, Item, multistatus
from winternship_connectors.calendars.events import Names, event_of, read, uid_of, written
from winternship_connectors.calendars.schema import CONFIG
from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Cursor,
    Fields,
    Idempotency,
    Link,
    Observed,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.errors import Conflict, Rejected, Retry
from winternship_connectors.planning import brought, taken
from winternship_connectors.records import Record

_WRONG_PLACE: Final = CheckResult(
    False,
    "Op dit adres staat geen agenda. Kopieer het CalDAV-adres van één agenda, niet dat van de hele server.",
    "There is no calendar at this address. Copy the CalDAV address of one calendar, not that of the whole server.",
)
_READ_ONLY: Final = CheckResult(
    False,
    "Deze gebruiker mag in de agenda lezen, maar niet schrijven.",
    "This user may read the calendar, but not write in it.",
)
_NO_EVENTS: Final = CheckResult(
    False,
    "Deze agenda neemt geen afspraken aan. Misschien is het een takenlijst.",
    "This calendar takes no events. Perhaps it is a list of tasks.",
)
_GOOD: Final = CheckResult(
    True, "De agenda is er, en wij mogen erin.", "The calendar is there, and admits us."
)
_JUST_NOW: Final = "PUT: it was changed there at this very moment"
_MAY_WRITE: Final = {f"{D}all", f"{D}write", f"{D}bind", f"{D}write-content"}


class CaldavConnector:
    """Keeps one event for each placement and each visit; every other event in the calendar is left alone."""

    id: ClassVar[str] = "caldav"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.UPSERT, Capability.DELETE, Capability.OBSERVE, Capability.DELTA}
    )
    idempotency: ClassVar[Idempotency] = Idempotency.NATURAL
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def check(self, context: Context) -> CheckResult:
        """Ask what is at the address, and whether we may write there; nothing changes."""
        not_there = {*range(300, 400), 400, 404, 405, 410, 415, 501}
        try:
            root = multistatus(Calendar(context).about(not_there))
        except Retry as error:
            if error.status not in {*range(200, 300), *not_there}:
                raise
            return _WRONG_PLACE
        if root.find(f".//{D}resourcetype/{C}calendar") is None:
            return _WRONG_PLACE
        takes = {one.get("name") for one in root.iter(f"{C}comp")}
        if takes and "VEVENT" not in takes:
            return _NO_EVENTS
        rights = {one.tag for one in root.iterfind(f".//{D}privilege/*")}
        return _READ_ONLY if rights and not rights & _MAY_WRITE else _GOOD

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """An event for the period and one for each visit; those that must not be there (any more) are deleted."""
        told = dict(wanted.parts(record, settings)) if record is not None else {}
        rev = record.rev if record is not None else 0
        planned = [brought(object_id, part, one, links.get(part), rev) for part, one in told.items()]
        planned += [taken(object_id, part, link, rev) for part, link in links.items() if part not in told]
        return [action for some in planned for action in some]

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Write or delete one event. Raises Conflict when somebody changed it there since our link."""
        calendar, uid = Calendar(context), _uid(context, action)
        name = action.link.remote_id if action.link else f"{uid}.ics"
        if action.verb is Verb.DELETE:
            answer = calendar.send("DELETE", name, expect={404, 410})
            return Receipt(name, status=answer.status)
        # Nearly always there is no event yet; the answer 412 tells when there is.
        there = None if action.verb is Verb.CREATE else _get(calendar, name)
        if there is None:
            made = _put(calendar, name, _bytes(context, action), {"If-None-Match": "*"})
            if made is not None:
                return made
            there = _get(calendar, name)
        if there is None:
            raise Retry(_JUST_NOW, status=412)
        return _over(context, action, there)

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """Every event, or what changed since the cursor. Of events that are not ours only that they are there."""
        calendar, names = Calendar(context), Names(context.settings.site)
        items, token = (calendar.changes(cursor) if cursor else None) or calendar.all_events()
        for item in items:
            yield _observed(item, names)
        yield Cursor(token)


def _over(context: Context, action: Action, there: Item) -> Receipt:
    """Replace what is there, unless somebody changed it since we looked. Without a link it is ours by its UID."""
    event = event_of(there.data)
    if event is not None and uid_of(event) != _uid(context, action):
        raise Rejected("PUT: another event stands at the address of ours")
    remote = read(event) if event is not None else {}
    if remote == action.fields:
        return Receipt(there.name, there.etag, 200)
    if action.link and action.link.etag not in {"", there.etag}:
        raise Conflict("PUT: it was changed there", remote=remote, etag=there.etag, status=412)
    condition = {"If-Match": there.etag} if there.etag else {}
    done = _put(Calendar(context), there.name, _bytes(context, action, there.data), condition)
    if done is None:
        raise Retry(_JUST_NOW, status=412)
    return done


def _uid(context: Context, action: Action) -> str:
    return Names(context.settings.site).uid(action.object_id, action.part)


def _bytes(context: Context, action: Action, there: bytes = b"") -> bytes:
    return written(action.fields, _uid(context, action), action.rev, context.now(), there)


def _put(calendar: Calendar, name: str, body: bytes, condition: Mapping[str, str]) -> Receipt | None:
    """Write an event; None when the condition does not hold (412)."""
    headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
    answer = calendar.send("PUT", name, headers=headers, body=body, expect={409, 412})
    if answer.status == 412:
        return None
    if answer.status == 409 and b"no-uid-conflict" in answer.body:  # [RFC 4791 5.3.2.1]
        raise Rejected("PUT: the calendar has this event at another address; was it moved there?", status=409)
    if answer.status == 409:
        raise Retry("PUT: the calendar itself is not there", status=409)
    etag = answer.headers.get("etag", "")
    if not etag:  # the server changed what we sent, so that only a look tells its version [RFC 4791 5.3.4]
        stored = _get(calendar, name)
        if stored is None or (answer.status not in {201, 204} and not _same(stored.data, body)):
            raise Retry(
                "PUT: the answer is none of a calendar, and the event is not there", status=answer.status
            )
        etag = stored.etag
    return Receipt(name, etag, answer.status)


def _same(one: bytes, other: bytes) -> bool:
    first, second = event_of(one), event_of(other)
    return first is not None and second is not None and read(first) == read(second)


def _get(calendar: Calendar, name: str) -> Item | None:
    answer = calendar.send("GET", name, expect={404, 410})
    return Item(name, answer.headers.get("etag", ""), answer.body) if answer.status == 200 else None


def _observed(item: Item, names: Names) -> Observed:
    if item.gone:  # only its name is left, which is its UID where we made it
        return Observed(item.name, *names.whose(item.name.removesuffix(".ics")))
    event = event_of(item.data)
    object_id, part = names.whose(uid_of(event)) if event is not None else ("", "")
    told: Fields = read(event) if event is not None and object_id else {}
    return Observed(item.name, object_id, part, item.etag, told)

"""Connectors for the notice board that each do one thing wrong, as a first version easily does."""

from __future__ import annotations

import itertools
import json
import logging
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.connectors.acceptance.notices import PART, NoticeConnector
from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Cursor,
    Idempotency,
    Link,
    Observed,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.errors import AuthFailed, Rejected, Retry, Throttled
from winternship_connectors.http import Answer
from winternship_connectors.planning import brought
from winternship_connectors.records import Record

Links = Mapping[str, Link]
GOOD = CheckResult(True, "Goed.", "Good.")
number = itertools.count(1)


class HidesItsEyes(NoticeConnector):
    """Can look, and does not declare it: five points would not be asked."""

    capabilities = frozenset({Capability.UPSERT, Capability.DELETE})


class ChecksNothing(NoticeConnector):
    def check(self, context: Context) -> CheckResult:
        return GOOD


class ChecksByWriting(NoticeConnector):
    def check(self, context: Context) -> CheckResult:
        self.send(context, "PUT", "/notices/test", told={"company": "A test"})
        return GOOD


class ReadsAFileToPlan(NoticeConnector):
    def plan(
        self, settings: Settings, record: Record | None, links: Links, object_id: str
    ) -> Sequence[Action]:
        Path(__file__).read_text(encoding="utf-8")
        return super().plan(settings, record, links, object_id)


class PlansTheMoment(NoticeConnector):
    def plan(
        self, settings: Settings, record: Record | None, links: Links, object_id: str
    ) -> Sequence[Action]:
        told = {"company": "any", "at": next(number)}
        return brought(object_id, PART, told, links.get(PART))


class PostsWhatItPuts(NoticeConnector):
    """Each request makes a new notice."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        return super().apply(context, replace(action, object_id=f"{action.object_id}-{next(number)}"), key)


class ForgetsKeys(PostsWhatItPuts):
    """It says that the target knows a repetition by its key, and sends none."""

    capabilities = frozenset({Capability.UPSERT, Capability.DELETE})
    idempotency = Idempotency.KEY
    observe = None  # type: ignore[assignment]


class MakesAnewWhatChanged(NoticeConnector):
    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        if action.verb is Verb.UPDATE:
            super().apply(context, replace(action, verb=Verb.DELETE), key)
            action = replace(action, object_id=f"{action.object_id}-{action.rev}", link=None)
        return super().apply(context, action, key)


class DeletesOnce(NoticeConnector):
    def send(self, context: Context, method: str, path: str, **more: Any) -> Answer:
        more["expect"] = {412}
        return super().send(context, method, path, **more)


class Hurries(NoticeConnector):
    """Tries again when it likes, whatever the target asks."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        try:
            return super().apply(context, action, key)
        except Throttled as error:
            raise Retry(str(error), status=429) from error


class ReadsNoDate(NoticeConnector):
    """Knows the time to wait as seconds only."""

    def send(self, context: Context, method: str, path: str, **more: Any) -> Answer:
        more["expect"] = {*more.get("expect", ()), 429}
        answer = super().send(context, method, path, **more)
        if answer.status == 429:
            told = answer.headers.get("retry-after", "")
            raise Throttled("slow down", after=float(told) if told.isdigit() else None, status=429)
        return answer


class TrustsEveryAnswer(NoticeConnector):
    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        at = f"/notices/{action.object_id}"
        return Receipt(
            action.object_id, status=self.send(context, "PUT", at, told=dict(action.fields)).status
        )


class FallsOverAPage(NoticeConnector):
    """What it cannot read ends it."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        answer = self.send(context, "PUT", f"/notices/{action.object_id}", told=dict(action.fields))
        return Receipt(action.object_id, json.loads(answer.body)["version"])


class TakesAnyPageForEmpty(NoticeConnector):
    def page(self, context: Context, number: int) -> Any:
        try:
            return super().page(context, number)
        except Retry:
            return {"notices": [], "more": False}


class NeverGivesUp(NoticeConnector):
    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        try:
            return super().apply(context, action, key)
        except Rejected as error:
            raise Retry(str(error), status=error.status) from error


class SaysNotWhy(NoticeConnector):
    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        try:
            return super().apply(context, action, key)
        except Rejected as error:
            raise Rejected("400", status=error.status) from error


class BlamesThePlacement(NoticeConnector):
    """Takes a refused credential for a placement that is not good."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        try:
            return super().apply(context, action, key)
        except AuthFailed as error:
            raise Rejected(f"{error}; this placement is not taken", status=error.status) from error


class SeesWhatItSent(NoticeConnector):
    """Tells what was sent in the place of what is there."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        self.__dict__.setdefault("sent", {})[action.object_id] = action.fields
        return super().apply(context, action, key)

    def observed(self, one: Mapping[str, Any]) -> Observed:
        seen = super().observed(one)
        return replace(seen, fields=self.__dict__.get("sent", {}).get(one["id"], seen.fields))


class Overwrites(NoticeConnector):
    """Tells versions, and asks nobody for them."""

    def send(self, context: Context, method: str, path: str, **more: Any) -> Answer:
        more.pop("etag", None)
        return super().send(context, method, path, **more)


class RemembersWhatWasThere(NoticeConnector):
    """Keeps its own list of what is there, which nobody else's deletion reaches."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        receipt = super().apply(context, action, key)
        kept = Observed(receipt.remote_id, action.object_id, PART, receipt.etag, action.fields)
        self.__dict__.setdefault("kept", {})[action.object_id] = kept
        return receipt

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        yield from self.__dict__.get("kept", {}).values()
        yield Cursor("")


class ClearsTheBoard(NoticeConnector):
    """Deletes all when one has to go."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        if action.verb is Verb.DELETE:
            for one in list(super().observe(context, "")):
                if isinstance(one, Observed):
                    self.send(context, "DELETE", f"/notices/{one.remote_id}")
        return super().apply(context, action, key)


class TakesAllForOurs(NoticeConnector):
    def observed(self, one: Mapping[str, Any]) -> Observed:
        return replace(super().observed(one), object_id=one["id"], part=PART)


class ReadsOnePage(NoticeConnector):
    def page(self, context: Context, number: int) -> Any:
        return {**super().page(context, number), "more": False}


class TellsItTwice(NoticeConnector):
    """Does not mind that pages shift."""

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        number, more = 1, True
        while more:
            page = self.page(context, number)
            yield from map(self.observed, page["notices"])
            number, more = number + 1, page["more"]
        yield Cursor("")


class BelievesAnyCursor(NoticeConnector):
    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        return iter([Cursor(cursor)]) if cursor else super().observe(context, cursor)


class WritesAscii(NoticeConnector):
    def send(self, context: Context, method: str, path: str, *, told: Any = None, **more: Any) -> Answer:
        if told:
            told = {name: str(one).encode("ascii", "ignore").decode() for name, one in told.items()}
        return super().send(context, method, path, told=told, **more)


class TellsWhatItWasTold(NoticeConnector):
    """Puts the target's own words into the error, and they name the student."""

    def send(self, context: Context, method: str, path: str, **more: Any) -> Answer:
        answer = super().send(context, method, path, **{**more, "expect": {*more.get("expect", ()), 400}})
        if answer.status == 400:
            raise Rejected(f"the board said: {answer.body.decode()}", status=400)
        return answer


class LogsItsToken(NoticeConnector):
    def check(self, context: Context) -> CheckResult:
        logging.getLogger("notices").debug("checked with %s", context.secrets["token"])
        return super().check(context)


class NamesTheStudent(NoticeConnector):
    """Puts the student's number in the address."""

    def plan(
        self, settings: Settings, record: Record | None, links: Links, object_id: str
    ) -> Sequence[Action]:
        found = super().plan(settings, record, links, object_id)
        student = record.student.number if record else ""
        return [replace(one, fields={**one.fields, "student": student}) for one in found]

    def send(self, context: Context, method: str, path: str, *, told: Any = None, **more: Any) -> Answer:
        path += f"?student={told['student']}" if told and "student" in told else ""
        return super().send(context, method, path, told=told, **more)


class AsksWhilePlanning(NoticeConnector):
    """Looks at the target to plan, so that a dry run is none."""

    def plan(
        self, settings: Settings, record: Record | None, links: Links, object_id: str
    ) -> Sequence[Action]:
        with suppress(OSError):
            urllib.request.urlopen(f"{settings.config['url']}/notices?page=1", timeout=5).close()
        return super().plan(settings, record, links, object_id)


class RenamesASetting(NoticeConnector):
    config_schema = {
        **NoticeConnector.config_schema,
        "required": ["address", "token"],
        "properties": {
            "address": NoticeConnector.config_schema["properties"]["url"],
            "token": NoticeConnector.config_schema["properties"]["token"],
        },
    }


class KeepsItsActionInItself(NoticeConnector):
    """Two threads with one of it use each other's."""

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        self.action = action
        time.sleep(0.05)
        return super().apply(context, self.action, key)


class OnlySaysItDeleted(NoticeConnector):
    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        if action.verb is Verb.DELETE:
            return Receipt(action.object_id, status=204)
        return super().apply(context, action, key)

"""The connector ``oeapi``: the Open Education API, experimental. The coupling for placements (OKB) is a draft, and
none is claimed.

All ids are ours and stay the same, so a repetition leaves one object. Neither version can delete: a placement that
is cancelled becomes so there, and what leaves the board stays there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

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
from winternship_connectors.errors import Rejected, Retry, Unknown
from winternship_connectors.oeapi.calling import call, parsed
from winternship_connectors.oeapi.schema import CONFIG
from winternship_connectors.oeapi.version5 import FIVE
from winternship_connectors.oeapi.version6 import SIX
from winternship_connectors.oeapi.versions import Version
from winternship_connectors.planning import brought
from winternship_connectors.records import Record

_VERSIONS: Final[Mapping[str, Version]] = {"6": SIX, "5": FIVE}
_NEVER: Final = "00000000-0000-0000-0000-000000000000"


class OeapiConnector:
    """Writes the parts of a placement in the version that is set, and looks at all of them."""

    id: ClassVar[str] = "oeapi"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.OBSERVE})
    idempotency: ClassVar[Idempotency] = Idempotency.NATURAL
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """Version 5 has no place beside the block of a consumer where the student's number may be written."""
        if config.get("version") == "5" and not config.get("consumer_key"):
            return {"consumer_key": "version 5 needs it: the student's number goes along in this block"}
        return {}

    def check(self, context: Context) -> CheckResult:
        """Ask for an organisation that nobody has: 404 shows that the address and the token are good."""
        where = _version(context.settings).organisations
        answer = call(context, "GET", f"/{where}/{_NEVER}", expect={404})
        if answer.status != 404:
            parsed(answer)
        return CheckResult(
            True, "Het systeem antwoordt en laat ons toe.", "The system answers and admits us."
        )

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """The parts that differ from what was sent; nothing for a placement that is gone, as nothing can be deleted."""
        if record is None:
            return []
        return [
            action
            for part, told in _version(settings).parts(record, settings.site).items()
            for action in brought(object_id, part, told, links.get(part))
        ]

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Write one part by its id. Raises Retry also when no answer came, since the same again changes nothing."""
        if action.verb is Verb.DELETE:
            raise Rejected("DELETE: the OEAPI has none")
        try:
            return _version(context.settings).write(context, action)
        except Unknown as error:
            raise Retry(str(error)) from error

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """All our offerings and who is in them; the OEAPI has no way to ask what changed."""
        yield from _version(context.settings).observe(context)
        yield Cursor("")


def _version(settings: Settings) -> Version:
    return _VERSIONS[str(settings.config.get("version") or "6")]

"""Connections of a school: made, changed, tried, paused and removed by its coordinator or an administrator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import jsonschema

from winternship_board import api as board
from winternship_connectors import applying, building, feeding, registry, sealing
from winternship_connectors.contract import CheckResult, JudgingConnector, Settings
from winternship_connectors.contract import Link as Known
from winternship_connectors.errors import AuthFailed, DeliveryError
from winternship_connectors.models import Connection, Link, Outbox
from winternship_connectors.ruling import Rule
from winternship_connectors.target import target

REQUIRED: Final = "required"  # what is said of a setting that is needed and not there
MOVED: Final = "moved"  # what is said of a secret that was given for another address


class BadConfig(ValueError):
    """A configuration does not fit its connector; ``problems`` tells per field what is wrong, never a value."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {said}" for name, said in problems.items()))
        self.problems = dict(problems)


def own(actor: board.Actor, pk: int) -> Connection:
    """The connection for whoever may manage it. Raises NotFound alike for none and for another school's."""
    row = Connection.objects.filter(pk=pk).first()
    if row is None:
        raise board.NotFound("connection")
    try:
        board.require_connecting(actor, row.school)
    except board.NotAllowed:
        raise board.NotFound("connection") from None
    return row


@board.in_one_go
def create(
    actor: board.Actor,
    school: int,
    connector: str,
    name: str,
    config: Mapping[str, Any],
    *,
    language: str = "nl",
) -> int:
    """Make a connection, in ``dry_run``; ``config`` with secrets. Raises NotAllowed, UnknownConnector, BadConfig."""
    board.require_connecting(actor, school)
    plain, secrets = _split(connector, config, {})
    feeding.subscribe()
    row = Connection.objects.create(
        school=school,
        connector=connector,
        name=name[:100],
        language=language,
        config=plain,
        secrets=sealing.seal(secrets),
    )
    return row.pk


@board.in_one_go
def change(
    actor: board.Actor,
    pk: int,
    *,
    name: str | None = None,
    config: Mapping[str, Any] | None = None,
    rules: Mapping[str, str] | None = None,
    a_minute: int | None = None,
) -> None:
    """Change what is given; a secret that is left out or empty stays, and must be given anew with another address.

    Raises NotFound, BadConfig.
    """
    row = own(actor, pk)
    if name is not None:
        row.name = name[:100]
    if config is not None:
        kept = sealing.unseal(row.secrets)
        _require_secrets_anew(row, config, kept)
        row.config, secrets = _split(row.connector, config, kept)
        row.secrets = sealing.seal(secrets)
        row.cursor, row.looked_at = "", None  # what was seen may have been elsewhere
    if rules is not None:
        wrong = {
            field: f"choose from: {', '.join(Rule)}" for field, one in rules.items() if one not in set(Rule)
        }
        if wrong:
            raise BadConfig(wrong)
        row.rules = dict(rules)
    if a_minute is not None:
        row.a_minute = a_minute
    row.save()


def test(actor: board.Actor, pk: int) -> CheckResult:
    """Try the connection; nothing changes at the target. Raises NotFound."""
    try:
        at = target(own(actor, pk))
        return at.connector.check(at.context)
    except AuthFailed as error:
        return CheckResult(False, f"De toegang is geweigerd: {error}", f"Access was refused: {error}")
    except DeliveryError as error:
        return CheckResult(False, f"Het lukt niet: {error}", f"It does not work: {error}")


@board.in_one_go
def set_mode(actor: board.Actor, pk: int, mode: str) -> None:
    """Switch to off, dry_run or live. Going live queues all placements; what is in step sends nothing."""
    row = own(actor, pk)
    allowed = (Connection.Mode.OFF, Connection.Mode.DRY_RUN, Connection.Mode.LIVE)
    if mode not in allowed or row.mode == Connection.Mode.REMOVING:
        raise BadConfig({"mode": f"received {mode!r}, choose from: {', '.join(allowed)}"})
    was, row.mode = row.mode, Connection.Mode(mode)
    row.save(update_fields=["mode"])
    if row.mode == Connection.Mode.LIVE and was != Connection.Mode.LIVE:
        feeding.subscribe()
        wanted = {building.object_id(one) for one in board.placements_of(row.school)}
        wanted |= set(Link.objects.filter(connection=row).values_list("object_id", flat=True))
        feeding.enqueue(row, wanted)


def pause(actor: board.Actor, pk: int) -> None:
    """Send nothing until ``resume``; what changes meanwhile waits."""
    own(actor, pk)
    Connection.objects.filter(pk=pk).update(breaker=Connection.Breaker.STOPPED, paused_because="paused")


def resume(actor: board.Actor, pk: int) -> None:
    """Go on, after a pause or after an error was mended."""
    own(actor, pk)
    Connection.objects.filter(pk=pk).update(
        breaker=Connection.Breaker.CLOSED, paused_until=None, paused_because="", failures=0
    )


@board.in_one_go
def remove(actor: board.Actor, pk: int, *, clean: bool) -> tuple[str, ...]:
    """Remove a connection; returns the ids of what stays at the target. ``clean`` first deletes there what it made.

    Then only what its connector cannot delete stays. Raises NotFound.
    """
    row = own(actor, pk)
    links = Link.objects.filter(connection=row)
    if not clean:
        left = tuple(links.order_by("pk").values_list("remote_id", flat=True))
        row.delete()
        return left
    left = _staying(row)
    row.mode = Connection.Mode.REMOVING
    row.save(update_fields=["mode"])
    Outbox.objects.filter(connection=row, state__in=("pending", "held", "dead"), sent_at=None).delete()
    wanted = set(links.values_list("object_id", flat=True))
    feeding.enqueue(row, wanted, op=Outbox.Op.DELETE, confirmed=True)
    return left


def _staying(row: Connection) -> tuple[str, ...]:
    """What the plan for an empty board leaves at the target."""
    try:
        plan = registry.connector(row.connector).plan
    except registry.UnknownConnector:  # nothing is deleted until it is installed again
        return ()
    there: dict[str, dict[str, Known]] = {}
    for one in Link.objects.filter(connection=row).order_by("pk"):
        there.setdefault(one.object_id, {})[one.part] = Known(one.remote_id, one.etag, one.rev, one.digest)
    settings = Settings(row.config, building.site(), row.language, row.school)
    return tuple(
        link.remote_id
        for object_id, parts in there.items()
        for part, link in parts.items()
        if part not in {one.part for one in plan(settings, None, parts, object_id)}
    )


def _require_secrets_anew(row: Connection, config: Mapping[str, Any], kept: Mapping[str, str]) -> None:
    """Whoever may change a connection could otherwise send to a server of their own what they may not read."""
    schema = registry.connector(row.connector).config_schema
    idle, settings = applying.idle(schema, config), schema.get("properties", {})
    addresses = {name for name, one in settings.items() if one.get("x-address")} - idle
    left_out = {name for name in kept if not config.get(name)} - idle
    if left_out and any(config.get(name) != row.config.get(name) for name in addresses):
        raise BadConfig(dict.fromkeys(sorted(left_out), MOVED))


def _split(
    connector: str, config: Mapping[str, Any], kept: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Configuration and secrets apart, checked together against the connector's schema and by its own judgement.

    What does not apply to the rest is left out.
    """
    chosen = registry.connector(connector)
    schema = chosen.config_schema
    secret = {name for name, one in schema.get("properties", {}).items() if one.get("writeOnly")}
    secrets = {**kept, **{name: str(config[name]) for name in secret if config.get(name)}}
    plain = {name: value for name, value in config.items() if name not in secret}
    for name in applying.idle(schema, plain):
        plain.pop(name, None)
        secrets.pop(name, None)
    problems = dict.fromkeys(applying.missing(schema, {**plain, **secrets}), REQUIRED)
    for one in jsonschema.Draft202012Validator(schema).iter_errors({**plain, **secrets}):
        if one.validator != "required" or one.absolute_path:
            problems[".".join(map(str, one.absolute_path)) or str(one.validator)] = _told(one)
    if not problems and isinstance(chosen, JudgingConnector):
        problems = dict(chosen.problems(plain))
    if problems:
        raise BadConfig(problems)
    return plain, secrets


def _told(error: jsonschema.ValidationError) -> str:
    """What the schema asks; the value itself may be a secret."""
    return f"{error.validator}: allowed is {error.validator_value}"

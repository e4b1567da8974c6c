"""Who wins when a target and we differ: a rule for each field, over what was sent last."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from winternship_connectors.contract import Fields, Value
from winternship_connectors.marking import mark


class Rule(StrEnum):
    """What happens with a field that somebody changed at the target."""

    OURS = "ours"
    THEIRS = "theirs"
    SET_IF_EMPTY = "set_if_empty"
    REPORT = "report"


def rule_of(rules: Mapping[str, Any], field: str) -> Rule:
    """The rule of a field: its own, that of ``*``, or ``report``."""
    return Rule(rules.get(field, rules.get("*", Rule.REPORT)))


def changed_there(field: str, remote: Fields, sent: Mapping[str, str], ours: Value) -> bool:
    """Whether somebody at the target changed this field since we sent it, to something else than we want.

    Without marks of what was sent, all fields are ours to write.
    """
    return (
        bool(sent)
        and field in remote
        and remote[field] != ours
        and mark(remote[field]) != sent.get(field, "")
    )


def merged(
    ours: Fields, remote: Fields, sent: Mapping[str, str], rules: Mapping[str, Any]
) -> dict[str, Value]:
    """Our fields, with theirs where they changed something that is not ours to overwrite."""
    found = dict(ours)
    for name, value in ours.items():
        if changed_there(name, remote, sent, value):
            rule = rule_of(rules, name)
            keeps = rule in {Rule.THEIRS, Rule.REPORT} or (rule is Rule.SET_IF_EMPTY and bool(remote[name]))
            if keeps:
                found[name] = remote[name]
    return found

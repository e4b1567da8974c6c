"""What a connector says of itself, and what it must not do while it only looks: points 1 to 3, 19 and 20."""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import os
import socket
from dataclasses import replace
from typing import Any, NoReturn

import jsonschema
import pytest

from winternship_connectors import api
from winternship_connectors.contract import (
    BatchConnector,
    Capability,
    Connector,
    Idempotency,
    ObservingConnector,
)
from winternship_connectors.errors import AuthFailed, Rejected
from winternship_connectors.testing.bench import ACTOR, Bench
from winternship_connectors.testing.schemas import narrowed


class Claims:
    """Points 1, 2, 3, 19 and 20, and the question that comes before them all."""

    def test_00_it_has_what_it_declares(self, bench: Bench) -> None:
        """Capabilities and methods go together; settings have words in Dutch and English, and choices to hang on."""
        one = bench.connector
        assert isinstance(one, Connector)
        assert one.id
        assert one.version
        assert Idempotency(one.idempotency)
        for kind, what in ((ObservingConnector, Capability.OBSERVE), (BatchConnector, Capability.BATCH)):
            assert isinstance(one, kind) == (what in one.capabilities), f"methods and {what} do not agree"
        jsonschema.Draft202012Validator.check_schema(dict(one.config_schema))
        jsonschema.Draft202012Validator(one.config_schema).validate(bench.config)
        settings = one.config_schema["properties"]
        for name, setting in settings.items():
            for condition in (setting.get("x-when", {}), setting.get("x-needed", {})):
                for other, values in condition.items():
                    assert "x-when" not in settings[other], f"{name}: {other} does not always apply"
                    assert set(values) <= set(settings[other]["enum"]), f"{name}: {other} has no such choice"
            words = setting["x-words"]
            if "choices" in words:
                assert set(words["choices"]) == set(setting["enum"]), f"{name}: a choice has no words"
            for said in ("title", "description"):
                assert set(words.get(said, {})) >= {"nl", "en"}, f"{name}: its {said} needs nl and en"

    def test_01_a_wrong_secret_fails_the_check(self, bench: Bench) -> None:
        """With the right secrets the check succeeds, with a wrong one it does not."""
        assert bench.connector.check(bench.context()).ok
        if not bench.secret_names:
            pytest.skip(f"{bench.connector.id} has no secret in this configuration")
        wrong = bench.rig.wrong
        assert wrong, f"tell the rig what is a wrong {' or '.join(sorted(bench.secret_names))}"
        assert set(wrong) <= bench.secret_names
        try:
            found = bench.connector.check(bench.context(wrong))
        except (AuthFailed, Rejected):
            return
        assert not found.ok, "the check succeeded with a wrong secret"

    def test_02_a_check_changes_nothing(self, bench: Bench) -> None:
        """Whatever is there before a check is there after it, and no more, when it succeeds and when it fails."""
        for _ in range(2):
            before = dict(bench.rig.things())
            assert bench.connector.check(bench.context()).ok
            with contextlib.suppress(AuthFailed, Rejected):
                bench.connector.check(bench.context(bench.rig.wrong))
            assert dict(bench.rig.things()) == before, "a check changed something at the target"
            bench.deliver(bench.rig.record(7))

    def test_03_a_plan_does_no_input_or_output(self, bench: Bench) -> None:
        """It opens no socket and no file, says the same twice, and has nothing to do for what is in step."""
        record = bench.rig.record(7)
        settings = bench.context().settings
        first = list(bench.connector.plan(settings, record, {}, record.id))
        assert first, "nothing is planned for a new placement"
        with bench.monkeypatch.context() as shut:
            for where, name in ((socket, "socket"), (builtins, "open"), (io, "open"), (os, "open")):
                shut.setattr(where, name, _shut(name))
            shut.setattr(socket, "getaddrinfo", _shut("getaddrinfo"))
            again = list(bench.connector.plan(settings, record, {}, record.id))
        assert again == first, "two plans for the same record differ"
        links = bench.deliver(record)
        later = replace(record, rev=record.rev + 9)
        assert bench.plan(later, links) == [], "what is in step is planned again"

    @pytest.mark.django_db
    def test_19_a_dry_run_sends_nothing(self, bench: Bench) -> None:
        """Until it goes live the target gets no request at all, also while the dry run is shown."""
        before = dict(bench.rig.things())
        bench.connect(7, 8, mode="dry_run")
        shown = api.preview(ACTOR, bench.pk)
        bench.work()
        assert bench.asked() == 0, "a request was sent in a dry run"
        assert dict(bench.rig.things()) == before
        assert shown.counts["create"] >= 2
        bench.requeue()
        bench.work()
        assert dict(bench.rig.things()) != before, "nothing arrived once it was live"

    def test_20_what_was_configured_before_is_still_good(self, bench: Bench) -> None:
        """Whatever the schema of the last release admits, this one admits too, and no secret became open."""
        if not bench.released.exists():
            pytest.skip(
                f"no schema of an earlier release: there is no released/{bench.released.name} beside the rig"
            )
        old: dict[str, Any] = json.loads(bench.released.read_text(encoding="utf-8"))
        assert narrowed(old, bench.connector.config_schema) == []


def _shut(name: str) -> Any:
    def refuse(*args: Any, **named: Any) -> NoReturn:
        raise AssertionError(f"a plan called {name}")

    return refuse

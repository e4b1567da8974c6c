"""What is kept is marked, sealed and found again; a connector of others is found by its name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.conftest import Live
from winternship_board import api as board
from winternship_connectors import api, pacing, registry, sealing
from winternship_connectors.clock import now
from winternship_connectors.models import Connection, Delivery, Marked
from winternship_connectors.testing.memory import Fault


@pytest.mark.parametrize("model", list(apps.get_app_config("winternship_connectors").get_models()))
def test_a_table_says_how_private_it_is(model: type[Marked]) -> None:
    names = {field.name for field in model._meta.fields}

    assert model.DATA_CLASS in {"P", "O", "N"}
    assert set(model.PERSONAL) <= names
    assert names & {"object_id", "remote_id", "marks"} <= set(model.PERSONAL)
    assert bool(model.PERSONAL) == (model.DATA_CLASS == "P")
    assert (model.__doc__ or "").count(".") >= 1


@given(st.dictionaries(st.text(), st.text()))
def test_secrets_come_back_and_are_not_shown(secrets: dict[str, str]) -> None:
    sealed = sealing.seal(secrets)

    assert dict(sealing.unseal(sealed)) == secrets
    assert all(value not in sealed for value in secrets.values() if len(value) > 4)


def test_a_secret_shows_nowhere_and_needs_its_key(live: Live, settings: Any) -> None:
    row = Connection.objects.get(pk=live.pk)
    assert "right" not in f"{row.config} {row.secrets} {api.see(live.world.carla, live.pk)}"
    assert repr(sealing.unseal(row.secrets)) == "Secrets(secret)"

    settings.WINTERNSHIP_CONNECTOR_KEY = "another"
    with pytest.raises(ImproperlyConfigured, match="fill in the secrets again"):
        sealing.unseal(row.secrets)
    live.placements(1)
    live.work()
    assert api.health(live.world.carla, live.pk).state == "stopped"


def test_a_wrong_secret_fails_the_test_and_an_empty_one_stays(live: Live) -> None:
    assert api.test(live.world.carla, live.pk).ok
    api.change(live.world.carla, live.pk, config={"store": "main", "secret": ""})
    assert api.test(live.world.carla, live.pk).ok
    api.change(live.world.carla, live.pk, config={"store": "main", "secret": "wrong"})
    assert not api.test(live.world.carla, live.pk).ok


def test_a_secret_goes_to_no_other_address_than_it_was_given_for(live: Live) -> None:
    with pytest.raises(api.BadConfig) as refused:
        api.change(live.world.carla, live.pk, config={"store": "of somebody else"})
    assert refused.value.problems == {"secret": api.MOVED}
    assert api.see(live.world.carla, live.pk).config == {"store": "main"}
    api.change(live.world.carla, live.pk, config={"store": "of somebody else", "secret": "theirs"})
    assert api.see(live.world.carla, live.pk).config == {"store": "of somebody else"}


@pytest.mark.parametrize("name", registry.names())
def test_each_address_that_gets_a_secret_is_marked(name: str) -> None:
    settings = registry.connector(name).config_schema["properties"]
    if any(one.get("writeOnly") for one in settings.values()):
        shown = {
            key
            for key, one in settings.items()
            if re.match(r"\^(https|sftp)", str(one.get("pattern", ""))) and not one.get("writeOnly")
        }
        assert shown <= {key for key, one in settings.items() if one.get("x-address")}


@pytest.mark.parametrize("config", [{}, {"store": 7}, {"store": "main", "more": 1}])
def test_a_configuration_is_checked_without_repeating_it(live: Live, config: dict[str, object]) -> None:
    with pytest.raises(api.BadConfig) as refused:
        api.create(
            live.world.carla, live.world.ids["college"], "memory", "Bad", {**config, "secret": "s3cret"}
        )

    assert "s3cret" not in str(refused.value)
    with pytest.raises(api.BadConfig, match="choose from"):
        api.change(live.world.carla, live.pk, rules={"company": "mine"})


def test_an_unknown_connector_is_told_with_those_there_are(live: Live) -> None:
    with pytest.raises(
        registry.UnknownConnector, match=r"received the connector 'fax', installed are: .*memory"
    ):
        api.create(live.world.carla, live.world.ids["college"], "fax", "Fax", {})


def test_the_log_holds_no_name(live: Live) -> None:
    live.placements(2)
    live.store.faults.extend([Fault.REJECT, Fault.DROP])
    live.work(3)
    lines = str(list(Delivery.objects.values()))

    assert Delivery.objects.count() >= 3
    for personal in ("Student0", "1000", "student0@example.nl", "bakery"):
        assert personal not in lines


def test_without_a_connection_the_board_keeps_no_events_for_us(db: None) -> None:
    assert api.work_once() == 0
    with pytest.raises(board.NotFound):
        board.pending_events("connectors")


@given(st.integers(0, 60))
def test_the_wait_grows_and_is_an_hour_at_most(attempts: int) -> None:
    assert 0 <= pacing.back_off(attempts).total_seconds() <= min(3600, 2 * 2**attempts)


@given(st.lists(st.floats(-100, 100), max_size=30), st.integers(1, 600))
def test_a_bucket_never_gives_more_than_its_rate(steps: list[float], a_minute: int) -> None:
    bucket, at, given_out, forward = pacing.Bucket(0, None, a_minute), now(), 0, 0.0
    for step in steps:
        forward += max(step, 0)
        at += pacing.dt.timedelta(seconds=step)
        bucket, wait = bucket.take(at)
        given_out += not wait

    assert given_out <= pacing.BURST + forward * a_minute / 60 + 1

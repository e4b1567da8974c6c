"""Our signing keys change without a moment in which a platform cannot check what we signed [Sec 6.3]."""

from __future__ import annotations

import datetime as dt
import io
import json
import threading
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.test import Client
from django.utils import timezone

from winternship_lti import keyring
from winternship_lti.errors import KeyTooYoung
from winternship_lti.models import ToolKey
from winternship_lti.protocol import jose
from winternship_lti.tidying import tidy

pytestmark = pytest.mark.django_db
State = ToolKey.State


@pytest.fixture(autouse=True)
def _nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "_loaded", {})


def published() -> dict[str, dict[str, Any]]:
    """The key set as a platform fetches it."""
    return {jwk["kid"]: jwk for jwk in Client().get("/lti/jwks").json()["keys"]}


def platform_accepts(token: str) -> bool:
    """Whether a platform that fetches our keys now can check this token."""
    jwk = published().get(jose.peek_kid(token))
    key = jose.platform_key(jwk) if jwk else None
    return key is not None and bool(jose.verify_rs256(token, key))


def age(state: str, **passed: float) -> None:
    row = ToolKey.objects.get(state=state)
    row.created_at -= dt.timedelta(**passed)
    row.retired_at = row.retired_at and row.retired_at - dt.timedelta(**passed)
    row.save()


def states() -> list[str]:
    return list(ToolKey.objects.order_by("pk").values_list("state", flat=True))


def test_the_first_key_is_made_when_it_is_needed() -> None:
    assert list(published()) == [keyring.signing_key().kid]
    assert states() == [State.ACTIVE]


def test_the_next_key_is_published_before_it_signs() -> None:
    signing = keyring.signing_key().kid
    prepared = keyring.prepare().kid

    assert set(published()) == {signing, prepared}
    assert keyring.signing_key().kid == signing
    assert keyring.prepare().kid == prepared


def test_a_next_key_that_platforms_may_not_know_does_not_sign_yet() -> None:
    keyring.signing_key()
    keyring.prepare()
    with pytest.raises(KeyTooYoung, match="--now"):
        keyring.rotate()
    age(State.NEXT, minutes=61)

    assert keyring.rotate().kid == keyring.signing_key().kid
    assert states() == [State.RETIRED, State.ACTIVE]


def test_a_rotation_while_a_token_request_is_in_flight_harms_nothing() -> None:
    on_its_way = jose.sign({"iss": "client-1"}, keyring.signing_key())
    keyring.rotate(now=True)

    assert platform_accepts(on_its_way)
    assert platform_accepts(jose.sign({"iss": "client-1"}, keyring.signing_key()))


def test_a_key_set_that_a_platform_cached_before_the_rotation_still_serves_after_it() -> None:
    keyring.signing_key()
    keyring.prepare()
    cached = published()
    age(State.NEXT, minutes=61)
    keyring.rotate()

    assert keyring.signing_key().kid in cached


def test_a_retired_key_stays_published_for_a_week_and_goes_with_the_tidying() -> None:
    first = keyring.signing_key().kid
    keyring.rotate(now=True)
    age(State.RETIRED, days=6, hours=23)
    assert tidy().keys == 0
    assert first in published()
    age(State.RETIRED, hours=2)

    assert tidy().keys == 1
    assert list(published()) == [keyring.signing_key().kid]


def test_a_key_that_has_leaked_can_go_at_once() -> None:
    leaked = keyring.signing_key().kid
    keyring.rotate(now=True)

    assert keyring.retire(now=True) == 1
    assert leaked not in published()


def test_rotating_twice_in_a_row_leaves_one_key_that_signs() -> None:
    keyring.signing_key()
    first = keyring.rotate(now=True).kid
    second = keyring.rotate(now=True).kid

    assert first != second
    assert states() == [State.RETIRED, State.RETIRED, State.ACTIVE]


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_need_the_first_key_agree_on_one() -> None:
    together, found = threading.Barrier(4), set()

    def sign() -> None:
        together.wait()
        found.add(keyring.signing_key().kid)
        connections.close_all()

    threads = [threading.Thread(target=sign) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == ToolKey.objects.count() == 1


def test_the_key_set_has_no_private_member_and_the_row_no_readable_key() -> None:
    keyring.signing_key()
    keyring.prepare()

    assert all(set(jwk) == {"kty", "n", "e", "kid", "use", "alg"} for jwk in published().values())
    assert not any("PRIVATE" in row.sealed for row in ToolKey.objects.all())


def test_the_key_set_may_be_kept_for_an_hour_and_is_not_sent_twice() -> None:
    first = Client().get("/lti/jwks")
    again = Client().get("/lti/jwks", HTTP_IF_NONE_MATCH=first["ETag"])
    assert first["Cache-Control"] == again["Cache-Control"] == "public, max-age=3600"
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    keyring.prepare()

    changed = Client().get("/lti/jwks", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_with_another_secret_the_keys_stay_published_and_the_message_says_what_to_do(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_its_way = jose.sign({"iss": "client-1"}, keyring.signing_key())
    settings.SECRET_KEY = "another"
    monkeypatch.setattr(keyring, "_loaded", {})

    assert platform_accepts(on_its_way)
    with pytest.raises(ImproperlyConfigured, match="winternship keys rotate --now"):
        keyring.signing_key()
    keyring.rotate(now=True)
    assert platform_accepts(jose.sign({"iss": "client-1"}, keyring.signing_key()))


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("keys", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_goes_through_the_life_of_a_key() -> None:
    assert command("list").startswith("active")
    assert "Published" in command("prepare")
    with pytest.raises(CommandError, match="0 minutes old"):
        command("rotate")
    assert "Signing with" in command("rotate", "--now")
    assert [line.split()[0] for line in command("list").splitlines()] == ["active", "retired"]
    assert command("retire").startswith("Deleted 0")
    assert command("retire", "--now").startswith("Deleted 1")


def test_the_command_shows_a_key_that_cannot_be_opened(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.signing_key()
    settings.SECRET_KEY = "another"
    monkeypatch.setattr(keyring, "_loaded", {})

    assert "cannot be opened" in command("list")


def test_the_public_half_that_is_kept_is_the_one_that_fits_the_sealed_half() -> None:
    key = keyring.signing_key()
    row = ToolKey.objects.get()

    assert json.dumps(row.public, sort_keys=True) == json.dumps(jose.public_jwk(key), sort_keys=True)
    assert row.created_at <= timezone.now()

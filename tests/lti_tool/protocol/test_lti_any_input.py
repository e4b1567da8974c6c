"""Whatever comes in, a launch or an LtiError comes out: never another exception."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from winternship_lti.protocol import launch, names
from winternship_lti.protocol.claims import Launch
from winternship_lti.protocol.errors import LtiError
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import FakePlatform
from winternship_lti.testing.payloads import deep_linking_settings

NOW = 1_800_000_000.0
PLATFORM = FakePlatform(now=lambda: NOW)
KEYS: KeyStore = PLATFORM.keys()

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=300)
)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
)
MESSAGES = {
    names.RESOURCE_LINK: PLATFORM.student(),
    names.DEEP_LINKING: PLATFORM.deep_linking(),
    names.SUBMISSION_REVIEW: PLATFORM.submission_review(),
    names.DATA_PRIVACY: PLATFORM.data_privacy(),
}
CLAIMS = sorted({name for message in MESSAGES.values() for name in message} | set(PLATFORM.security_claims()))


def outcome(token: str) -> Launch | None:
    """The launch, or None for an LtiError; anything else is the failure looked for."""
    with suppress(LtiError):
        return launch.verify(
            token,
            transaction=PLATFORM.transaction(),
            registration=PLATFORM.registration(allow_anonymous=True),
            keys=KEYS,
            now=NOW,
        )
    return None


@pytest.mark.parametrize("message", MESSAGES)
def test_the_messages_to_bend_are_good_ones(message: str) -> None:
    found = outcome(PLATFORM.id_token(MESSAGES[message]))
    assert found is not None
    assert found.message_type == message


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(MESSAGES)),
    st.dictionaries(st.sampled_from(CLAIMS), json_values, min_size=1, max_size=3),
)
def test_any_value_in_any_claim(message: str, changes: dict[str, Any]) -> None:
    found = outcome(PLATFORM.id_token(MESSAGES[message], **changes))
    assert found is None or found.message_type in MESSAGES
    assert found is None or all(keepable(text) for text in texts(asdict(found)))


def texts(value: Any) -> list[str]:
    """All texts in a structure, names included."""
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def keepable(text: str) -> bool:
    """Whether every database can hold it."""
    return "\x00" not in text and text.encode("utf-8", "ignore").decode() == text


def test_what_no_database_can_hold_is_never_passed_on() -> None:
    rubbish = "a\x00\ud800"
    found = outcome(
        PLATFORM.id_token(**{names.ROLES: [rubbish], names.CUSTOM: {rubbish: rubbish}, "name": rubbish})
    )
    assert found is not None
    assert (found.roles.exact, found.custom, found.name) == (("a",), {"a": "a"}, "a")


INNER = {
    name: sorted(value) if isinstance(value, dict) else []
    for message in MESSAGES.values()
    for name, value in message.items()
}
INNER[names.DEEP_LINKING_SETTINGS] = sorted(deep_linking_settings(base="https://platform.example"))
PATHS = [(name, inner) for name, inners in INNER.items() for inner in inners]


@settings(max_examples=300)
@given(st.sampled_from(sorted(MESSAGES)), st.sampled_from(PATHS), json_values)
def test_any_value_inside_any_claim(message: str, path: tuple[str, str], value: Any) -> None:
    claim = MESSAGES[message].get(path[0], {})
    bent = {**claim, path[1]: value} if isinstance(claim, dict) else value
    found = outcome(PLATFORM.id_token(MESSAGES[message], **{path[0]: bent}))
    assert found is None or found.message_type == message


@settings(max_examples=300)
@given(
    st.dictionaries(
        st.sampled_from(["alg", "kid", "crit", "b64", "jku", "jwk", "typ", "cty", "zip"]), json_values
    )
)
def test_any_header(header: dict[str, Any]) -> None:
    found = outcome(PLATFORM.id_token(header=header))
    assert found is None or (header.get("alg", "RS256"), header.get("kid", "key-1")) == ("RS256", "key-1")


@given(st.text())
@example("..")
@example("...")
@example("e30.e30.")
def test_any_text_as_token(token: str) -> None:
    assert outcome(token) is None


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_any_bytes_as_token(parts: list[bytes]) -> None:
    assert outcome(b".".join(parts).decode("latin-1")) is None


@given(st.binary(max_size=300))
def test_any_bytes_signed(payload: bytes) -> None:
    assert outcome(PLATFORM.sign(payload)) is None


@given(st.data())
def test_any_change_of_one_character_is_refused(data: st.DataObject) -> None:
    token = PLATFORM.id_token()
    place = data.draw(st.integers(0, len(token) - 1))
    character = data.draw(st.sampled_from("Aa0_-.=+ é").filter(lambda found: found != token[place]))
    assert outcome(token[:place] + character + token[place + 1 :]) is None

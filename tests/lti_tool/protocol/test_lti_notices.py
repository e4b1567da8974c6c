"""Notices are believed on the same grounds as launches, and read without a crash [PNS 1.0]."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol import names, notices
from winternship_lti.protocol.errors import LtiError, NoticeMalformed
from winternship_lti.testing import ABSENT, FakePlatform, SigningKey, changed

NOW = 1_800_000_000.0
COPY: dict[str, object] = {
    names.VERSION: names.LTI_VERSION,
    names.DEPLOYMENT_ID: "1",
    names.NOTICE: {"id": "n-1", "timestamp": "2025-03-19T11:24:25Z", "type": names.CONTEXT_COPY_NOTICE},
    names.CONTEXT: {"id": "course-2", "label": "zzz", "title": "zzz"},
    names.ORIGIN_CONTEXTS: ["course-1"],
}
Answer = Callable[..., tuple[int, str]]


def answer_of(platform: FakePlatform, token: str) -> tuple[int, str]:
    """Status and code with which a token is answered."""
    try:
        notices.verify(token, registration=platform.registration(), keys=platform.keys(), now=NOW)
    except LtiError as error:
        return error.status, error.code
    return 200, "ok"


def status_of(platform: FakePlatform, token: str) -> int:
    return answer_of(platform, token)[0]


@pytest.fixture
def taken(platform: FakePlatform) -> Answer:
    """The answer to a token of this platform."""
    return partial(answer_of, platform)


def test_a_context_copy_notice_says_what_was_copied_from_where(platform: FakePlatform) -> None:
    notice = notices.verify(
        platform.id_token(COPY), registration=platform.registration(), keys=platform.keys(), now=NOW
    )

    assert (notice.id, notice.kind, notice.deployment_id) == ("n-1", names.CONTEXT_COPY_NOTICE, "1")
    assert notice.context is not None
    assert (notice.context.id, notice.origins) == ("course-2", ("course-1",))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iss": "https://other.example"}, "iss_mismatch"),
        ({"aud": "other"}, "aud_mismatch"),
        ({"aud": ["tool-1", "other"]}, "aud_mismatch"),
        ({"azp": "other"}, "azp_mismatch"),
        ({"exp": int(NOW) - 120}, "token_expired"),
        ({"exp": ABSENT}, "times_invalid"),
        ({"iat": int(NOW) - 3600}, "token_too_old"),
        ({"iat": int(NOW) + 600}, "token_from_future"),
    ],
)
def test_a_notice_that_a_launch_would_not_be_believed_on_is_refused(
    platform: FakePlatform, taken: Answer, changes: dict[str, Any], code: str
) -> None:
    assert taken(platform.id_token(COPY, **changes)) == (401, code)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({names.VERSION: ABSENT}, "version_invalid"),
        ({names.DEPLOYMENT_ID: ABSENT}, "deployment_invalid"),
        ({names.NOTICE: ABSENT}, "notice_invalid"),
        ({names.NOTICE: {"type": "X"}}, "notice_invalid"),
        ({names.NOTICE: {"id": "n-1"}}, "notice_invalid"),
        ({names.NOTICE: {"id": 7, "type": "X"}}, "notice_invalid"),
    ],
)
def test_a_notice_without_what_it_needs_is_refused(
    platform: FakePlatform, taken: Answer, changes: dict[str, object], code: str
) -> None:
    assert taken(platform.id_token(changed(COPY, changes))) == (401, code)


def test_a_notice_of_a_stranger_is_refused(platform: FakePlatform, taken: Answer) -> None:
    assert taken(platform.id_token(COPY, key=SigningKey("stranger"))) == (401, "signature_invalid")
    assert taken(platform.id_token(COPY, header={"alg": "none"})) == (401, "alg_not_allowed")
    assert taken(platform.id_token(COPY, header={"kid": "other"})) == (401, "kid_unknown")


def test_a_notice_needs_no_nonce_and_no_state(platform: FakePlatform, taken: Answer) -> None:
    assert taken(platform.id_token(COPY, nonce=ABSENT)) == (200, "ok")


def test_a_kind_that_is_not_known_yet_is_read(platform: FakePlatform, taken: Answer) -> None:
    assert taken(platform.id_token(changed(COPY, {names.NOTICE: {"id": "1", "type": "LtiNew"}}))) == (
        200,
        "ok",
    )


@given(
    st.dictionaries(
        st.sampled_from([names.NOTICE, names.CONTEXT, names.ORIGIN_CONTEXTS, names.DEPLOYMENT_ID]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    )
)
def test_any_value_in_any_claim_of_a_notice_is_read_or_refused(changes: dict[str, object]) -> None:
    platform = FakePlatform(now=lambda: NOW)

    assert status_of(platform, platform.id_token({**COPY, **changes})) in {200, 401}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"notices": []}',
        b'{"notices": {}}',
        b'{"notices": ["x"]}',
        b'{"notices": [{"jwt": 7}]}',
        b'{"notices": [{"jwt": "a"}], "notices": []}',
        json.dumps({"notices": [{"jwt": "a"}] * 101}).encode(),
    ],
)
def test_a_request_without_a_list_of_notices_is_malformed(body: bytes) -> None:
    with pytest.raises(NoticeMalformed):
        notices.read_envelope(body)


def test_a_request_may_hold_several_notices() -> None:
    assert notices.read_envelope(b'{"notices": [{"jwt": "a"}, {"jwt": "b"}]}') == ("a", "b")


def test_the_wish_to_be_told_is_written_and_read_as_the_service_has_it() -> None:
    sent = json.loads(notices.handler_request(names.CONTEXT_COPY_NOTICE, "https://tool.example/n"))
    assert sent == {"notice_type": "LtiContextCopyNotice", "handler": "https://tool.example/n"}
    listed = json.dumps({"client_id": 1, "notice_handlers": [{"notice_type": "Other", "handler": "x"}, sent]})

    assert notices.handler_of(listed.encode(), names.CONTEXT_COPY_NOTICE) == "https://tool.example/n"
    assert (
        notices.handler_of(json.dumps(sent).encode(), names.CONTEXT_COPY_NOTICE) == "https://tool.example/n"
    )
    assert notices.handler_of(b'{"notice_handlers": [7, {}]}', names.CONTEXT_COPY_NOTICE) == ""

"""What the signed address of a link says where its custom parameters were lost, and what it may never say."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol import names
from winternship_lti.protocol.claims import Launch
from winternship_lti.protocol.deep_linking import FIELD_PREFIX
from winternship_lti.protocol.link_query import read_query
from winternship_lti.protocol.values import storable
from winternship_lti.testing import FakePlatform

Verify = Callable[..., Launch]
Answer = Callable[..., tuple[int, str]]
HERE = "https://tool.example/lti/launch"
LESSON = "block=winternship_lesson&field_work=win&field_shows=W5.2-questions"
CUSTOM = {"block": "winternship_lesson", "field_work": "win", "field_shows": "W5.2-questions"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{HERE}?{LESSON}", CUSTOM),
        (HERE, {}),
        (f"{HERE}?", {}),
        (f"{HERE}#{LESSON}", {}),
        (f"{HERE}?{LESSON}#field_shows=W1", CUSTOM),
        (f"{HERE}?field_shows=&language=nl", {"field_shows": "", "language": "nl"}),
        (f"{HERE}?field_shows=W1&field_shows=W2", {"field_shows": "W1"}),
        (f"{HERE}?field_display_name=A%26B+c%20%C3%A9", {"field_display_name": "A&B c é"}),
        (f"{HERE}?activity=win-W5.2", {"activity": "win-W5.2"}),
        (f"{HERE}?id=7&utm_source=x&link_history=abc&context_history=abc&locale=nl", {}),
        (f"{HERE}?BLOCK=x&field=x&xfield_shows=W1", {}),
        (f"{HERE}?block=a%00b&field_%00x=1", {"block": "ab", "field_x": "1"}),
        (f"{HERE}?block=%FF", {"block": "\ufffd"}),
        (None, {}),
        (["block=x"], {}),
    ],
)
def test_the_names_of_our_own_links_are_read_and_no_others(address: object, expected: dict[str, str]) -> None:
    assert read_query(address) == expected


# What no database can hold is left out as it is of custom parameters, so here it is no part of the way there and back.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(
    st.dictionaries(
        st.sampled_from(["block", "language", "activity"]) | texts.map(FIELD_PREFIX.__add__), texts
    )
)
def test_every_value_comes_out_as_it_went_in(custom: dict[str, str]) -> None:
    assert read_query(f"{HERE}?{urlencode(custom)}") == custom
    assert read_query(f"{HERE}?{urlencode(custom, quote_via=quote)}#part") == custom


@given(st.text(alphabet="?&=;%#[]/:\\ab0\x00é", max_size=60))
def test_any_address_gives_texts_that_can_be_kept(rest: str) -> None:
    for name, value in read_query(f"{HERE}?block={rest}").items():
        assert (name, value) == (storable(name), storable(value))


def launch_at(query: str, platform: FakePlatform, verify: Verify, **claims: object) -> Launch:
    platform.target_link_uri = f"{HERE}?{query}"
    return verify(platform.id_token(platform.student(), **claims))


def test_the_address_speaks_for_parameters_that_were_not_sent(platform: FakePlatform, verify: Verify) -> None:
    assert launch_at(LESSON, platform, verify, **{names.CUSTOM: {}}).custom == CUSTOM


def test_a_parameter_that_was_sent_wins_over_the_address(platform: FakePlatform, verify: Verify) -> None:
    sent = {"field_shows": "W1", "field_graded_by": "quiz"}
    found = launch_at(LESSON, platform, verify, **{names.CUSTOM: sent}).custom
    assert found == CUSTOM | sent


@pytest.mark.parametrize(
    "other",
    [HERE, f"{HERE}?{LESSON}.", f"{HERE}?field_work=win&block=winternship_lesson", f"{HERE}?{LESSON}#"],
)
def test_the_login_and_the_token_name_the_same_address_to_the_letter(
    platform: FakePlatform, answer: Answer, other: str
) -> None:
    platform.target_link_uri = f"{HERE}?{LESSON}"
    token = platform.id_token(platform.student(), **{names.TARGET_LINK_URI: other})
    assert answer(token) == (401, "target_mismatch")


def test_what_only_the_login_says_is_not_believed(platform: FakePlatform, verify: Verify) -> None:
    platform.target_link_uri = f"{HERE}?{LESSON}"
    unsigned = {key: value for key, value in platform.deep_linking().items() if key != names.TARGET_LINK_URI}
    assert "block" not in verify(platform.id_token(unsigned)).custom

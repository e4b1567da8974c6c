"""Choosing the language of a text."""

from __future__ import annotations

import pytest

from winternship_core.text import Text


@pytest.mark.parametrize(
    ("code", "shown"),
    [("nl", "ja"), ("nl-NL", "ja"), ("nl_BE", "ja"), ("NL", "ja"), ("en", "yes"), ("de", "yes"), ("", "yes")],
)
def test_dutch_is_for_dutch_tags_and_english_for_all_others(code: str, shown: str) -> None:
    assert Text(nl="ja", en="yes").in_language(code) == shown


def test_a_tag_that_only_begins_like_dutch_is_not_dutch() -> None:
    assert Text(nl="ja", en="yes").in_language("nld-x") == "yes"

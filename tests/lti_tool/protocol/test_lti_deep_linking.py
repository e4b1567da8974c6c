"""The answer to a deep linking request and the descent of a link: pure rules, any input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol import deep_linking, errors, names
from winternship_lti.protocol.claims import DeepLinking
from winternship_lti.protocol.deep_linking import Item
from winternship_lti.protocol.lineage import read_lineage

RANDOM_ID = "5f3d9d6e-9f38-4b8e-9a70-2f3b1c1d4e5f"
FIXED_ID = "0f3d9d6e-9f38-5b8e-9a70-2f3b1c1d4e5f"  # version 5: made of a name


def settings(**changes: Any) -> DeepLinking:
    given = {"return_url": "https://platform.example/return", "accept_types": ("ltiResourceLink",)}
    return DeepLinking(**(given | changes))


def item(**changes: Any) -> Item:
    return Item(
        **({"activity": RANDOM_ID, "block": "done", "url": "https://tool.example/", "title": "T"} | changes)
    )


def response(items: list[Item], wanted: DeepLinking) -> dict[str, Any]:
    return deep_linking.response(
        items,
        settings=wanted,
        issuer="https://platform.example",
        client_id="tool-1",
        deployment_id="1",
        nonce="n",
        now=1000.9,
    )


titles = st.text(min_size=1, max_size=40)
items = st.builds(
    Item,
    activity=st.uuids(version=4).map(str),
    block=st.sampled_from(["done", "winternship_self_assessment"]),
    url=st.just("https://tool.example/lti/launch"),
    title=titles,
    text=st.text(max_size=20),
    language=st.sampled_from(["", "nl", "en"]),
    fields=st.dictionaries(st.from_regex(r"[a-z_]{1,10}", fullmatch=True), st.text(max_size=20), max_size=3),
    score_maximum=st.none() | st.integers(-3, 1000),
)


@given(
    st.lists(items, max_size=3),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, True, False]),
    st.lists(st.sampled_from(["ltiResourceLink", "link", "html", "file", "image"]), min_size=1),
    st.none() | st.text(max_size=20),
)
def test_what_leaves_is_always_what_the_platform_takes(
    chosen: list[Item], multiple: bool | None, lineitem: bool | None, types: list[str], data: str | None
) -> None:
    wanted = settings(
        accept_types=tuple(types), accept_multiple=multiple, accept_lineitem=lineitem, data=data
    )
    try:
        claims = response(chosen, wanted)
    except errors.SelectionRefused:
        assert chosen
        return
    sent = claims[names.CONTENT_ITEMS]
    assert len(sent) == len(chosen) <= (99 if multiple else 1)
    assert all(made["type"] in types for made in sent)
    assert all(isinstance(value, str) for made in sent for value in made["custom"].values())
    for made, asked in zip(sent, chosen, strict=True):
        graded = asked.score_maximum is not None and lineitem is not False
        assert ("lineItem" in made) == graded
        if graded:
            assert made["lineItem"]["scoreMaximum"] > 0
            assert made["lineItem"]["resourceId"] == made["custom"]["activity"] == asked.activity
    assert claims.get(names.DEEP_LINKING_DATA) == data
    assert (names.DEEP_LINKING_DATA in claims) == (data is not None)


def test_issuer_and_client_change_places() -> None:
    claims = response([], settings())

    assert (claims["iss"], claims["aud"]) == ("tool-1", "https://platform.example")
    assert (claims["iat"], claims["exp"]) == (1000, 1300)
    assert claims[names.CONTENT_ITEMS] == []


@pytest.mark.parametrize("maximum", [0, -1])
def test_a_maximum_of_nothing_is_refused(maximum: int) -> None:
    with pytest.raises(errors.SelectionRefused, match="more than 0"):
        response([item(score_maximum=maximum)], settings())


@pytest.mark.parametrize(
    ("custom", "activity", "links", "contexts"),
    [
        ({}, "", (), ()),
        ({"activity": RANDOM_ID}, RANDOM_ID, (), ()),
        ({"activity": "$Nothing"}, "", (), ()),
        ({"activity": "x" * 65}, "", (), ()),
        ({"activity": "a\nb"}, "", (), ()),
        ({"link_history": "$ResourceLink.id.history"}, "", (), ()),
        ({"linkhistory": "9,7 , 5,"}, "", ("9", "7", "5"), ()),
        ({"link_history": "block%2Bone%2C1,two"}, "", ("block+one,1", "two"), ()),
        ({"context_history": "c2,c1"}, "", (), ("c2", "c1")),
        ({"context_history": ""}, "", (), ()),
    ],
)
def test_the_descent_of_a_link_is_read_and_what_was_not_filled_in_is_nothing(
    custom: dict[str, str], activity: str, links: tuple[str, ...], contexts: tuple[str, ...]
) -> None:
    found = read_lineage(custom)

    assert (found.activity, found.links, found.contexts) == (activity, links, contexts)


@pytest.mark.parametrize(
    ("activity", "is_random"), [(RANDOM_ID, True), (FIXED_ID, False), ("w1-check", False), ("", False)]
)
def test_only_an_id_drawn_by_chance_proves_descent_by_itself(activity: str, is_random: bool) -> None:
    assert read_lineage({"activity": activity}).is_random is is_random


@given(st.dictionaries(st.text(max_size=15), st.text(max_size=100), max_size=5))
def test_any_custom_parameters_give_a_descent(custom: dict[str, str]) -> None:
    found = read_lineage(custom | {"link_history": "".join(custom.values())})

    assert len(found.activity) <= 64
    assert all(found.links)

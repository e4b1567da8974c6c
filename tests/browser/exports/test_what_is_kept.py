"""What is kept between visits fits its room whatever is filled in, and comes back the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext

from tests.browser.exports.site import Site, package

Window = Callable[..., BrowserContext]
ROOM = 4096
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=900) | st.just('\\"\n' * 400)
VALUES = TEXTS | st.just(True) | st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True)
NAMES = st.from_regex(r"[a-z]{1,12}(/[0-9]/[a-z]{1,8})?", fullmatch=True)
FORMS = st.dictionaries(
    st.from_regex(r"W[0-9]\.[0-9]-[a-z]{1,8}", fullmatch=True),
    st.dictionaries(NAMES, VALUES, min_size=1, max_size=12),
    max_size=5,
)
STATE = st.fixed_dictionaries(
    {
        "seen": st.lists(st.from_regex(r"W[0-9]\.[0-9]", fullmatch=True), unique=True, max_size=9),
        "answers": st.dictionaries(st.from_regex(r"W[0-9]-q[0-9]", fullmatch=True), st.sampled_from("abcd")),
        "right": st.just(["W1-q1"]),
        "forms": FORMS,
    }
)
# As objects of JavaScript hold it: the length in UTF-16 units, and what comes back.
PACK = """([state, room]) => {
  const { text, missed } = window.winternship.pack(state, room);
  return { length: text.length, missed: [...missed], back: window.winternship.unpack(text) };
}"""


def test_it_fits_and_comes_back(window: Window) -> None:
    with Site(package("scorm12", "W1")).serving() as site:
        page = window().new_page()
        page.goto(f"{site.address}/content/index.html")

        @settings(max_examples=150)
        @given(state=STATE)
        def holds(state: dict[str, Any]) -> None:
            kept = page.evaluate(PACK, [state, ROOM])
            back, forms = kept["back"], state["forms"]
            assert kept["length"] <= ROOM
            assert {name: back[name] for name in ("seen", "answers", "right")} == {
                name: state[name] for name in ("seen", "answers", "right")
            }
            for activity, fields in forms.items():
                found = back["forms"].get(activity, {})
                assert found.items() <= fields.items()
                assert (found != fields) == (activity in kept["missed"])

        holds()


def test_there_is_no_waste_of_room(window: Window) -> None:
    """What is left out would not have fitted."""
    with Site(package("scorm12", "W1")).serving() as site:
        page = window().new_page()
        page.goto(f"{site.address}/content/index.html")
        state = {
            "seen": [],
            "answers": {},
            "right": [],
            "forms": {"W1.1-a": {"one": "x" * 3000, "two": "y" * 1500}},
        }
        kept = page.evaluate(PACK, [state, ROOM])
        assert kept["missed"] == ["W1.1-a"]
        assert kept["back"]["forms"] == {"W1.1-a": {"one": "x" * 3000}}
        exact = page.evaluate(PACK, [state, 10**6])["length"]
        assert page.evaluate(PACK, [state, exact])["missed"] == []
        assert page.evaluate(PACK, [state, exact - 1])["missed"] == ["W1.1-a"]


def test_what_is_none_of_ours_counts_as_nothing(window: Window) -> None:
    with Site(package("scorm12", "W1")).serving() as site:
        page = window().new_page()
        page.goto(f"{site.address}/content/index.html")
        for text in ("", "null", "{", '{"v":2,"s":["W1.1"]}', "[]", "7", "true"):
            kept = page.evaluate("(text) => window.winternship.unpack(text)", text)
            assert kept == {"seen": [], "answers": {}, "right": [], "forms": {}}, text

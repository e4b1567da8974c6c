"""A person before the screens, as any host would bring them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.board.world import ISSUER, World
from tests.xblocks import pages
from winternship_board.screens import Download, Host, Page, serve


class Visitor:
    """Someone with a browser that can only ask and post; every page is checked for its nesting and its ids."""

    def __init__(self, name: str, **host: Any) -> None:
        self.host = replace(Host(ISSUER, name, "/board", "wb", language="en"), **host)

    def see(self, screen: str, **params: object) -> str:
        return self._html(serve(self.host, _lists({"screen": screen, **params})))

    def post(self, screen: str, do: str, **values: object) -> str:
        return self._html(serve(self.host, {}, _lists({"screen": screen, "do": do, **values})))

    def answer(self, screen: str, do: str = "", **values: object) -> Page | Download:
        return serve(self.host, {}, _lists({"screen": screen, "do": do, **values}))

    @staticmethod
    def _html(answer: Page | Download) -> str:
        assert isinstance(answer, Page)
        pages.check(answer.html)
        return answer.html


def _lists(values: dict[str, object]) -> dict[str, list[str]]:
    return {
        name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for name, value in values.items()
    }


@pytest.fixture
def visitor(world: World) -> Callable[..., Visitor]:
    """A person of the region by their short name."""
    return Visitor

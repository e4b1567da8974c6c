"""A browser of a person who launches, in this process; the tool may also be behind one in another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.test import Client

from benchmarks.asking import Asked, ask

FORM = "application/x-www-form-urlencoded"


class Browser(Protocol):
    """What a door asks of it. An answer has its headers under their names, whichever process gave it."""

    def forget(self) -> None:
        """Throw away all cookies."""

    def post(self, path: str, form: Mapping[str, str], *, expected: tuple[int, ...]) -> Asked:
        """Send a form. Raises RuntimeError for another status than `expected`."""

    def get(self, path: str, query: Mapping[str, str], *, expected: tuple[int, ...]) -> Asked:
        """Open a page. Raises RuntimeError for another status than `expected`."""


@dataclass(frozen=True, slots=True)
class OwnBrowser:
    """Django's test client. It is kept between launches: a new one would load all middleware anew."""

    client: Client

    def forget(self) -> None:
        """Throw away all cookies."""
        self.client.cookies.clear()

    def post(self, path: str, form: Mapping[str, str], *, expected: tuple[int, ...]) -> Asked:
        """Send a form."""
        body = urlencode(form)
        return ask(lambda: self.client.post(path, body, content_type=FORM), expected=expected)

    def get(self, path: str, query: Mapping[str, str], *, expected: tuple[int, ...]) -> Asked:
        """Open a page."""
        return ask(lambda: self.client.get(path, query), expected=expected)

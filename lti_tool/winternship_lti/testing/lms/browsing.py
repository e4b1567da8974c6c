"""So that a launch goes the whole way over HTTP without a browser: forms are sent, redirects followed, cookies kept.

Unlike `requests` alone it brings Secure cookies back over http to this machine, as browsers do.
"""

from __future__ import annotations

from html.parser import HTMLParser
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin

import requests

from .openings import Opening

_MOST_STEPS = 12


class Browsing(requests.Session):
    """A person's browser without scripts: it sends a form that is alone on its page."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(secure_protocols=("https", "wss", "http")))

    def open(self, opening: Opening) -> requests.Response:
        """Open the tool as somebody, and return the page where that ends; `.history` has the steps before."""
        page = self.get(f"{opening.site.origin}/open/{opening.id}", timeout=10)
        steps = [*page.history, page]
        while len(steps) < _MOST_STEPS and (form := form_of(page)) and form.sends_itself:
            page = self.send_form(page.url, form)
            steps += [*page.history, page]
        page.history = steps[:-1]
        return page

    def send_form(self, page_url: str, form: Form, **changes: str) -> requests.Response:
        """Send a form of a page, with some fields changed."""
        url, fields = urljoin(page_url, form.action), {**form.fields, **changes}
        if form.method == "post":
            return self.post(url, data=fields, headers={"Origin": "null"}, timeout=10)
        return self.get(url, params=fields, timeout=10)


class Form(HTMLParser):
    """The first form of a page: where it goes, and its fields with a value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found = False
        self.action = ""
        self.method = "get"
        self.fields: dict[str, str] = {}
        self._inside = False
        self.feed(page)
        self.sends_itself = self.found and ".submit()" in page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.found:
            self.found = self._inside = True
            self.action, self.method = given.get("action", ""), given.get("method", "get").lower()
        elif tag == "input" and self._inside and "name" in given:
            self.fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def form_of(page: requests.Response) -> Form | None:
    """The first form of a page that arrived; None when there is none."""
    if not page.headers.get("Content-Type", "").startswith("text/html"):
        return None
    form = Form(page.text)
    return form if form.found else None

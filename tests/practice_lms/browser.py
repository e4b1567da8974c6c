"""A browser of a few lines: follows a launch over real HTTP, with the cookies that a browser would keep."""

from __future__ import annotations

from urllib.parse import urljoin

import requests
from lxml import html


class Browser:
    """Signs in and launches; `url` is where the practice LMS listens."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()

    def get(self, path: str) -> requests.Response:
        """Fetch a page of the LMS."""
        return self.session.get(self.url + path, timeout=10)

    def submit(self, path: str, action: str, **values: str) -> requests.Response:
        """Send the form with this action on this page, as its button would."""
        page = html.fromstring(self.get(path).text)
        form = next(form for form in page.forms if form.action == action)
        fields = {name: value for name, value in form.form_values() if name not in values} | values
        return self.session.post(self.url + action, data=fields, timeout=10)

    def sign_in(self, person: str) -> None:
        """Become one of the people on the start page."""
        assert self.submit("/", "/sign-in/", person=person).status_code == 200

    def launch(self, path: str) -> requests.Response:
        """Go through a whole launch; the tool's answer."""
        return self.finish(self.begin(path))

    def begin(self, path: str) -> requests.Response:
        """As far as the platform's page that would post itself to the tool."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer

    def finish(self, page: requests.Response) -> requests.Response:
        """Post that page's form."""
        form = html.fromstring(page.text).forms[0]
        return requests.post(urljoin(page.url, form.action), data=dict(form.form_values()), timeout=10)

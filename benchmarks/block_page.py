"""A block as one person uses it, in whichever host runs in this process: its page, and an answer that is saved."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from django.test import Client

from benchmarks.asking import ask
from benchmarks.tool.door import our_door, tool_client
from winternship_core.assessment import load_instrument
from winternship_lti.testing import FakePlatform

BLOCK = "winternship_self_assessment"
USAGE = re.compile(r"""data-usage=["']([^"']+)["']""")
HEADERS = {"Accept-Language": "nl", "Sec-Fetch-Site": "same-origin"}  # as a browser sends them


@dataclass(slots=True)
class BlockPage:
    """The page at `path`; `handler_path` has `{usage}` and `{name}` to fill in."""

    client: Client
    path: str
    handler_path: str
    _saved: int = 0
    _item: str = field(default_factory=lambda: load_instrument().items[0].id)
    _handler: str = ""

    def html(self) -> str:
        """The page as a browser gets it."""
        text: str = ask(lambda: self.client.get(self.path, headers=HEADERS)).answer.content.decode()
        return text

    def page(self) -> dict[str, float]:
        """Show the page, and return the milliseconds, SQL statements and bytes it took."""
        asked = ask(lambda: self.client.get(self.path, headers=HEADERS))
        return {"ms": asked.ms, "sql": asked.sql, "bytes": len(asked.answer.content)}

    def save(self) -> dict[str, float]:
        """Save an answer that differs from the one before, and return the milliseconds and SQL statements it took.

        Raises RuntimeError when the host did not keep it.
        """
        self._saved += 1
        value, url = self._saved % 2, self._handler_url()
        body = {"answers": {self._item: {"value": value, "at": int(time.time() * 1000)}}}
        asked = ask(lambda: self.client.post(url, body, content_type="application/json", headers=HEADERS))
        kept = asked.answer.json()["state"]["answers"][self._item]["value"]
        if kept != value:
            raise RuntimeError(f"{url} was sent the value {value} and kept {kept}")
        return {"ms": asked.ms, "sql": asked.sql}

    def _handler_url(self) -> str:
        if not self._handler:
            usage = USAGE.search(self.html())
            if usage is None:
                raise RuntimeError(f"no block was found on {self.path}")
            self._handler = self.handler_path.format(usage=usage[1], name="save_answers")
        return self._handler


def block_of(platform: FakePlatform) -> BlockPage:
    """The block that a launch of our service opens, in the browser that launched it."""
    client = tool_client()
    path = our_door(platform, client).launch()[1].answer["Location"]
    return BlockPage(client, path, path + "b/{usage}/{name}/")

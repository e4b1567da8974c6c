"""What small targets over real HTTP share: a token endpoint, and answers that a test puts in the place of theirs."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

from tests.connectors.authority import Authority
from winternship_lti.testing import LocalServer, Reply, Request


class TokenTarget(LocalServer):
    """A subclass answers in ``_do``. ``instead`` is answered before anything is done, ``after`` when it is done."""

    token_path = "/token"

    def __init__(self) -> None:
        super().__init__(self._reply)
        self.authority = Authority()
        self.instead: list[Reply] = []
        self.after: list[Reply] = []
        self._one_at_a_time = threading.Lock()

    @property
    def calls(self) -> list[Request]:
        """The requests without those for tokens."""
        return [one for one in self.seen if one.path != self.token_path]

    def _reply(self, request: Request) -> Reply:
        with self._one_at_a_time:
            if request.path == self.token_path:
                return self.authority.reply(request)
            refused = self._refused(request)
            if refused is not None:
                return refused
            if self.instead:
                return self.instead.pop(0)
            done = self._do(request)
            return self.after.pop(0) if self.after else done

    def _refused(self, request: Request) -> Reply | None:
        return None if self.authority.admits(request) else Reply(401)

    def _do(self, request: Request) -> Reply:
        raise NotImplementedError


def json_reply(status: int, told: Any) -> Reply:
    """An answer with a body of JSON."""
    return Reply(status, json.dumps(told).encode(), {"Content-Type": "application/json"})


def started(rig: Any) -> Iterator[Any]:
    """A rig of the acceptance kit whose target is its ``server``, while that runs."""
    with rig.server:
        rig.origin = rig.server.origin
        yield rig

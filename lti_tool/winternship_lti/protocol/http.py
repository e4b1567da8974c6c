"""So that a platform that gives no answer is told in the errors of this protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from winternship_net.errors import AddressNotAllowed, AnswerTooMuch, BadAddress, Unreachable
from winternship_net.http import ANSWER_LIMIT, CONNECT_SECONDS, TOTAL_SECONDS, Answer
from winternship_net.http import Http as Requests

from .errors import AddressRefused, ServiceUnavailable

__all__ = ["ANSWER_LIMIT", "CONNECT_SECONDS", "TOTAL_SECONDS", "USER_AGENT", "Answer", "Http"]

USER_AGENT: Final = "winternship-lti/1.3"  # some platforms answer 403 to a request without one


class Http(Requests):
    """Requests to platforms; see the base for what it allows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(USER_AGENT, **options)

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Send one request and read the whole answer, whatever its status.

        Raises ServiceUnavailable for no answer, one too late or too large, and for an address that is not https;
        AddressRefused for a machine that the network does not let us call.
        """
        with told_in_errors_of_lti():
            return super().send(method, url, headers=headers, body=body)


@contextmanager
def told_in_errors_of_lti() -> Iterator[None]:
    """Why there is no answer, as AddressRefused or ServiceUnavailable."""
    try:
        yield
    except AddressNotAllowed as error:
        raise AddressRefused(str(error)) from error
    except Unreachable as error:
        for_all = not isinstance(error, (AnswerTooMuch, BadAddress))
        raise ServiceUnavailable(str(error), for_all=for_all) from error

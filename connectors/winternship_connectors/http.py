"""Requests to a target: bound in time and size, and each failure named by what has to happen next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from email.utils import parsedate_to_datetime
from typing import Final

from winternship_connectors.errors import AuthFailed, Rejected, Retry, Throttled, Unknown
from winternship_net.errors import AddressNotAllowed, BadAddress, NoAnswer, NotSent
from winternship_net.http import Answer
from winternship_net.http import Http as Requests
from winternship_net.network import Network

__all__ = ["SAFE", "Answer", "Http", "retry_after"]

USER_AGENT: Final = "winternship-connectors/1"
SECONDS: Final = 20.0
ANSWER_LIMIT: Final = 16 * 1024 * 1024  # bytes; a listing of a large calendar
# These change nothing there, so that no answer is a reason to ask again [RFC 9110 9.2.1, RFC 4918, RFC 3253].
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"})
_LATER: Final = frozenset({408, 423, 425, 500, 502, 503, 504, 507})
_LONGEST: Final = 24 * 3600.0


class Http:
    """Requests of one connection. `allow_private` admits a school's own network, which an administrator allows.

    ``network`` and ``seconds`` are for a connector that speaks another protocol within the same bounds.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        allow_http: bool = False,
        seconds: float = SECONDS,
        now: Callable[[], dt.datetime] | None = None,
    ) -> None:
        self.network = Network(allow_private=allow_private)
        self.seconds = seconds
        self._now = now or (lambda: dt.datetime.now(dt.UTC))
        self._requests = Requests(
            USER_AGENT, allow_http=allow_http, seconds=seconds, limit=ANSWER_LIMIT, network=self.network
        )

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        expect: Collection[int] = (),
    ) -> Answer:
        """Send one request; the answer when its status is 2xx or one of `expect`.

        Raises AuthFailed for 401 and 403, Throttled for 429, Retry for 408, 423, 5xx and when nothing was sent,
        Unknown when it was sent and no answer came (Retry for a method that changes nothing), and Rejected for
        any other status and for an address that may not be called.
        """
        try:
            answer = self._requests.send(method, url, headers=headers, body=body)
        except (BadAddress, AddressNotAllowed) as error:
            raise Rejected(str(error)) from error
        except NotSent as error:
            raise Retry(str(error)) from error
        except NoAnswer as error:
            raise (Retry if method in SAFE else Unknown)(str(error)) from error
        if 200 <= answer.status < 300 or answer.status in expect:
            return answer
        raise self._failure(method, answer)

    def _failure(self, method: str, answer: Answer) -> Exception:
        said, status = f"{method}: received HTTP status {answer.status}", answer.status
        if status in {401, 403}:
            return AuthFailed(said, status=status)
        after = retry_after(answer, self._now())
        if status == 429:
            return Throttled(said, after=after, status=status)
        if status in _LATER or status >= 500:
            return Retry(said, after=after, status=status)
        return Rejected(said, status=status)


def retry_after(answer: Answer, now: dt.datetime) -> float | None:
    """The seconds that the target asks us to wait, of both forms; a day at most [RFC 9110 10.2.3]."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isdigit():
        return min(float(told), _LONGEST)
    try:
        at = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    return min(max((at - now).total_seconds(), 0.0), _LONGEST)

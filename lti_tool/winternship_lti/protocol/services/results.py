"""So that a grade whose answer was lost can be looked up, instead of guessed about [AGS 3.3]."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from .. import strict_json
from ..errors import ServiceUnavailable
from ..values import mapping
from .paging import pages, with_query
from .service import Service

RESULTS: Final = "application/vnd.ims.lis.v2.resultcontainer+json"


@dataclass(frozen=True, slots=True)
class Result:
    """What the gradebook holds for a person: `part` is 0 to 1, None without a grade.

    `written_at` is the platform's own time of it; only some platforms (Moodle) tell.
    """

    user_id: str
    part: float | None
    written_at: datetime | None


def results_url(lineitem_url: str) -> str:
    """The address of the results of a line item: `/results` ends the path, before a query [AGS 3.3.1]."""
    scheme, host, path, query, _fragment = urlsplit(lineitem_url)
    return urlunsplit((scheme, host, path.rstrip("/") + "/results", query, ""))


def result_of(service: Service, lineitem_url: str, user_id: str) -> Result | None:
    """The result of one person [AGS 3.3.2], or None. Raises as `Service.call`; scope result.readonly."""
    url = with_query(results_url(lineitem_url), user_id=user_id)
    return next((result for result in _results(service, url) if result.user_id == user_id), None)


def _results(service: Service, url: str) -> Iterator[Result]:
    for answer in pages(service, url, accept=RESULTS):
        try:
            values = strict_json.loads_list(answer.body)
        except ValueError as error:
            raise ServiceUnavailable(f"results: received what is {error}") from error
        yield from (_read(value) for value in values)


def _read(value: object) -> Result:
    found = mapping(value)
    score, maximum = _number(found.get("resultScore")), _number(found.get("resultMaximum"))
    # Without a maximum it is 1 [AGS 3.3.5].
    part = None if score is None else score / (maximum or 1.0)
    return Result(str(found.get("userId")), part, _moment(found.get("timestamp")))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.utcoffset() is not None else None

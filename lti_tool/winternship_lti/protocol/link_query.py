"""So that a link still says what to show where the platform loses its custom parameters on the way.

Moodle, for one, takes only the address of a link out of a Common Cartridge. Then the address carries the choice:
`…/lti/launch?block=winternship_lesson&field_work=win&field_shows=W5.2-questions`.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlsplit

from .deep_linking import FIELD_PREFIX
from .lineage import ACTIVITY
from .values import storable

NAMES: Final = (ACTIVITY, "block", "language")


def read_query(target: object) -> dict[str, str]:
    """What the query of a signed target_link_uri says in place of custom parameters [Core 5.3.4, 5.4.6].

    Only names that our own links use are read, each the first time it stands there. The address was compared with
    the one of the login before; nothing in it is believed that the platform did not sign.
    """
    if not isinstance(target, str):
        return {}
    found: dict[str, str] = {}
    for name, value in parse_qsl(urlsplit(target).query, keep_blank_values=True):
        if name in NAMES or name.startswith(FIELD_PREFIX):
            found.setdefault(storable(name), storable(value))
    return found

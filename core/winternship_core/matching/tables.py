"""The two tables a round is made of: which columns there are and what their cells may hold.

The columns are the fields of :class:`.records.Student` and :class:`.records.Placement`, and no others: what is not
listed here cannot enter a round.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_core.matching.cells import Cell, choice, day, integer, ranked, several, text, yes_no
from winternship_core.matching.vocabulary import (
    CEFR,
    DAYS,
    LEVELS,
    ROUTES,
    SKILLS,
    STATUSES,
    TASK_REASONS,
    YEARS,
)

MAP: Final = 2_900_000  # metres from the map's origin, either way
LONGEST_WAY: Final = 200_000
LONGEST_PERIOD: Final = 1000  # days
_ID = r"[^\s,;]{1,64}"
_LANGUAGE = f"[a-z]{{2}}:(?:{'|'.join(SKILLS)}):(?:{'|'.join(CEFR)})"
_REASON = f"@(?:{'|'.join(TASK_REASONS)})"
_reasons = " or ".join(TASK_REASONS)
an_id: Final = text(_ID, "an id of 1 to 64 characters without spaces, commas or semicolons")
_code: Final = text(r"\d{5}", "a crebo number of 5 digits")
_word: Final = text(r"[^\s,;@]{1,64}", "a word of at most 64 characters")
_group: Final = text(r"level:[1-4]|school:[^\s,;]{1,64}", "level:1 to level:4 or school:<code>")
_level: Final = integer(LEVELS[0], LEVELS[-1])
_days: Final = choice(DAYS)
_place: Final = integer(-MAP, MAP)

STUDENTS: Final[Mapping[str, Cell]] = {
    "id": an_id,
    "programme": _code,
    "level": _level,
    "route": choice(ROUTES),
    "x_m": _place,
    "y_m": _place,
    "max_m": integer(100, LONGEST_WAY),
    "start": day(),
    "end": day(),
    "weeks": integer(1, 140),
    "year": integer(YEARS[0], YEARS[-1], default=1),
    "days": several(_days),
    "work_needed": several(_word),
    "work_wished": several(_word),
    "wishes": ranked(an_id),
    "kinds": several(_word),
    "skills": several(_word),
    "languages": several(text(_LANGUAGE, "a language, skill and level such as nl:speak:B1")),
    "licences": several(_word),
    "avoids": several(_word),
    "minor": yes_no(default=False),
    "guidance": yes_no(default=False),
    "waiting_weeks": integer(0, 255, default=0),
    "school": text(r"[^\s,;]{0,64}", "a code without spaces", default=""),
    "blocked": several(an_id),
    "signed": text(_ID, "the id of a placement", default=""),
}
PLACEMENTS: Final[Mapping[str, Cell]] = {
    "id": an_id,
    "programmes": several(_code, 1, 20),
    "levels": several(_level, 1, 4),
    "routes": several(choice(ROUTES), 1, 3),
    "x_m": _place,
    "y_m": _place,
    "start": day(),
    "end": day(),
    "seats": integer(0, 10_000),
    "days": several(_days, 1, 7),
    "work": several(_word),
    "not_for_minors": several(_word),
    "minors": yes_no(default=False),
    "languages": several(
        text(_LANGUAGE + _REASON, f"such as nl:speak:B1@safety, with a reason ({_reasons})")
    ),
    "licences": several(text(rf"[^\s,;@]{{1,64}}{_REASON}", f"such as B@task, with a reason ({_reasons})")),
    "features": several(_word),
    "kinds": several(_word, 0, 2),
    "skills": several(_word),
    "independence": integer(YEARS[0], YEARS[-1], default=1),
    "guidance": yes_no(default=False),
    "reserved_seats": integer(0, 10_000, default=0),
    "reserved_for": several(_group),
    "ranking": ranked(an_id),
    "status": choice(STATUSES, default="open"),
}

"""What the one who exports may choose, checked once against the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

from winternship_export.errors import OptionError

Activities = Literal["blocks", "lti", "paper"]
ACTIVITIES: Final[tuple[Activities, ...]] = ("blocks", "lti", "paper")


@dataclass(frozen=True, slots=True)
class Options:
    """How activities come along, and what counts as a pass.

    ``activities``: ``blocks`` (our XBlocks, in OLX only), ``lti`` (links to the tool at ``tool_url``) or ``paper``
    (to read, print and fill in). ``tool_url``: the tool's address without a path, such as ``https://tool.example.org``.
    ``pass_mark``: percent of a quiz; our choice, no rule. ``board``: whether the placement board comes along.
    """

    activities: Activities = "paper"
    tool_url: str = ""
    pass_mark: int = 60
    board: bool = False


def parse_options(
    possible: tuple[Activities, ...],
    activities: str = "",
    tool_url: str = "",
    pass_mark: int = 60,
    *,
    board: bool = False,
) -> Options:
    """The options for a format that knows these ``possible`` ways; the first is its default, ``lti`` with a tool's URL.

    Raises :class:`OptionError` with what was received and what is allowed.
    """
    if activities and activities not in possible:
        names = ", ".join(possible)
        raise OptionError(
            f"activities={activities!r} is not possible in this format; choose from {names}",
            f"opdrachten als {activities!r} kan niet in deze vorm; kies uit {names}",
        )
    if not 1 <= pass_mark <= 100:
        raise OptionError(f"the pass mark must be from 1 to 100 percent, received {pass_mark}")
    address = _address(tool_url) if tool_url else ""
    chosen: Activities = next(
        (one for one in ACTIVITIES if one == activities),
        "lti" if address and "lti" in possible else possible[0],
    )
    if chosen == "lti" and not address:
        raise OptionError(
            "activities='lti' needs the tool's address, such as --tool-url https://tool.example.org"
        )
    return Options(chosen, address, pass_mark, board)


def _address(url: str) -> str:
    parts = urlsplit(url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or parts.username
        or parts.query
        or parts.fragment
    ):
        raise OptionError(f"the tool's address must look like https://tool.example.org, received {url!r}")
    return f"{parts.scheme}://{parts.netloc}{parts.path.removesuffix('/lti/launch').rstrip('/')}"

"""The course material as files for another LMS: who may have it, what can be chosen, and one export at a time.

The material is the same for everyone and holds nobody's data; the pass only keeps strangers from keeping the service
busy. It stands in the address, so that a link works in a new tab and in a browser that drops cookies in frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import BoundedSemaphore, Lock
from typing import Final

from django.core import signing

from winternship_core.curriculum import Activity, Lesson, Module, load_work, load_works
from winternship_core.text import Text
from winternship_export.exporting import Package, export
from winternship_export.formats import FORMATS
from winternship_export.losses import Reason

from .errors import DownloadsBusy, DownloadsOver

SALT: Final = "winternship.downloads"
HOURS: Final = 12
KEPT: Final = 24  # finished packages in memory, a few hundred kB each
WHOLE: Final = Text(nl="alles", en="everything")
WAYS: Final[Mapping[str, Text]] = {
    "": Text(nl="Zoals het bij deze vorm past", en="As it suits this format"),
    "lti": Text(nl="Als koppelingen naar deze tool (LTI 1.3)", en="As links to this tool (LTI 1.3)"),
    "paper": Text(nl="In de tekst, om te lezen en af te drukken", en="In the text, to read and print"),
}
# An export takes a processor for up to some seconds. One is made at a time and one more may wait: whoever comes then
# is told so, for the threads of the service are for launches.
_one_at_a_time: Final = Lock()
_places: Final = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Choice:
    """What someone chose: a work or one of its modules, a language, a format, and how activities come along."""

    what: str = "win"
    language: str = "nl"
    format: str = "mbz"
    activities: str = ""


def new_pass() -> str:
    """A pass for the downloads."""
    return signing.TimestampSigner(salt=SALT).sign("d")


def require_pass(given: str) -> None:
    """Raises :class:`DownloadsOver` for a pass that is not ours or older than ``HOURS``."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(given, max_age=HOURS * 3600)
    except signing.BadSignature:
        raise DownloadsOver from None


def package_of(choice: Choice, tool_url: str) -> Package:
    """The file that was chosen.

    Raises the export's ``ExportError``, whose text says what is allowed, and :class:`DownloadsBusy`.
    """
    work, _, module = choice.what.partition("/")
    url = tool_url if choice.activities == "lti" or FORMATS_OF_LINKS.get(choice.format) else ""
    if not _places.acquire(blocking=False):
        raise DownloadsBusy
    try:
        with _one_at_a_time:
            return _package(work, module, choice, url)
    finally:
        _places.release()


def works_to_choose(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each work as a whole, then its modules; the values are those of ``Choice.what``."""
    groups = []
    for work in load_works():
        title = work.title.in_language(language)
        modules = [
            (f"{work.key}/{one.key}", f"{one.key} {one.title.in_language(language)}") for one in work.modules
        ]
        groups.append((title, [(work.key, f"{title}: {WHOLE.in_language(language)}"), *modules]))
    return groups


def formats_to_choose(language: str) -> list[tuple[str, str]]:
    """The formats by name, in words."""
    return [(name, one.title.in_language(language)) for name, one in FORMATS.items()]


def losses_to_tell(package: Package, what: str, language: str) -> list[tuple[Reason, list[str]]]:
    """What does not come along, each reason with the items it holds for, by their titles where they have one."""
    work = load_work(what.partition("/")[0])
    titled: list[Module | Lesson | Activity] = [*work.modules, *work.lessons()]
    titled += [activity for module in work.modules for activity in module.activities.values()]
    titles = {one.key: one.title.in_language(language) for one in titled}
    return [
        (reason, [f"{key} {titles[key]}" if key in titles else key for key in reason.keys])
        for reason in package.losses.reasons(language)
    ]


FORMATS_OF_LINKS: Final = {name: one.activities == ("lti",) for name, one in FORMATS.items()}


@lru_cache(maxsize=KEPT)
def _package(work: str, module: str, choice: Choice, tool_url: str) -> Package:
    return export(
        work,
        choice.language,
        choice.format,
        modules=[module] if module else [],
        activities=choice.activities,
        tool_url=tool_url,
    )

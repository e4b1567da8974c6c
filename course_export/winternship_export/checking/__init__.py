"""Whether a package is whole: what it names is there, and what is there is named. Our packages, and edited ones.

Not a validator of the specifications: those schemas may not be passed on; the project's tests hold ours against them.
"""

from __future__ import annotations

from winternship_export.checking.links import broken_links
from winternship_export.checking.manifests import manifest_mistakes
from winternship_export.checking.moodle import moodle_mistakes
from winternship_export.checking.openedx import openedx_mistakes
from winternship_export.reading import Contents, read_package

__all__ = ["check"]


def check(data: bytes) -> tuple[Contents, list[str]]:
    """What a package holds, and every mistake in it. Raises :class:`PackageError` for a file that is no package."""
    contents = read_package(data)
    return contents, [*contents.mistakes, *_mistakes(contents)]


def _mistakes(contents: Contents) -> list[str]:
    if contents.format == "olx":
        return openedx_mistakes(contents)
    if contents.format == "mbz":
        return moodle_mistakes(contents.files)
    if contents.format == "bundle":
        return broken_links(contents.files)
    return [*manifest_mistakes(contents.files), *broken_links(contents.files)]

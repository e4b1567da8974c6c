"""A package that is whole passes; one that lost something is told what, in each format."""

from __future__ import annotations

import pytest

from winternship_export.checking import check
from winternship_export.errors import PackageError
from winternship_export.exporting import export, write_package
from winternship_export.formats import FORMATS
from winternship_export.options import parse_options
from winternship_export.pack import Files, tar_gzipped, unpacked, zipped
from winternship_export.source import read_course

TOOL = "https://tool.example.org"
READABLE = [name for name in FORMATS if name != "pdf"]
KINDS = {"imscc13": "imscc", "thincc": "imscc", "scorm12": "bundle", "scorm2004": "bundle", "cmi5": "bundle"}


@pytest.mark.parametrize("name", READABLE)
def test_every_package_of_ours_is_whole(name: str) -> None:
    kind = FORMATS[name]
    for work in kind.works:
        for way in kind.activities:
            options = parse_options(kind.activities, way, TOOL if way == "lti" else "")
            contents, mistakes = check(write_package(read_course(work, "nl"), kind, options).data)

            assert mistakes == []
            assert contents.format == KINDS.get(name, name)
            assert contents.entries


def damaged(name: str, change: str, *, work: str = "win", module: str = "W5") -> list[str]:
    """The mistakes found after every file whose name ends with ``change`` was taken out of a package."""
    kind = FORMATS[name]
    files = unpacked(export(work, "nl", name, modules=[module]).data)
    victims = [one for one in files if one.endswith(change)]
    assert victims
    for one in victims:
        del files[one]
    data = tar_gzipped(files) if kind.suffix in (".tar.gz", ".mbz") else zipped(files)
    return check(data)[1]


@pytest.mark.parametrize(
    ("name", "lost", "said"),
    [
        ("olx", ".html", "has no text: html/"),
        ("olx", "/policy.json", "the course would be named Empty"),
        ("mbz", "course/roles.xml", "course/roles.xml is missing"),
        ("mbz", "/page.xml", "page.xml or module.xml is missing"),
        ("mbz", "/inforef.xml", "is in no inforef.xml"),
        ("imscc", ".html", "is listed but not in the package"),
        ("scorm12", ".css", "is listed but not in the package"),
        ("scorm2004", "index.html", "is not in the package"),
        ("cmi5", "index.html", "is not in the package"),
        ("epub", ".css", "is listed but not in the package"),
        ("web", ".css", "leads to a file that is not in the package"),
    ],
)
def test_a_file_that_is_lost_is_missed(name: str, lost: str, said: str) -> None:
    module = {"mbz": "W2", "epub": "W2"}.get(name, "W5")
    found = damaged(name, lost, module=module)

    assert any(said in mistake for mistake in found), found


def changed(name: str, old: str, new: str, module: str = "W5") -> list[str]:
    files: Files = {
        path: data.replace(old.encode(), new.encode())
        for path, data in unpacked(export("win", "nl", name, modules=[module]).data).items()
    }
    data = tar_gzipped(files) if FORMATS[name].suffix in (".tar.gz", ".mbz") else zipped(files)
    return check(data)[1]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("olx", "<winternship_lesson ", "<winternship_lessen ", "block type winternship_lessen is not known"),
        ("olx", "/jump_to_id/", "/jump_to_id/x", "leads to no block"),
        ("olx", "course/course", "course/other", "says nothing of course/course"),
        (
            "mbz",
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<?xml version='1.0' encoding='UTF-8'?>",
            "must have <?xml",
        ),
        ("imscc", 'identifierref="i', 'identifierref="j', "which is no resource"),
        ("web", 'href="', 'href="javascript:', "is no address a reader can use"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(name: str, old: str, new: str, said: str) -> None:
    found = changed(name, old, new)

    assert any(said in mistake for mistake in found), found


@pytest.mark.parametrize(
    "data", [b"", b"text", b"PK\x03\x04 broken", b"\x1f\x8b broken", zipped({"moodle_backup.xml": b"<a"})]
)
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(PackageError, match=r"this is no package|this package is broken"):
        check(data)

"""An edit made in Studio or Moodle comes home as just that edit, in a file that can be read again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from winternship_core.curriculum.loading import CONTENT, read_work
from winternship_export.errors import PackageError
from winternship_export.exporting import export
from winternship_export.importing import plan_import
from winternship_export.pack import Files, tar_gzipped, unpacked, zipped

WAYS = [
    ("olx", {"activities": "blocks"}),
    ("olx", {"activities": "paper"}),
    ("olx", {"tool_url": "https://tool.example.org"}),
    ("mbz", {"activities": "paper"}),
    ("mbz", {"tool_url": "https://tool.example.org"}),
]
IDS = [f"{name}-{options.get('activities', 'lti')}" for name, options in WAYS]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the curriculum that may be edited."""
    return Path(shutil.copytree(str(CONTENT), tmp_path / "content"))


def edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The package with these texts replaced, each in at least one file."""
    files = unpacked(data)
    for old, new in changes:
        wanted = [name for name, text in files.items() if old.encode() in text]
        assert wanted, old
        for name in wanted:
            files[name] = files[name].replace(old.encode(), new.encode())
    return tar_gzipped(files)


def repacked(data: bytes, change: Callable[[Files], None]) -> bytes:
    files = unpacked(data)
    change(files)
    return tar_gzipped(files)


@pytest.mark.parametrize(
    ("work", "language", "name", "options"),
    [("win", "nl", *way) for way in WAYS] + [("broker", "en", *WAYS[0]), ("handbook", "nl", *WAYS[3])],
)
def test_a_package_that_nobody_edited_brings_nothing(
    work: str, language: str, name: str, options: dict[str, str]
) -> None:
    plan = plan_import(export(work, language, name, **options).data)  # type: ignore[arg-type]

    assert plan.edits == []
    assert plan.notes == []


@pytest.mark.parametrize(("name", "options"), WAYS, ids=IDS)
def test_an_edited_sentence_title_and_answer_come_home_alone(
    name: str, options: dict[str, str], content: Path
) -> None:
    data = edited(
        export("win", "nl", name, **options).data,  # type: ignore[arg-type]
        (
            "Een klik zegt vooral dat iemand op je lijkt",
            "Een klik zegt <em>bijna altijd</em> dat iemand op je lijkt",
        )
        if name == "olx"
        else ("Een klik zegt vooral dat", "Een klik zegt &lt;em&gt;bijna altijd&lt;/em&gt; dat"),
        ("Iedereen kan leren", "Iedereen leert"),
        ("Ja, altijd. Een rijbewijs zegt niets", "Ja hoor: een rijbewijs zegt niets"),
    )

    plan = plan_import(data, content)
    plan.accept()
    diff = "".join(edit.diff() for edit in plan.edits)

    assert plan.notes == []
    assert [edit.path for edit in plan.edits] == [
        "win/W5/nl/W5.2.md",
        "win/W5/nl/W5.4.md",
        "win/W5/nl/module.yaml",
    ]
    assert "+title: Iedereen leert" in diff
    assert "Een klik zegt *bijna altijd* dat iemand" in diff
    assert '+      a: "Ja hoor: een rijbewijs zegt niets' in diff
    assert sum(line.startswith("-") and not line.startswith("---") for line in diff.splitlines()) <= 8
    mistakes: list[str] = []
    work = read_work(content / "win", mistakes)
    assert mistakes == []
    assert work.lesson("W5.4").title.nl == "Iedereen leert"
    assert plan_import(data, content).edits == []  # a second time there is nothing left to change


def test_a_new_paragraph_and_a_goal_come_home_from_studio(content: Path) -> None:
    heading = "<h3>Eerst 3 criteria, dan pas namen</h3>"
    data = edited(
        export("win", "nl", "olx").data,
        (heading, f"<p>Een <b>nieuwe</b> alinea.</p><p>&#160;</p>{heading}"),
        ("Schrijf 3 criteria op voor de plek", "Schrijf vier criteria op voor de plek"),
    )

    plan = plan_import(data, content)
    diff = "".join(edit.diff() for edit in plan.edits)

    assert "+Een **nieuwe** alinea.\n" in diff
    assert "+monday: Schrijf vier criteria op" in diff


def test_what_cannot_come_home_is_named() -> None:
    def change(files: Files) -> None:
        path = next(
            name for name, text in files.items() if name.endswith(".html") and b"Een klik zegt vooral" in text
        )
        files[path] += b'<p>zie <img src="/static/eigen.png" alt=""/> hier</p>'

    plan = plan_import(repacked(export("win", "nl", "olx").data, change))

    assert any("<img>" in note for note in plan.notes)
    assert "+zie hier" in plan.edits[0].diff()


def test_a_lesson_that_was_removed_in_the_lms_stays_here() -> None:
    full = export("win", "nl", "olx").data

    plan = plan_import(full)
    cut = plan_import(export("win", "nl", "olx", modules=["W5"]).data)

    assert plan.edits == cut.edits == []
    assert "W1.1 is not in the package; it stays as it is here" in cut.notes


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no archive", "this is no package"),
        (b"%PDF-1.7", "cannot be read back"),
        (zipped({"a.txt": b""}), "nothing in this file says what it is"),
        (zipped({"index.html": b"<p>a</p>"}), "edits come home from mbz, olx; this is web"),
    ],
)
def test_another_file_is_refused_with_what_is_expected(data: bytes, message: str) -> None:
    with pytest.raises(PackageError, match=message):
        plan_import(data)


def test_a_course_of_others_is_refused() -> None:
    other = {
        "course/course.xml": b'<course url_name="r" org="o" course="c"/>',
        "course/course/r.xml": b"<course/>",
        "course/policies/r/policy.json": b'{"course/r": {"language": "nl"}}',
    }

    with pytest.raises(PackageError, match="no lesson of ours"):
        plan_import(tar_gzipped(other))

"""The manifests of SCORM 1.2 and 2004, as an LMS reads them."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.course_export.sample import small_course
from winternship_export.course import Course
from winternship_export.exporting import export
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.source import read_course
from winternship_export.writers import scorm

EDITIONS = {"scorm12": scorm.write_1p2, "scorm2004": scorm.write_2004}
BOTH = pytest.mark.parametrize("name", EDITIONS)
SPACES = {
    "scorm12": {
        "c": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "a": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    },
    "scorm2004": {
        "c": "http://www.imsglobal.org/xsd/imscp_v1p1",
        "a": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "s": "http://www.imsglobal.org/xsd/imsss",
    },
}


def written(name: str, course: Course, options: Options | None = None) -> tuple[Files, etree._Element]:
    files = EDITIONS[name](course, options or Options(), Losses())
    return files, etree.fromstring(files["imsmanifest.xml"])


@BOTH
def test_one_sco_holds_every_file_once(name: str) -> None:
    files, manifest = written(name, small_course())
    spaces = SPACES[name]
    (resource,) = manifest.findall(".//c:resource", spaces)
    listed = [one.get("href") for one in resource.findall("c:file", spaces)]

    assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
    assert len(listed) == len(set(listed))
    assert resource.get("href") == "index.html"
    assert resource.get("type") == "webcontent"
    kind = {"scorm12": "scormtype", "scorm2004": "scormType"}[name]  # their case differs
    assert resource.get(f"{{{spaces['a']}}}{kind}") == "sco"


@BOTH
def test_references_lead_somewhere_and_ids_are_names(name: str) -> None:
    _, manifest = written(name, small_course())
    spaces = SPACES[name]
    ids = manifest.xpath("//@identifier")
    assert len(ids) == len(set(ids)) == 4
    assert all(one[0].isalpha() for one in ids)
    (item,) = manifest.findall(".//c:item", spaces)
    assert item.get("identifierref") in ids
    assert manifest.find("c:organizations", spaces).get("default") in ids


@BOTH
def test_the_version_is_said_in_the_words_that_an_lms_looks_for(name: str) -> None:
    _, manifest = written(name, small_course())
    schema = manifest.findtext("c:metadata/c:schema", namespaces=SPACES[name])
    version = manifest.findtext("c:metadata/c:schemaversion", namespaces=SPACES[name])
    assert (schema, version) == ("ADL SCORM", {"scorm12": "1.2", "scorm2004": "2004 4th Edition"}[name])


@BOTH
def test_the_parts_of_an_item_stand_in_the_order_of_the_schema(name: str) -> None:
    """Content packaging: title first; SCORM 1.2 adds masteryscore after it, 2004 sequencing."""
    _, manifest = written(name, small_course())
    (item,) = manifest.findall(".//c:item", SPACES[name])
    last = {"scorm12": "masteryscore", "scorm2004": "sequencing"}[name]
    assert [etree.QName(one).localname for one in item] == ["title", last]


@pytest.mark.parametrize(("mark", "measure"), [(60, "0.6"), (75, "0.75"), (100, "1"), (1, "0.01")])
def test_the_pass_mark_is_that_of_the_options(mark: int, measure: str) -> None:
    _, old = written("scorm12", small_course(), Options(pass_mark=mark))
    assert old.findtext(".//a:masteryscore", namespaces=SPACES["scorm12"]) == str(mark)
    _, new = written("scorm2004", small_course(), Options(pass_mark=mark))
    assert new.findtext(".//s:minNormalizedMeasure", namespaces=SPACES["scorm2004"]) == measure
    (objective,) = new.findall(".//s:primaryObjective", SPACES["scorm2004"])
    assert objective.get("satisfiedByMeasure") == "true"


@BOTH
def test_a_module_without_questions_has_nothing_to_pass(name: str) -> None:
    _, manifest = written(name, read_course("win", "nl").only(["W0"]))
    assert manifest.findall(".//a:masteryscore", SPACES[name]) == []
    assert [one for one in manifest.iter() if "Objective" in str(one.tag)] == []


@BOTH
def test_a_module_without_questions_says_that_an_lms_may_show_nothing(name: str) -> None:
    def said(module: str) -> bool:
        losses = Losses()
        EDITIONS[name](read_course("win", "nl").only([module]), Options(), losses)
        return any("0%" in loss.what.nl for loss in losses)

    assert said("W0")
    assert not said("W1")


def test_the_sco_itself_says_when_it_is_complete() -> None:
    _, manifest = written("scorm2004", small_course())
    (control,) = manifest.findall(".//s:deliveryControls", SPACES["scorm2004"])
    assert dict(control.attrib) == {"completionSetByContent": "true", "objectiveSetByContent": "true"}


@BOTH
def test_an_edited_lesson_keeps_the_identifier_by_which_moodle_keeps_results(name: str) -> None:
    course = small_course()
    _, before = written(name, course)
    edited = Course(
        **{
            **{field: getattr(course, field) for field in Course.__dataclass_fields__},
            "title": "Een andere titel",
            "intro": "Een andere inleiding",
        }
    )
    _, after = written(name, edited)
    _, english = written(name, small_course("en"))
    item = f".//{{{SPACES[name]['c']}}}item"
    assert before.find(item).get("identifier") == after.find(item).get("identifier")
    assert before.find(item).get("identifier") == english.find(item).get("identifier")
    _, other = written(name, small_course(module="W6"))
    assert before.find(item).get("identifier") != other.find(item).get("identifier")


@BOTH
def test_the_manifest_comes_first_in_the_archive(name: str) -> None:
    import io
    import zipfile

    data = export("win", "nl", name, modules=["W5"]).data
    assert zipfile.ZipFile(io.BytesIO(data)).namelist()[0] == "imsmanifest.xml"


@BOTH
def test_several_modules_make_one_sco_with_all_of_them(name: str) -> None:
    files, manifest = written(name, read_course("win", "nl").only(["W1", "W2"]))
    assert len(manifest.findall(".//c:item", SPACES[name])) == 1
    page = files["index.html"].decode()
    assert all(f'data-page="{key}"' in page for key in ("W1.1", "W1-quiz", "W2.3", "W2-quiz"))

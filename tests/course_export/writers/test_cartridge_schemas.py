"""Every file of a cartridge is what the published schemas ask for, and the manifest names each file once."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.course_export.schemas import faults
from tests.course_export.writers.cartridge_reading import Cartridge, written
from winternship_export.options import Activities
from winternship_export.source import LANGUAGES, WORKS

SCHEMAS = {
    "manifest": "cc1p1/ccv1p1_imscp_v1p2_v1p0.xsd",
    "questestinterop": "cc1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd",
    "topic": "cc1p1/ccv1p1_imsdt_v1p1.xsd",
    "cartridge_basiclti_link": "cc1p1/imslticc_v1p0p1.xsd",
}
# 1.3 has the same elements under other names; its own schemas may not be passed on.
AS_1P1 = {
    "imsccv1p3/imscp_v1p1": "imsccv1p1/imscp_v1p1",
    "imsccv1p3/LOM/manifest": "imsccv1p1/LOM/manifest",
    "imsccv1p3/imsdt_v1p3": "imsccv1p1/imsdt_v1p1",
    "imslticc_v1p3": "imslticc_v1p0",
    "imsdt_xmlv1p3": "imsdt_xmlv1p1",
    "imsbasiclti_xmlv1p3": "imsbasiclti_xmlv1p0",
    "imscc_xmlv1p3/assessment": "imscc_xmlv1p1/assessment",
    "<schemaversion>1.3.0<": "<schemaversion>1.1.0<",
    "IMS Thin Common Cartridge": "IMS Common Cartridge",
}
PACKAGES = [
    ("imscc", "paper"),
    ("imscc", "lti"),
    ("imscc13", "paper"),
    ("imscc13", "lti"),
    ("thincc", "lti"),
]
EVERY = pytest.mark.parametrize(
    ("work", "language", "kind", "way"),
    [(work, language, *package) for work in WORKS for language in LANGUAGES for package in PACKAGES],
)


def package_of(work: str, language: str, kind: str, way: Activities) -> Cartridge:
    return written(work, language, kind, way)[1]


def as_1p1(data: bytes) -> Any:
    text = data.decode()
    for name, older in AS_1P1.items():
        text = text.replace(name, older)
    return etree.fromstring(text.encode())


@EVERY
def test_every_file_meets_its_schema(work: str, language: str, kind: str, way: Activities) -> None:
    package = package_of(work, language, kind, way)
    for path, data in package.files.items():
        if path.endswith(".xml"):
            document = etree.fromstring(data) if kind == "imscc" else as_1p1(data)
            assert faults(document, SCHEMAS[etree.QName(document).localname]) == [], path


@EVERY
def test_the_manifest_names_every_file_once_and_nothing_else(
    work: str, language: str, kind: str, way: Activities
) -> None:
    package = package_of(work, language, kind, way)
    named = [
        one.get("href") for resource in package.resources.values() for one in resource.iterfind("{*}file")
    ]

    assert sorted(named) == sorted(set(package.files) - {"imsmanifest.xml"})
    assert next(iter(package.files)) == "imsmanifest.xml"


@EVERY
def test_identifiers_are_distinct_xml_ids_and_every_reference_arrives(
    work: str, language: str, kind: str, way: Activities
) -> None:
    package = package_of(work, language, kind, way)
    everything = list(package.manifest.iter(etree.Element))
    identifiers = [one.get("identifier") for one in everything if one.get("identifier")]
    references = [one.get("identifierref") for one in everything if one.get("identifierref")]

    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one) for one in identifiers)
    assert set(references) <= set(package.resources)
    shown = [one.get("identifierref") for one in package.manifest.iterfind(".//{*}item[@identifierref]")]
    assert len(shown) == len(set(shown))
    needed = {one.get("identifierref") for one in package.manifest.iterfind(".//{*}dependency")}
    assert set(shown) | needed == set(package.resources), "a resource that nothing leads to is never seen"


@EVERY
def test_a_resource_has_an_address_of_its_own_only_where_it_may(
    work: str, language: str, kind: str, way: Activities
) -> None:
    for resource in package_of(work, language, kind, way).resources.values():
        own = resource.get("href")
        expected = resource.find("{*}file").get("href") if resource.get("type") == "webcontent" else None
        assert own == expected
        assert len(resource.findall("{*}file")) == 1


@EVERY
def test_links_of_pages_lead_to_files_and_places_that_are_there(
    work: str, language: str, kind: str, way: Activities
) -> None:
    package = package_of(work, language, kind, way)
    for path in (one for one in package.files if one.endswith(".html")):
        page = package.page(path)
        places = set(page.xpath("//@id"))
        for address in [*page.xpath("//a/@href"), *page.xpath("//img/@src")]:
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme == "https"
                assert not address.endswith((".svg", ".html")), "a file of ours is in the package"
            elif parts.path:
                assert parts.path.startswith("../")
                assert str(PurePosixPath(parts.path.removeprefix("../"))) in package.files
            else:
                assert parts.fragment in places
        needs = {one.rsplit("/", 1)[-1] for one in page.xpath("//img/@src")}
        resource = next(one for one in package.resources.values() if one.get("href") == path)
        named = {
            package.resources[one.get("identifierref")].get("href").rsplit("/", 1)[-1]
            for one in resource.iterfind("{*}dependency")
        }
        assert named == needs

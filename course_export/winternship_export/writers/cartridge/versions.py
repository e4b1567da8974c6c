"""What differs between the editions of Common Cartridge: names, types, and what their readers can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_IMS: Final = "http://www.imsglobal.org/xsd/"
# Parts of Basic LTI that no edition renamed.
BLTI: Final = f"{_IMS}imsbasiclti_v1p0"
LTICM: Final = f"{_IMS}imslticm_v1p0"
LTICP: Final = f"{_IMS}imslticp_v1p0"
# QTI 1.2.1 as profiled for cartridges; the namespace is the same in all editions.
QTI: Final = f"{_IMS}ims_qtiasiv1p2"


@dataclass(frozen=True, slots=True)
class Edition:
    """Namespaces and resource types of one edition (Common Cartridge Profile 1.1 and 1.3, chapter 4).

    ``page_links``: the readers of this edition keep pages as files, so that a link may lead from one to another;
    ``own_headings``: they show a page without its title above it; ``longest_title``: what their database holds.
    """

    schema: str
    version: str
    manifest: str
    lom: str
    topic: str
    topic_type: str
    link: str
    link_type: str
    assessment_type: str
    page_links: bool
    own_headings: bool
    longest_title: int | None


# Moodle reads 1.1 only. It turns each page into an activity that has its title above it, and leaves the file
# behind, so that a link to another page would lead nowhere; a name in its database has 255 characters.
CC_1P1: Final = Edition(
    schema="IMS Common Cartridge",
    version="1.1.0",
    manifest=f"{_IMS}imsccv1p1/imscp_v1p1",
    lom="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
    topic=f"{_IMS}imsccv1p1/imsdt_v1p1",
    topic_type="imsdt_xmlv1p1",
    link=f"{_IMS}imslticc_v1p0",
    link_type="imsbasiclti_xmlv1p0",
    assessment_type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment",
    page_links=False,
    own_headings=False,
    longest_title=255,
)
CC_1P3: Final = Edition(
    schema="IMS Common Cartridge",
    version="1.3.0",
    manifest=f"{_IMS}imsccv1p3/imscp_v1p1",
    lom="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest",
    topic=f"{_IMS}imsccv1p3/imsdt_v1p3",
    topic_type="imsdt_xmlv1p3",
    link=f"{_IMS}imslticc_v1p3",
    link_type="imsbasiclti_xmlv1p3",
    assessment_type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment",
    page_links=True,
    own_headings=True,
    longest_title=None,
)
THIN_1P3: Final = Edition(
    schema="IMS Thin Common Cartridge",
    version="1.3.0",
    manifest=CC_1P3.manifest,
    lom=CC_1P3.lom,
    topic=CC_1P3.topic,
    topic_type=CC_1P3.topic_type,
    link=CC_1P3.link,
    link_type=CC_1P3.link_type,
    assessment_type=CC_1P3.assessment_type,
    page_links=False,
    own_headings=False,
    longest_title=None,
)

"""What differs between the editions of Common Cartridge: names, types, and what their readers can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    ``for_moodle``: Moodle is the reader to write for. It turns each page into an activity with the title above it,
    leaves the file and every ``id`` behind, keeps no section or figure, and has names of 255 characters.
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
    for_moodle: bool


# The only edition that Moodle reads.
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
    for_moodle=True,
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
    for_moodle=False,
)
THIN_1P3: Final = replace(CC_1P3, schema="IMS Thin Common Cartridge")

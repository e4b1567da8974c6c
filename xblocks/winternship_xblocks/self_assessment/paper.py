"""The result on paper: a page of its own to print, and a PDF where the host has WeasyPrint."""

from __future__ import annotations

from typing import Any

from webob import Response

from winternship_xblocks.common import paper
from winternship_xblocks.self_assessment.screens import report_page
from winternship_xblocks.self_assessment.texts import FOLDER

STYLE = "public/self_assessment.css"


def page_response(block: Any) -> Response:
    """The result as an HTML page; :class:`NotYet` before there is one."""
    return paper.page_response(report_page(block, str(block.runtime.local_resource_url(block, STYLE))))


def pdf_response(block: Any) -> Response:
    """The result as a PDF; :class:`NotYet` before there is one, or where none can be made."""
    css = (FOLDER / STYLE).read_text(encoding="utf-8")
    return paper.pdf_response(report_page(block, ""), css, "stagescan.pdf")

"""One way to put a block on a page, whichever of its views is shown and whoever looks."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from xblock.core import XBlock
from xblock.exceptions import NoSuchViewError

from ..errors import BlockFailed, NotHere
from ..models import LaunchSession
from ..registry import registry
from ..runtime.page import PageParts, page_parts
from ..runtime.runtime import ToolRuntime
from ..security import page_nonce, protect

log = logging.getLogger("winternship.runtime")


def block_page(
    request: HttpRequest,
    session: LaunchSession,
    runtime: ToolRuntime,
    block: XBlock,
    *,
    view: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Render a block's view into a template of ours; raises NotHere without that view, BlockFailed for its mistake."""
    nonce = page_nonce(request)
    parts = _parts(runtime, block, view, nonce)
    page = {
        "parts": parts,
        "nonce": nonce,
        "language": runtime.visit.language,
        "base_path": runtime.visit.base_path,
        **context,
    }
    response = render(request, f"winternship_lti/{template}", page)
    protect(response, framing_origins=framing_origins(session), nonce=nonce, relaxed=parts.relaxed)
    return response


def framing_origins(session: LaunchSession) -> tuple[str, ...]:
    """Return who may show the pages of a visit in a frame: its platform, as long as that is active."""
    platform = registry.get(session.registration_id)
    return platform.framing_origins if platform else ("'none'",)


def _parts(runtime: ToolRuntime, block: XBlock, view: str, nonce: str) -> PageParts:
    try:
        return page_parts(block, runtime.render(block, view, {}), nonce)
    except NoSuchViewError as error:
        raise NotHere from error
    except Exception as error:
        report(block, view, error)
        raise BlockFailed from error


def report(block: XBlock, where: str, error: Exception) -> None:
    """Log a block's own mistake: where it happened, but not what it said, for a message may hold an answer."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error).__name__
    log.error("block failed type=%s in=%s error=%s\n%s", block.scope_ids.block_type, where[:50], kind, lines)

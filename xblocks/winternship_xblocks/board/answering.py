"""The handler's work: a request becomes the board's, and its answer becomes JSON for our script, else a whole page."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any, Final

from webob import Response

from winternship_board.screens import Download, Page, page_html, serve
from winternship_xblocks.board.hosting import host_of
from winternship_xblocks.board.texts import render, words
from winternship_xblocks.common.endpoint import refuse, reply
from winternship_xblocks.common.identity import language_choices, uid_of
from winternship_xblocks.common.texts import LANGUAGES
from winternship_xblocks.common.viewer import language_of, viewer_of
from winternship_xblocks.errors import BadRequest, Refusal, TooLarge, WrongMethod

LARGEST_BODY: Final = 2_400_000  # below what Django takes by itself; a file for the import is the largest
MOST_PARAMS: Final = 500


def first_page(block: Any) -> str:
    """The block's HTML with the screen that this person begins with."""
    language, viewer = language_of(block), viewer_of(block)
    context: dict[str, object] = {
        "uid": uid_of(block, "wb"),
        "css": "wb",
        "t": words(language),
        "language": language,
        "languages": language_choices(language),
        "title": block.display_name,
        "closed": "" if viewer in ("learner", "teacher") else words(language)[f"closed_{viewer}"],
    }
    if not context["closed"]:
        page = serve(host_of(block), {})
        assert isinstance(page, Page)
        context |= {"html": page.html, "address": page.address}
    return render("board.html", context)


def answer(block: Any, request: Any) -> Response:
    """Answer one request of the browser.

    Refused is a page as well, with status 200: nothing was changed, and what was typed is in it. A request that no
    form of ours sends gets a status of 400 or more.
    """
    try:
        posted = _posted(request)
        host = host_of(block)
        found = serve(host, _lists(request.GET), posted)
    except Refusal as error:
        return refuse(block, error)
    if isinstance(found, Download):
        response = Response(found.body, content_type=found.content_type.partition(";")[0], charset=None)
        response.content_disposition = f'attachment; filename="{found.name}"'
        response.cache_control = "no-store"
        return response
    if posted is not None and found.acting_as and found.acting_as != block.acting_as:
        block.acting_as = found.acting_as
    if "application/json" in request.headers.get("Accept", ""):
        data = {"html": found.html, "title": found.title, "address": found.address, "said": found.said}
        return reply(200, data)
    style = str(block.runtime.local_resource_url(block, "public/board.css"))
    return Response(page_html(host, found, style), charset="utf-8", cache_control="no-store")


def language_post(block: Any, data: dict[str, Any]) -> object:
    """Keep the language and answer with where the person begins in it."""
    language = data.get("language")
    if not isinstance(language, str) or language not in ("", *LANGUAGES):
        raise BadRequest("wrong_type", field="language", received=repr(language)[:40], allowed='nl, en, ""')
    block.language = language
    return {"html": first_page(block)}


def _posted(request: Any) -> dict[str, list[str]] | None:
    if request.method == "GET":
        return None
    if request.method != "POST":
        raise WrongMethod("method", received=request.method, allowed="GET, POST")
    size = max(request.content_length or 0, 0)
    if size > LARGEST_BODY:
        raise TooLarge("too_large", received=size, allowed=LARGEST_BODY)
    return _lists(request.POST)


def _lists(found: Any) -> dict[str, list[str]]:
    """The parameters as lists of texts; a file, sent in parts without our script, as Base64 of its bytes."""
    lists: dict[str, list[str]] = {}
    for number, (name, value) in enumerate(found.items()):
        if number >= MOST_PARAMS:
            raise BadRequest("too_many", allowed=MOST_PARAMS)
        if isinstance(value, str):
            lists.setdefault(name, []).append(value)
        elif hasattr(value, "file"):
            lists.setdefault(name, []).append(urlsafe_b64encode(value.file.read()).decode())
    return lists

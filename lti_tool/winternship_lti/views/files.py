"""Serves what holds no data: the files of a hosted block's package, and our public keys."""

from __future__ import annotations

import mimetypes
from hashlib import sha256

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.plugin import PluginMissingError

from .. import keyring
from ..errors import NotHere
from .refusals import refuse_service

TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@require_safe
def resource(request: HttpRequest, block_type: str, uri: str) -> HttpResponseBase:
    """Send a file below the `public_dir` of a hosted block's package, to anyone."""
    if block_type not in settings.HOSTED_BLOCKS:
        return refuse_service(request, NotHere())
    try:
        file = XBlock.load_class(block_type).open_local_resource(uri)
    except (PluginMissingError, DisallowedFileError, OSError):
        return refuse_service(request, NotHere())
    ending = uri[uri.rfind(".") :]
    kind = TYPES.get(ending) or mimetypes.guess_type(uri)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def jwks(request: HttpRequest) -> HttpResponseBase:
    """Send our public keys [Sec 6.3], to anyone."""
    response = JsonResponse(keyring.public_keys())
    tag = f'"{sha256(response.content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=tag, response=response) or response
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={keyring.CACHED.seconds}"
    return answer

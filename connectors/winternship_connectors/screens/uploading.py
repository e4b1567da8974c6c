"""A file that is read in memory and never written to disk, since it names people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[Concatenate[HttpRequest, ...], HttpResponse]


class _InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory whatever the host's settings are; of a request that is too large it keeps none."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most = most

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # the name is Django's
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Whether we take the file is decided before a byte of it is read."""
        self.activated = content_length <= self.most


def in_memory(most: int) -> Callable[[View], View]:
    """A view whose files stay in memory, up to ``most`` bytes of a whole request; see ``too_large``."""

    def wrap(view: View) -> View:
        protected = csrf_protect(view)

        # The check of the token reads the form, so it may come only after the choice of where files go.
        @csrf_exempt
        @wraps(view)
        def held(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
            request.upload_handlers = [_InMemory(request, most)]
            return protected(request, *given, **named)

        return held

    return wrap


def too_large(request: HttpRequest, most: int) -> bool:
    """Whether the files of this request were left out for their size."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > most

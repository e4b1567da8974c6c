"""The XBlock runtime of one request."""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.exceptions import InvalidScopeError
from xblock.fields import ScopeIds
from xblock.runtime import KvsFieldData, Runtime

from . import publishing
from .keys import Ids, UsageId
from .services import BlockI18nService, SiteSettingsService, VisitUserService
from .store import StateStore
from .visit import Visit

log = logging.getLogger("winternship.runtime")

# A script element ends at the first "</script", wherever it stands; these characters can be written otherwise in JSON.
JSON_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class ToolRuntime(Runtime):
    """Hosts blocks for one visit. With `locking` (handlers), use it inside a transaction."""

    def __init__(self, visit: Visit, *, locking: bool = False) -> None:
        self.visit = visit
        self.store = StateStore(
            visit.person, visit.field_defaults, locking=locking, author=visit.is_instructor
        )
        self._locking = locking
        self._blocks: list[XBlock] = []
        ids = Ids(visit.link)
        super().__init__(
            id_reader=ids,
            id_generator=ids,
            services={
                "field-data": KvsFieldData(self.store),
                "user": VisitUserService(visit),
                "settings": SiteSettingsService(),
            },
        )

    @property
    def is_author_mode(self) -> bool:
        """Whether the page is a preview: blocks ask by this name, which Studio's preview made common."""
        return self.visit.is_preview

    @property
    def user_id(self) -> int | None:
        """The person's key; blocks find it in `scope_ids.user_id` too."""
        return self.visit.person

    @user_id.setter
    def user_id(self, value: object) -> None:
        if value is not None and value != self.visit.person:
            raise ValueError(
                "A runtime serves the one person of its visit; make another runtime for another person."
            )

    def root_block(self) -> XBlock:
        """Return the block this visit's link shows, with all its state read in one query."""
        root = self.visit.root
        if not self._locking:
            self.store.preload(root, root.block_type)
        return self.get_block(root)

    def get_block(self, usage_id: str, for_parent: Any = None) -> XBlock:
        """Return a block of this visit's link; raises LookupError for any other, whoever asks."""
        usage = UsageId.parse(usage_id)
        if not self.visit.owns(usage):
            raise LookupError("That block belongs to another activity.")
        ids = ScopeIds(self.visit.person, usage.block_type, usage, usage)
        block = self.construct_xblock(usage.block_type, ids, for_parent=for_parent)
        self._blocks.append(block)
        return block

    def save_blocks(self) -> None:
        """Write what views changed, as other hosts do after a page; costs nothing when nothing changed."""
        for block in self._blocks:
            try:
                block.save()
            except InvalidScopeError:
                log.warning("a view of %s changed what only an author may", block.scope_ids.block_type)

    def service(self, block: Any, service_name: str) -> Any:
        """Return a service the block declared; `i18n` is made for the block's own package."""
        found = super().service(block, service_name) if service_name != "i18n" else None
        return BlockI18nService(type(block)) if service_name == "i18n" else found

    def handler_url(
        self, block: Any, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        """Return where the block's handler answers; below the visit's path, so its cookie goes along."""
        path = f"{self.visit.base_path}b/{block.scope_ids.usage_id}/{quote(handler_name)}/{quote(suffix)}"
        return f"{path}?{query}" if query else path

    def local_resource_url(self, block: Any, uri: str) -> str:
        """Return where a file of the block's package is served."""
        return reverse("block-resource", args=[block.scope_ids.block_type, uri])

    def resource_url(self, resource: str) -> str:
        """Return where a file of the service is served."""
        return f"/static/{resource}"

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        """Take a grade or a completion; other events are the block's own affair and kept by no one."""
        publishing.publish(self.visit, event_type, event_data)

    def query(self, block: Any) -> Any:
        """Not offered: the query language was never finished and no block in use needs it."""
        raise NotImplementedError("runtime.query")

    def applicable_aside_types(self, block: Any) -> list[str]:
        """Return none: what decorates blocks in another host has no meaning here."""
        return []

    def _wrap_ele(
        self, block: Any, view: str, frag: Fragment, extra_data: dict[str, Any] | None = None
    ) -> Fragment:
        # The base class writes attributes and JSON into the page unescaped.
        data: dict[str, Any] = {"usage": block.scope_ids.usage_id, "block-type": block.scope_ids.block_type}
        data.update(extra_data or {})
        if frag.js_init_fn:
            data |= {"init": frag.js_init_fn, "runtime-version": frag.js_init_version}
        arguments = ""
        if frag.json_init_args is not None:
            text = json.dumps(frag.json_init_args).translate(JSON_IN_HTML)
            arguments = format_html(
                '<script type="json/xblock-args" class="xblock_json_init_args">{}</script>',
                mark_safe(text),  # noqa: S308 - no character of HTML is left in it
            )
        wrapped = Fragment()
        wrapped.add_content(
            format_html(
                '<div class="xblock {}"{}>{}{}</div>',
                " ".join(self._css_classes_for(block, view)),
                format_html_join("", ' data-{}="{}"', data.items()),
                mark_safe(frag.body_html()),  # noqa: S308 - a block writes its own HTML
                arguments,
            )
        )
        wrapped.add_fragment_resources(frag)
        return wrapped

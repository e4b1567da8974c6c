"""A workbench runtime for real blocks: it spares their fields, keeps state safely and tells of grades."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal
from web_fragments.fragment import Fragment
from workbench.runtime import WorkbenchRuntime
from xblock.core import XBlock
from xblock.runtime import KvsFieldData

from practice_lms.sdk_workbench.ids import UsageId, ids
from practice_lms.sdk_workbench.services import DjangoI18nService, LmsUserService
from practice_lms.sdk_workbench.store import store

# Sent for each event a block publishes: block, event_type ("grade", "completion", …), data, user_id.
published = Signal()

# What Studio's page gives an edit form and the workbench's does not: `notify`, and a CSRF header for jQuery.
STUDIO_SHIM = """
RuntimeProvider.versions[1].notify = function (name, data) { $(document).trigger("xblock-" + name, [data]); };
$.ajaxSetup({ beforeSend: function (xhr) { xhr.setRequestHeader("X-CSRFToken", $.cookie("csrftoken")); } });
"""


class PracticeRuntime(WorkbenchRuntime):
    """The workbench's runtime, mended."""

    def __init__(self, user_id: str | None = None) -> None:
        super().__init__(user_id)
        self.id_reader = self.id_generator = ids
        self._services.update(
            {
                "field-data": KvsFieldData(store),
                "user": LmsUserService(user_id),
                "i18n": DjangoI18nService(),
            }
        )

    def get_block(self, usage_id: str, for_parent: XBlock | None = None) -> XBlock:
        """The block of an id that may come as text from a URL. Raises `NoSuchUsage`."""
        return super().get_block(UsageId(usage_id), for_parent)

    def _patch_xblock(self, block: XBlock) -> None:
        """Leave the block as it is: the original overwrites fields such as `category`, and saves them."""

    def applicable_aside_types(self, block: XBlock) -> list[str]:
        """None: an installed aside would dress up every block, where Open edX waits to be asked."""
        return []

    def publish(self, block: XBlock, event_type: str, event_data: dict[str, Any]) -> None:
        """Pass an event on as the signal `published`; the original only logs, personal data included."""
        published.send(
            sender=type(block),
            block=block,
            event_type=event_type,
            data=event_data,
            user_id=block.scope_ids.user_id,
        )

    def _wrap_ele(self, block: XBlock, view: str, frag: Fragment, extra_data: Any = None) -> Fragment:
        wrapped = super()._wrap_ele(block, view, frag, extra_data)
        if frag.js_init_fn:  # only then has the page the script that the shim mends
            wrapped.add_javascript(STUDIO_SHIM)
        return wrapped

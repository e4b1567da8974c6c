"""The placement board as an XBlock: settings, one view, one handler that leads to all screens."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment
from webob import Response
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, List, Scope, String

from winternship_xblocks.board import studio
from winternship_xblocks.board.answering import answer, first_page, language_post
from winternship_xblocks.board.texts import WORDING
from winternship_xblocks.common.browser import start_module
from winternship_xblocks.common.endpoint import endpoint
from winternship_xblocks.common.viewer import viewer_of


@XBlock.wants("i18n", "user", "settings", "studio_user_permissions")
class BoardXBlock(XBlock):
    """Finding, arranging and following placements.

    What is kept is kept by the board, not in this block's state: here is only in which role and language a person
    looks. The board decides who may see and do what; being staff of the course gives no right there.
    """

    wording = WORDING
    block_settings_key = "winternship_board"
    has_author_view = True
    icon_class = "other"

    display_name = String(default="Stagebord", scope=Scope.settings)
    roles = List(scope=Scope.settings, help="codes of the roles offered here; empty: all")
    by_code = Boolean(
        default=True, scope=Scope.settings, help="whether a code of invitation can be used here"
    )
    region = String(default="", scope=Scope.settings, help="the region whose supply is shown first")

    language = String(default="", scope=Scope.preferences, help="nl, en, or empty to follow the host")
    acting_as = String(default="", scope=Scope.preferences, help="the role chosen last")

    winternship_learning_place = Dict(scope=Scope.user_info, help="the learning place of the course")

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The board, where this person begins; a visitor reads what it is for."""
        fragment = Fragment(first_page(self))
        fragment.add_css_url(self.runtime.local_resource_url(self, "public/board.css"))
        if viewer_of(self) in ("learner", "teacher"):
            start_module(self, fragment, "public/board.js", {})
        return fragment

    public_view = student_view
    author_view = student_view

    def studio_view(self, context: Any = None) -> Fragment:
        """The author's form."""
        return studio.settings_form(self)

    @XBlock.handler
    def board(self, request: Any, suffix: str = "") -> Response:
        """Every screen, form and file of the board; who may what, the board decides at each request."""
        return answer(self, request)

    @endpoint("language")
    def choose_language(self, data: dict[str, Any]) -> object:
        """Show the board in Dutch or English; empty follows the host again."""
        return language_post(self, data)

    @endpoint("display_name", "roles", "by_code", "region")
    def save_settings(self, data: dict[str, Any]) -> object:
        """Keep what an author set."""
        return studio.save_settings(self, data)

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """What the workbench offers."""
        return [("Placement board", "<winternship_board/>")]

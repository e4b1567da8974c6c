"""The self-assessment as an XBlock: fields, views and handlers, each handing over to the module with the rules."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment
from webob import Response
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, Float, Integer, List, Scope, String

from winternship_core.assessment import ALL_PARTS, load_instrument
from winternship_xblocks.common.browser import start_module
from winternship_xblocks.common.clock import utc_now
from winternship_xblocks.common.endpoint import endpoint, page, reply
from winternship_xblocks.common.sharing import share
from winternship_xblocks.common.texts import LANGUAGES
from winternship_xblocks.common.viewer import viewer_of
from winternship_xblocks.errors import BadRequest
from winternship_xblocks.self_assessment import mobile, studio
from winternship_xblocks.self_assessment.answers import parse_answers
from winternship_xblocks.self_assessment.counting import count_person
from winternship_xblocks.self_assessment.grading import CompletionGrade
from winternship_xblocks.self_assessment.journey import Journey
from winternship_xblocks.self_assessment.paper import STYLE, page_response, pdf_response
from winternship_xblocks.self_assessment.screens import refreshed, screen, script_arguments, state_of
from winternship_xblocks.self_assessment.settings import checked_node
from winternship_xblocks.self_assessment.texts import WORDING


@XBlock.wants("i18n", "user", "studio_user_permissions")
class SelfAssessmentXBlock(CompletionGrade, CompletableXBlockMixin, XBlock):
    """A company looks for itself how ready it is for an intern.

    Answers are personal to the respondent: they are kept in user state, shown to that person only and never
    logged. The shared ``counts`` hold numbers, see :mod:`counting`.
    """

    wording = WORDING
    has_author_view = True
    icon_class = "problem"

    display_name = String(default="Stagescan", scope=Scope.settings)
    parts = List(default=list(ALL_PARTS), scope=Scope.settings)
    gives_grade = Boolean(default=True, scope=Scope.settings)
    weight = Float(default=1.0, scope=Scope.settings)

    language = String(default="", scope=Scope.preferences, help="nl, en, or empty to follow the host")

    answers = Dict(scope=Scope.user_state, help="item → {value, at}; at in ms")
    answers_since = Integer(default=0, scope=Scope.user_state, help="ms; older answers are dropped")
    place = String(default="", scope=Scope.user_state, help="where the person is among the questions")
    finished = String(default="", scope=Scope.user_state, help="ISO moment of the result, or empty")
    reopened = String(default="", scope=Scope.user_state, help="again, correct, or empty")
    submitted = Dict(scope=Scope.user_state, help="item → value, as the result was made of")
    history = List(scope=Scope.user_state, help="summaries of results, the newest last")
    steps_done = List(scope=Scope.user_state, help="items whose step is ticked off")
    counted = Dict(scope=Scope.user_state, help="how this person is in the counts")
    override = Float(
        default=None, scope=Scope.user_state, help="a teacher's override of the grade, as a share of 1"
    )

    winternship_steps = List(scope=Scope.user_info, help="items still to do, for the action plan of a lesson")

    counts = Dict(scope=Scope.user_state_summary, help="numbers for teachers, see counting")

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The check, its result, or what a visitor may see. It never writes: a visitor has no state."""
        fragment = Fragment(screen(self))
        fragment.add_css_url(self.runtime.local_resource_url(self, STYLE))
        if viewer_of(self) in ("learner", "teacher"):
            start_module(self, fragment, "public/self_assessment.js", script_arguments(self))
        return fragment

    public_view = student_view
    author_view = student_view

    def studio_view(self, context: Any = None) -> Fragment:
        """The author's form."""
        return studio.settings_form(self)

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """The check as data for other screens, without anything personal."""
        return mobile.check_as_data(self)

    def index_dictionary(self) -> dict[str, Any]:
        """What a course search may find."""
        return {**super().index_dictionary(), **mobile.as_search_text(self)}

    # -- a person's own state ----------------------------------------------------------------------------

    @endpoint("answers", "place")
    def save_answers(self, data: dict[str, Any]) -> object:
        """Take in any number of answers; the reply is the whole state, so that every tab catches up."""
        journey = Journey(self)
        answers = parse_answers(load_instrument(), data.get("answers", {}))
        if "place" in data:
            journey.go_to(data["place"])
        journey.answer(answers, utc_now())
        self._count()
        return {"state": state_of(self)}

    @endpoint()
    def state(self, data: dict[str, Any]) -> object:
        """The state, for a tab that was away."""
        return {"state": state_of(self)}

    @endpoint()
    def refresh(self, data: dict[str, Any]) -> object:
        """The screen that is due now, for a tab that missed a change of screen."""
        return self._new_screen()

    @endpoint()
    def finish(self, data: dict[str, Any]) -> object:
        """Make the result, and tell the host that this person is done."""
        Journey(self).finish(utc_now())
        self._after_change()
        if self.gives_grade:
            self.publish_grade()
        self.emit_completion(1.0)
        return self._new_screen()

    @endpoint("why")
    def again(self, data: dict[str, Any]) -> object:
        """Open the questions again; ``why``: ``again`` (a new round) or ``correct`` (the same one, mended)."""
        why = data.get("why", "again")
        if why not in ("again", "correct"):
            raise BadRequest("wrong_type", field="why", received=repr(why)[:40], allowed="again, correct")
        Journey(self).reopen(why)
        return self._new_screen()

    @endpoint()
    def cancel(self, data: dict[str, Any]) -> object:
        """Back to the last result, with the answers it was made of."""
        Journey(self).cancel(utc_now())
        return self._new_screen()

    @endpoint("item", "done")
    def step(self, data: dict[str, Any]) -> object:
        """Tick a next step off, or on again."""
        Journey(self).tick(data.get("item"), data.get("done"))
        share(self, "winternship_steps", Journey(self).steps_to_do())
        return {"steps_done": self.steps_done}

    @endpoint()
    def erase(self, data: dict[str, Any]) -> object:
        """Delete all answers, results and ticks of this person, and take them out of the counts."""
        Journey(self).erase(utc_now())
        self._after_change()
        return self._new_screen()

    @endpoint("language")
    def choose_language(self, data: dict[str, Any]) -> object:
        """Show the check in Dutch or English; empty follows the host again."""
        language = data.get("language")
        if not isinstance(language, str) or language not in ("", *LANGUAGES):
            raise BadRequest(
                "wrong_type", field="language", received=repr(language)[:40], allowed='nl, en, ""'
            )
        self.language = language
        return self._new_screen()

    @page()
    def student_view_user_state(self, data: dict[str, Any]) -> Response:
        """The person's own state, for other screens."""
        return reply(200, {**state_of(self), "steps_done": self.steps_done})

    @page()
    def report(self, data: dict[str, Any]) -> Response:
        """The result as a page of its own."""
        return page_response(self)

    @page()
    def report_pdf(self, data: dict[str, Any]) -> Response:
        """The result as a PDF, where the host can make one."""
        return pdf_response(self)

    # -- authors and courses -----------------------------------------------------------------------------

    @endpoint("display_name", "parts", "gives_grade")
    def save_settings(self, data: dict[str, Any]) -> object:
        """Keep what an author set."""
        return studio.save_settings(self, data)

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any, *args: Any) -> Any:
        """The block in an OLX file; ``SettingError`` when an attribute cannot be used."""
        return super().parse_xml(checked_node(node), runtime, keys, *args)

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """What the workbench offers."""
        short = (
            '<winternship_self_assessment display_name="Short check" parts="benefits" gives_grade="false"/>'
        )
        return [
            ("Self-assessment", "<winternship_self_assessment/>"),
            ("Self-assessment, benefits only", short),
        ]

    def _new_screen(self) -> dict[str, Any]:
        return {"html": screen(self), **refreshed(self)}

    def _after_change(self) -> None:
        self._count()
        share(self, "winternship_steps", Journey(self).steps_to_do())

    def _count(self) -> None:
        count_person(self, teacher=viewer_of(self) == "teacher")

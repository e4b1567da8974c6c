"""The lesson as an XBlock: fields, views and handlers, each handing over to the module with the rules."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment
from webob import Response
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Dict, Float, Integer, List, Scope, String

from winternship_xblocks.common.browser import start_module
from winternship_xblocks.common.clock import utc_now
from winternship_xblocks.common.endpoint import endpoint, page, reply
from winternship_xblocks.common.sharing import share
from winternship_xblocks.common.viewer import viewer_of
from winternship_xblocks.lesson import answering, mobile, papers, studio
from winternship_xblocks.lesson.counting import count_person
from winternship_xblocks.lesson.grading import LessonGrade
from winternship_xblocks.lesson.saving import has_learning_place, learning_place, parse_request
from winternship_xblocks.lesson.scene import scene_of
from winternship_xblocks.lesson.screens import refreshed, screen, script_arguments, standing, state_of
from winternship_xblocks.lesson.settings import checked_node, parse_language
from winternship_xblocks.lesson.texts import WORDING


@XBlock.wants("i18n", "user", "studio_user_permissions")
class LessonXBlock(LessonGrade, CompletableXBlockMixin, XBlock):
    """Lessons to read and to work in: one, a module, the fast lane, a whole work; or a single activity or quiz.

    What people fill in is theirs: it is kept in user state, shown to that person only and never logged. The
    shared ``counts`` hold numbers, see :mod:`counting`.
    """

    wording = WORDING
    has_author_view = True
    icon_class = "other"

    display_name = String(default="Win-Winternship", scope=Scope.settings)
    work = String(default="win", scope=Scope.settings)
    shows = String(default="", scope=Scope.settings, help="empty, fast, a module, lesson, activity or quiz")
    country = String(default="NL", scope=Scope.settings)
    graded_by = String(default="completion", scope=Scope.settings)
    weight = Float(default=1.0, scope=Scope.settings)

    language = String(default="", scope=Scope.preferences, help="nl, en, or empty to follow the host")

    place = String(default="", scope=Scope.user_state, help="where the person is")
    done = Dict(scope=Scope.user_state, help="lesson, or what is shown alone → ISO moment")
    quiz = Dict(scope=Scope.user_state, help="question → {choice, right, tries}")
    saved = Dict(scope=Scope.user_state, help="activity → {value, at}; at in ms")
    saved_since = Integer(default=0, scope=Scope.user_state, help="ms; older entries are dropped")
    certified = String(default="", scope=Scope.user_state, help="ISO moment of the last lesson, or empty")
    counted = List(scope=Scope.user_state, help="lessons for which this person is in the counts")
    override = Float(
        default=None, scope=Scope.user_state, help="a teacher's override of the grade, as a share of 1"
    )

    winternship_steps = List(scope=Scope.user_info, help="what the self-assessment left to do")
    winternship_learning_place = Dict(scope=Scope.user_info, help="the learning place, for a vacancy")

    counts = Dict(scope=Scope.user_state_summary, help="lesson → number of people, see counting")

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The place where this person is. It never writes: a visitor has no state."""
        scene = scene_of(self)
        fragment = Fragment(screen(scene))
        fragment.add_css_url(self.runtime.local_resource_url(self, papers.STYLE))
        start_module(self, fragment, "public/lesson.js", script_arguments(scene))
        return fragment

    public_view = student_view
    author_view = student_view

    def studio_view(self, context: Any = None) -> Fragment:
        """The author's form."""
        return studio.settings_form(self)

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """What is shown as data for other screens, without anything personal."""
        return mobile.lessons_as_data(self)

    def index_dictionary(self) -> dict[str, Any]:
        """What a course search may find."""
        return {**super().index_dictionary(), **mobile.as_search_text(self)}

    # -- a person's own state ----------------------------------------------------------------------------

    @endpoint("place", "done")
    def go(self, data: dict[str, Any]) -> object:
        """Go to another place; ``done`` is the lesson or the cards that were gone through, if any were."""
        with self.telling_host():
            self.journey().go_to(data.get("place"), data.get("done"), utc_now())
        return self._new_screen()

    @endpoint("place", "language", everyone=True)
    def read(self, data: dict[str, Any]) -> object:
        """A place for someone of whom nothing is kept, or again the one where the person is; it never writes."""
        language = parse_language(data["language"]) if data.get("language") else None
        scene = scene_of(self, data.get("place"), language or None)
        return {"html": screen(scene), **refreshed(scene)}

    @endpoint("saved")
    def save_work(self, data: dict[str, Any]) -> object:
        """Take in what was filled in; the reply has the state, and the results that follow from it."""
        scene = scene_of(self)
        saved = parse_request(scene.outline, data.get("saved", {}))
        with self.telling_host():
            scene.journey.save(saved, utc_now())
        place = learning_place(scene.outline, saved)
        if place is not None:
            share(self, "winternship_learning_place", place)
        results = answering.results(scene, saved)
        return {"state": state_of(self), "results": results, "score": standing(scene)}

    @endpoint("activity", "value", everyone=True)
    def calculate(self, data: dict[str, Any]) -> object:
        """The result of a calculator or check, without keeping what was filled in."""
        scene = scene_of(self)
        return answering.result(scene, data.get("activity"), data.get("value"))

    @endpoint("question", "choice", everyone=True)
    def answer(self, data: dict[str, Any]) -> object:
        """Mark a choice and say why; where it counts, the try is kept for those of whom anything can be."""
        with self.telling_host():
            return answering.answer(scene_of(self), data.get("question"), data.get("choice"))

    @endpoint()
    def state(self, data: dict[str, Any]) -> object:
        """The state, for a tab that was away."""
        return {"state": state_of(self)}

    @endpoint()
    def erase(self, data: dict[str, Any]) -> object:
        """Delete all that this person filled in, answered and finished, and take them out of the counts."""
        self.journey().erase(utc_now())
        if has_learning_place(self.journey().outline):
            share(self, "winternship_learning_place", {})
        count_person(self, teacher=viewer_of(self) == "teacher")
        return self._new_screen()

    @endpoint("language")
    def choose_language(self, data: dict[str, Any]) -> object:
        """Read on in Dutch or English; empty follows the host again."""
        self.language = parse_language(data.get("language"))
        return self._new_screen()

    @page()
    def student_view_user_state(self, data: dict[str, Any]) -> Response:
        """The person's own state, for other screens."""
        return reply(200, {**state_of(self), "place": self.place, "done": self.done, "quiz": self.quiz})

    # -- documents ---------------------------------------------------------------------------------------

    @page("of", everyone=True)
    def paper(self, data: dict[str, Any]) -> Response:
        """A lesson, an activity, a quiz shown alone or all that is shown, as a page to print."""
        return papers.page(self, data.get("of", ""))

    @page("of", everyone=True)
    def paper_pdf(self, data: dict[str, Any]) -> Response:
        """The same as a PDF, where the host can make one."""
        return papers.pdf(self, data.get("of", ""))

    @page()
    def certificate(self, data: dict[str, Any]) -> Response:
        """The certificate of participation, once all lessons are done."""
        return papers.certificate(self)

    @page()
    def certificate_pdf(self, data: dict[str, Any]) -> Response:
        """The certificate as a PDF."""
        return papers.certificate_pdf(self)

    @page()
    def plan_csv(self, data: dict[str, Any]) -> Response:
        """The action plan for a spreadsheet."""
        return papers.plan_as_csv(self)

    @page()
    def plan_ics(self, data: dict[str, Any]) -> Response:
        """The dated steps of the action plan for a calendar."""
        return papers.plan_as_ics(self)

    # -- authors and courses -----------------------------------------------------------------------------

    @endpoint("display_name", "shows", "graded_by", "country")
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
        return [
            ("Win-Winternship, the whole course", "<winternship_lesson/>"),
            ("Win-Winternship, the fast lane", '<winternship_lesson shows="fast"/>'),
            ("One module with its quiz", '<winternship_lesson shows="W6" graded_by="quiz"/>'),
            ("Training for brokers", '<winternship_lesson work="broker"/>'),
            ("Handbook", '<winternship_lesson work="handbook" graded_by="none"/>'),
            ("Blueprint", '<winternship_lesson work="blueprint" graded_by="none"/>'),
            ("One activity", '<winternship_lesson shows="W5.2-questions"/>'),
            ("One set of cards", '<winternship_lesson shows="W7.3-cards"/>'),
            ("One exercise", '<winternship_lesson shows="W6.1-find" graded_by="quiz"/>'),
            ("One quiz", '<winternship_lesson shows="W5-quiz" graded_by="quiz"/>'),
        ]

    def _new_screen(self) -> dict[str, Any]:
        scene = scene_of(self)
        return {"html": screen(scene), **refreshed(scene)}

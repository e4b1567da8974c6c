"""The pages themselves, each a few lines: fetch, allow, render."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from practice_lms.lti_platform.connection import connection, tool_addresses
from practice_lms.lti_platform.launching import Target, start_url
from practice_lms.models import Activity, Course, Person
from practice_lms.pages.grades import gradebook_table
from practice_lms.pages.people import KEY, current_person, needs_person


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Choose who to be; once chosen, the courses."""
    return render(
        request,
        "practice_lms/home.html",
        {"people": Person.objects.order_by("pk"), "courses": Course.objects.order_by("pk")},
    )


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the made-up people. A fresh session, so that nothing of the former person is left."""
    person = get_object_or_404(Person, slug=request.POST.get("person", ""))
    request.session.flush()
    request.session[KEY] = person.pk
    return redirect("home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Be nobody again."""
    request.session.flush()
    return redirect("home")


@require_GET
@needs_person
def course_home(request: HttpRequest, person: Person, course: str) -> HttpResponse:
    """The activities of a course."""
    return render(request, "practice_lms/course.html", {"course": get_object_or_404(Course, slug=course)})


@require_GET
@needs_person
def activity_page(request: HttpRequest, person: Person, course: str, activity: str) -> HttpResponse:
    """The tool in a frame, with the way out to a window of its own."""
    context = {"activity": _activity(course, activity), "tool_origin": settings.TOOL_URL}
    return render(request, "practice_lms/activity.html", context)


@require_GET
@never_cache
@xframe_options_sameorigin
def launch(request: HttpRequest, course: str, activity: str) -> HttpResponse:
    """Send the browser to the tool. In a frame a redirect to the start page would show nothing: so a page."""
    person = current_person(request)
    if person is None:
        return render(request, "practice_lms/signed_out.html", status=403)
    target: Target = "window" if request.GET.get("in") == "window" else "iframe"
    return redirect(start_url(_activity(course, activity), person, target))


@require_GET
@needs_person
def gradebook(request: HttpRequest, person: Person, course: str) -> HttpResponse:
    """What the tool sent home: everyone's for a teacher, one's own for others."""
    found = get_object_or_404(Course, slug=course)
    context = {"course": found, "table": gradebook_table(found, person)}
    return render(request, "practice_lms/gradebook.html", context)


@require_GET
def connect(request: HttpRequest) -> HttpResponse:
    """The values to register this platform in a tool by hand. None of them is secret."""
    context = {"connection": connection()._asdict(), "tool": tool_addresses()._asdict()}
    return render(request, "practice_lms/connect.html", context)


def _activity(course: str, activity: str) -> Activity:
    related = Activity.objects.select_related("course", "configuration")
    return get_object_or_404(related, course__slug=course, slug=activity)

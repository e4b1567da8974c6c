"""Every address of the practice LMS, on one page."""

from __future__ import annotations

from django.urls import include, path

from practice_lms.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("courses/<slug:course>/", views.course_home, name="course"),
    path("courses/<slug:course>/grades/", views.gradebook, name="gradebook"),
    path("courses/<slug:course>/activities/<slug:activity>/", views.activity_page, name="activity"),
    path("courses/<slug:course>/activities/<slug:activity>/launch/", views.launch, name="launch"),
    path("connect/", views.connect, name="connect"),
    path("language/", include("django.conf.urls.i18n")),
    path("workbench/", include("workbench.urls")),
    path("api/", include("lti_consumer.plugin.urls", namespace="lti_consumer")),
]

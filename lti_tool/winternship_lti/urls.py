"""Every address of the service."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from .views import entry, files, home, hosted

urlpatterns = [
    path("", home.home, name="home"),
    path("health", home.health, name="health"),
    path("lti/login", entry.login, name="lti-login"),
    path("lti/launch", entry.launch, name="lti-launch"),
    path("lti/launch/storage", entry.launch_from_storage, name="lti-launch-from-storage"),
    path("lti/jwks", files.jwks, name="lti-jwks"),
    path("l/<str:launch_id>/", hosted.page, name="visit"),
    path("l/<str:launch_id>/b/<str:usage>/<str:name>/", hosted.handler, name="block-handler"),
    path(
        "l/<str:launch_id>/b/<str:usage>/<str:name>/<path:suffix>",
        hosted.handler,
        name="block-handler-suffix",
    ),
    path("blocks/<str:block_type>/<path:uri>", files.resource, name="block-resource"),
    path("admin/", admin.site.urls),
]

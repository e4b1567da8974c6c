"""Every address of the service."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from .views import (
    downloading,
    entry,
    files,
    home,
    hosted,
    links,
    notices,
    people,
    picking,
    privacy,
    registering,
    reviewing,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("health", home.health, name="health"),
    path("privacy", privacy.privacy, name="privacy"),
    path("downloads/<str:given>/", downloading.choose, name="downloads"),
    path("downloads/<str:given>/file", downloading.download, name="downloads-file"),
    path("board/link/<str:secret>", links.link, name="board-link"),
    path("lti/register/<str:token>", registering.register, name="lti-register"),
    path("lti/login", entry.login, name="lti-login"),
    path("lti/launch", entry.launch, name="lti-launch"),
    path("lti/launch/storage", entry.launch_from_storage, name="lti-launch-from-storage"),
    path("lti/jwks", files.jwks, name="lti-jwks"),
    path("lti/notices/<int:registration_pk>", notices.take, name="lti-notices"),
    path("l/<str:launch_id>/", hosted.page, name="visit"),
    path("l/<str:launch_id>/people/", people.people, name="visit-people"),
    path("l/<str:launch_id>/settings/", hosted.settings, name="visit-settings"),
    path("l/<str:launch_id>/pick/", picking.pick, name="visit-pick"),
    path("l/<str:launch_id>/pick/<str:block_type>/", picking.preview, name="visit-pick-preview"),
    path("l/<str:launch_id>/review/", reviewing.review, name="visit-review"),
    path("l/<str:launch_id>/privacy/", reviewing.privacy, name="visit-privacy"),
    path("l/<str:launch_id>/b/<str:usage>/<str:name>/", hosted.handler, name="block-handler"),
    path(
        "l/<str:launch_id>/b/<str:usage>/<str:name>/<path:suffix>",
        hosted.handler,
        name="block-handler-suffix",
    ),
    path("blocks/<str:block_type>/<path:uri>", files.resource, name="block-resource"),
    path("board/", include("winternship_board.urls")),
    path("ims/oneroster/", include("winternship_connectors.oneroster.urls")),
    path("admin/", admin.site.urls),
]

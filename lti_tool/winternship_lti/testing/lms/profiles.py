"""In what real platforms differ, as switches: what a tool can notice, and nothing else.

Where each is from is in the table of the README beside this package.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ...protocol import names
from .. import payloads
from ..payloads import Quirks

Clock = Literal["timestamps", "whole seconds"]
Page = Literal["bookmark", "from", "page"]
Wipes = Literal["score left out", "not fully graded", "never"]
Absent = Literal["left out", "empty", "null"]
PickingLaunch = Literal["full", "locale only", "with a link"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One platform; `but` makes a variation of it."""

    name: str
    # Login and token
    launch: Quirks = payloads.PLAIN  # lifetime, azp, roles, key members, names of the deployment parameter
    login_by: Literal["POST", "GET"] = "POST"
    hint_is_json: bool = False
    single_use_hint: bool = False
    one_hint_per_person: bool = False
    shares_names: bool = True
    client_per_link: bool = False
    deployment_id: str = "1"
    known_variables: frozenset[str] = frozenset()  # empty: all
    # Registration
    registers_dynamically: bool = True
    new_tools_wait: bool = False
    overstates_scopes: bool = False
    keeps_messages: tuple[str, ...] = (names.RESOURCE_LINK, names.DEEP_LINKING, names.SUBMISSION_REVIEW)
    # Access to services
    text_html_tokens: bool = False
    checks_audience: bool = True
    own_audience: bool = False
    list_audience_fails: bool = False
    repeated_jti_refused: bool = True
    grants_any_scope: bool = False
    readonly_scope_needed: bool = False
    needs_user_agent: bool = False
    explains_in_status_line: bool = False
    # Line items
    address_query: str = ""
    wrong_type_status: int = 415
    wrong_accept_status: int = 406
    absent: Absent = "left out"  # members of a line item that are not there
    broken_links: tuple[str, ...] = ()  # the services that write them
    pages_columns: bool = True
    whole_maximum: bool = False
    item_needs_owner: bool = False  # resourceId or resourceLinkId
    first_column_claimed: bool = False
    makes_picked_columns: bool = True
    # Scores and results
    score_status: int = 200
    clock: Clock = "timestamps"
    superseded_status: int = 409
    lenient_scores: bool = False  # minus, above the maximum, maximum 0, no zone, user as number
    wipes: Wipes = "score left out"
    teacher_status: int | None = None
    stranger_status: int | None = 404
    zero_is_lost: bool = False
    scaled_results: bool = True
    comment_lost_by_user: bool = False
    # Roster
    short_roles: bool = False
    roster_names: bool = False  # also when launches share none
    roster_page: int | None = None
    paging: Page = "bookmark"
    differences: bool = True
    # The rest
    picks: tuple[str, ...] = ("link", "file", "html", "image", "ltiResourceLink")
    picks_anything: bool = False
    picked_data: str | None = "909708"
    picking_launch: PickingLaunch = "full"
    notices: bool = True
    storage_frame: str | None = "_parent"

    def but(self, **changes: Any) -> Profile:
        """The same platform with other switches."""
        return replace(self, **changes)


_MOODLE_VARIABLES: Final = frozenset(
    {
        "Context.id",
        "Context.title",
        "Context.label",
        "Context.id.history",
        "CourseSection.title",
        "CourseSection.label",
        "ResourceLink.id",
        "ResourceLink.title",
        "ResourceLink.description",
        "User.id",
        "User.username",
        "Person.name.full",
        "Person.name.given",
        "Person.name.family",
        "Person.email.primary",
        "Person.sourcedId",
        "Membership.role",
    }
)
PLAIN: Final = Profile("plain")
MOODLE: Final = Profile(
    "moodle",
    launch=replace(payloads.MOODLE, custom=()),
    hint_is_json=True,
    single_use_hint=True,
    known_variables=_MOODLE_VARIABLES,
    new_tools_wait=True,
    overstates_scopes=True,
    keeps_messages=(names.DEEP_LINKING,),
    text_html_tokens=True,
    checks_audience=False,
    readonly_scope_needed=True,
    needs_user_agent=True,
    explains_in_status_line=True,
    address_query="type_id=1",
    wrong_type_status=400,
    wrong_accept_status=400,
    absent="empty",
    broken_links=("lineitems",),
    clock="whole seconds",
    lenient_scores=True,
    wipes="not fully graded",
    teacher_status=400,
    stranger_status=400,
    short_roles=True,
    paging="from",
    differences=False,
    picks=("ltiResourceLink",),
    picks_anything=True,
    picked_data=None,
    picking_launch="locale only",
    notices=False,
    storage_frame=None,
)
OPEN_EDX: Final = Profile(
    "openedx",
    launch=payloads.OPEN_EDX,
    login_by="GET",
    shares_names=False,
    client_per_link=True,
    registers_dynamically=False,
    grants_any_scope=True,
    repeated_jti_refused=False,
    checks_audience=False,
    absent="null",
    pages_columns=False,
    whole_maximum=True,
    item_needs_owner=True,
    makes_picked_columns=False,
    score_status=201,
    superseded_status=400,
    zero_is_lost=True,
    wipes="never",
    scaled_results=False,
    stranger_status=None,
    roster_names=True,
    paging="page",
    differences=False,
    picks=("ltiResourceLink", "link", "html", "image"),
    picked_data=None,
    picking_launch="with a link",
    notices=False,
    storage_frame=None,
)
CANVAS: Final = Profile(
    "canvas",
    launch=payloads.CANVAS,
    deployment_id="1:8865aa05b4b79b64a91a86042e43af5ea8ae79eb",
    needs_user_agent=True,
    roster_page=50,
    storage_frame="post_message_forwarding",
)
BRIGHTSPACE: Final = Profile(
    "brightspace",
    launch=payloads.BRIGHTSPACE,
    own_audience=True,
    list_audience_fails=True,
    teacher_status=403,
)
BLACKBOARD: Final = Profile(
    "blackboard",
    launch=replace(payloads.PLAIN, family="BlackboardLearn"),
    deployment_id="2f9e0a5b-7c3b-4d7e-8f6a-0c1d2e3f4a5b",
    teacher_status=400,
    stranger_status=400,
    comment_lost_by_user=True,
    storage_frame="lti_storage_frame",
)
PROFILES: Final = {
    found.name: found for found in (PLAIN, MOODLE, OPEN_EDX, CANVAS, BRIGHTSPACE, BLACKBOARD)
} | {"openedx-programmatic": OPEN_EDX.but(name="openedx-programmatic", first_column_claimed=True)}

"""So that the long addresses LTI uses as names are written once, and misspelt nowhere."""

from __future__ import annotations

from typing import Final

_LTI: Final = "https://purl.imsglobal.org/spec/lti/claim/"
_AGS: Final = "https://purl.imsglobal.org/spec/lti-ags/"
_NRPS: Final = "https://purl.imsglobal.org/spec/lti-nrps/"
_DL: Final = "https://purl.imsglobal.org/spec/lti-dl/claim/"

LTI_VERSION: Final = "1.3.0"

# Messages
RESOURCE_LINK: Final = "LtiResourceLinkRequest"
DEEP_LINKING: Final = "LtiDeepLinkingRequest"
SUBMISSION_REVIEW: Final = "LtiSubmissionReviewRequest"
DATA_PRIVACY: Final = "DataPrivacyLaunchRequest"
DEEP_LINKING_RESPONSE: Final = "LtiDeepLinkingResponse"

# The one type of content item that is a launch of this tool [DL 3.2]
RESOURCE_LINK_ITEM: Final = "ltiResourceLink"

# Notices [PNS 1.0]
HELLO_WORLD_NOTICE: Final = "LtiHelloWorldNotice"
CONTEXT_COPY_NOTICE: Final = "LtiContextCopyNotice"

# Claims [Core 5.3, 5.4]
VERSION: Final = _LTI + "version"
MESSAGE_TYPE: Final = _LTI + "message_type"
DEPLOYMENT_ID: Final = _LTI + "deployment_id"
TARGET_LINK_URI: Final = _LTI + "target_link_uri"
ROLES: Final = _LTI + "roles"
RESOURCE_LINK_CLAIM: Final = _LTI + "resource_link"
CONTEXT: Final = _LTI + "context"
PRESENTATION: Final = _LTI + "launch_presentation"
TOOL_PLATFORM: Final = _LTI + "tool_platform"
CUSTOM: Final = _LTI + "custom"
FOR_USER: Final = _LTI + "for_user"
AGS_ENDPOINT: Final = _AGS + "claim/endpoint"
NOTICE_SERVICE: Final = _LTI + "platformnotificationservice"
NOTICE: Final = _LTI + "notice"
ORIGIN_CONTEXTS: Final = _LTI + "origin_contexts"
NRPS_SERVICE: Final = _NRPS + "claim/namesroleservice"
DEEP_LINKING_SETTINGS: Final = _DL + "deep_linking_settings"
DEEP_LINKING_DATA: Final = _DL + "data"
CONTENT_ITEMS: Final = _DL + "content_items"

# Scopes [AGS 3.1, NRPS 2.3]
SCOPE_LINEITEM: Final = _AGS + "scope/lineitem"
SCOPE_LINEITEM_READONLY: Final = _AGS + "scope/lineitem.readonly"
SCOPE_RESULT_READONLY: Final = _AGS + "scope/result.readonly"
SCOPE_SCORE: Final = _AGS + "scope/score"
SCOPE_MEMBERSHIP: Final = _NRPS + "scope/contextmembership.readonly"
SCOPE_NOTICE_HANDLERS: Final = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers"

"""So that every refusal has a name, a clause and an advice, and nothing in the protocol fails in another way.

::

    LtiError                          sorted by what the one who asked can do
    ├── Malformed (400)               nothing: the request makes no sense
    │   ├── LoginParameterMissing · LoginParameterInvalid · LoginTargetRefused · RegistrationAmbiguous
    │   ├── TokenTooLarge · TokenMalformed · ClaimsMalformed
    │   └── NoticeMalformed · ScoreInvalid · SelectionRefused
    ├── Insecure (401)                start again from the course
    │   ├── StateUnknown · StateMismatch · BrowserUnproven · NonceMismatch
    │   ├── AlgorithmRefused · CritRefused · KidMissing · KidUnknown · SignatureInvalid
    │   ├── IssuerMismatch · AudienceMismatch · AuthorizedPartyMismatch
    │   ├── TimesInvalid · TokenExpired · TokenTooOld · TokenFromFuture
    │   ├── VersionInvalid · MessageTypeInvalid · DeploymentInvalid · DeploymentMismatch · TargetMismatch
    │   ├── RolesInvalid · SubjectInvalid · ResourceLinkInvalid · ContextInvalid
    │   └── DeepLinkingInvalid · SubmissionReviewInvalid · DataPrivacyInvalid · NoticeInvalid · AccessExpired
    ├── NotAllowed (403)              ask someone who decides
    │   ├── AddressRefused · RegistrationUnknown · DeploymentPending · DeploymentBlocked · PlatformDeclined
    │   ├── DeepLinkingNotAllowed · ReviewNotAllowed
    │   └── TokenRefused · ServiceRefused · ServiceNotFound · LineItemAbsent
    ├── Conflict (409)                nothing: it was done before
    │   └── Replayed · ScoreSuperseded
    └── PlatformUnavailable (503)     try again later
        └── PlatformKeysUnavailable · ServiceUnavailable

Clauses: Sec = 1EdTech Security Framework 1.0, Core = LTI Core 1.3, DL = Deep Linking 2.0, AGS = Assignment
and Grade Services 2.0, DR = Dynamic Registration 1.0, SR = Submission Review 1.0, DP = Data Privacy Launch,
PNS = Platform Notification Service 1.0, RFC = IETF. Those of dynamic registration are in its own package.
"""

from __future__ import annotations

from typing import ClassVar

from winternship_core.text import Text

from . import advice as to_do


class LtiError(Exception):
    """Root of all errors of the protocol.

    `code` is stable and may be logged and counted; `status` is the HTTP status the protocol asks for;
    `spec` is the clause broken; `advice` says what to do, in both languages; `detail` says what was
    received and what is allowed, and holds neither personal data nor pieces of a token; `skew` is, in errors
    of time, how many seconds the platform's clock seemed ahead of ours.
    """

    code: ClassVar[str] = "lti_error"
    status: ClassVar[int] = 400
    spec: ClassVar[str] = ""
    advice: ClassVar[Text] = to_do.REPORT_US

    def __init__(self, detail: str = "", *, skew: float | None = None) -> None:
        self.detail = detail
        self.skew = skew
        super().__init__(f"{self.code}: {detail}" if detail else self.code)

    def __init_subclass__(
        cls, *, code: str = "", spec: str = "", status: int | None = None, advice: Text | None = None
    ) -> None:
        super().__init_subclass__()
        cls.code = code or cls.code
        cls.spec = spec or cls.spec
        cls.status = status or cls.status
        cls.advice = advice or cls.advice


class Malformed(LtiError, code="malformed", status=400, advice=to_do.REPORT_PLATFORM):
    """The request makes no sense."""


class Insecure(LtiError, code="insecure", status=401, advice=to_do.REPORT_PLATFORM):
    """The request cannot be trusted."""


class NotAllowed(LtiError, code="not_allowed", status=403, advice=to_do.CHECK_REGISTRATION):
    """The request can be trusted, and is refused."""


class Conflict(LtiError, code="conflict", status=409, advice=to_do.NOTHING_TO_DO):
    """The request was dealt with before."""


class PlatformUnavailable(LtiError, code="platform_unavailable", status=503, advice=to_do.TRY_LATER):
    """The platform does not answer as it should; a later try may succeed."""


# --- 400 ---


class LoginParameterMissing(
    Malformed, code="login_parameter_missing", spec="Sec 5.1.1.1", advice=to_do.CHECK_ADDRESSES
):
    """iss, login_hint or target_link_uri is not in the login request."""


class LoginParameterInvalid(Malformed, code="login_parameter_invalid", spec="Sec 5.1.1.1"):
    """A parameter of the login request is too long or not text."""


class LoginTargetRefused(
    Malformed, code="login_target_refused", spec="Sec 5.1.1.1", advice=to_do.CHECK_ADDRESSES
):
    """The address to open is not one of this tool's."""


class RegistrationAmbiguous(
    Malformed, code="registration_ambiguous", spec="Sec 5.1.1.1", advice=to_do.NAME_CLIENT
):
    """Without client_id several registrations fit."""


class TokenTooLarge(Malformed, code="token_too_large", spec="RFC 7515 7.1"):
    """The token is larger than any launch needs."""


class TokenMalformed(Malformed, code="token_malformed", spec="RFC 7515 7.1"):
    """This is not a signed token in compact form."""


class ClaimsMalformed(Malformed, code="claims_malformed", spec="RFC 7519 7.2"):
    """The signed content is not one JSON object with unique names."""


class NoticeMalformed(Malformed, code="notice_malformed", spec="PNS 1.0"):
    """The request holds no list of notices."""


class ScoreInvalid(Malformed, code="score_invalid", spec="AGS 3.4.1", advice=to_do.REPORT_US):
    """This tool was about to send a score that no platform may accept."""


class SelectionRefused(Malformed, code="selection_refused", spec="DL 4.5", advice=to_do.CHOOSE_AGAIN):
    """What was chosen is not what the platform said it takes, so it is not sent."""


# --- 401: the login ---


class StateUnknown(Insecure, code="state_unknown", spec="Sec 7.3.1", advice=to_do.REOPEN):
    """No open login belongs to this state: never made, or too long ago."""


class StateMismatch(Insecure, code="state_mismatch", spec="Sec 7.3.1", advice=to_do.REOPEN):
    """The login was made for another registration."""


class BrowserUnproven(Insecure, code="browser_unproven", spec="Sec 7.3.1", advice=to_do.REOPEN):
    """The launch did not come from the browser that began the login."""


class NonceMismatch(Insecure, code="nonce_mismatch", spec="Sec 5.1.3 (9)", advice=to_do.REOPEN):
    """The token was not made for this login. `received` is its nonce, for the host to tell a replay from a mix-up."""

    def __init__(self, detail: str = "", *, received: str = "") -> None:
        super().__init__(detail)
        self.received = received


# --- 401: the signature ---


class AlgorithmRefused(Insecure, code="alg_not_allowed", spec="Sec 5.1.3 (6)"):
    """The token is not signed with RS256."""


class CritRefused(Insecure, code="crit_not_allowed", spec="RFC 7515 4.1.11"):
    """The token demands an extension that this tool does not know."""


class KidMissing(Insecure, code="kid_missing", spec="Sec 6.3"):
    """The token does not name the key it was signed with."""


class KidUnknown(Insecure, code="kid_unknown", spec="Sec 6.3", advice=to_do.CHECK_KEYS):
    """The platform does not publish the key that the token names."""


class SignatureInvalid(Insecure, code="signature_invalid", spec="Sec 5.1.3 (1)", advice=to_do.CHECK_KEYS):
    """The signature does not fit the content and the platform's key."""


# --- 401: for whom, by whom, when ---


class IssuerMismatch(Insecure, code="iss_mismatch", spec="Sec 5.1.3 (2)", advice=to_do.CHECK_REGISTRATION):
    """The token comes from another platform than the login."""


class AudienceMismatch(Insecure, code="aud_mismatch", spec="Sec 5.1.3 (3)", advice=to_do.CHECK_REGISTRATION):
    """The token is not meant for this tool alone."""


class AuthorizedPartyMismatch(
    Insecure, code="azp_mismatch", spec="Sec 5.1.3 (4, 5)", advice=to_do.CHECK_REGISTRATION
):
    """The token was handed out to another party."""


class TimesInvalid(Insecure, code="times_invalid", spec="Sec 5.1.2"):
    """exp, iat or nbf is missing or not a number of seconds."""


class TokenExpired(Insecure, code="token_expired", spec="Sec 5.1.3 (7)", advice=to_do.CHECK_CLOCKS):
    """The token's time is over."""


class TokenTooOld(Insecure, code="token_too_old", spec="Sec 5.1.3 (8)", advice=to_do.CHECK_CLOCKS):
    """The token was made too long ago."""


class TokenFromFuture(Insecure, code="token_from_future", spec="Sec 5.1.3 (8)", advice=to_do.CHECK_CLOCKS):
    """The token was made, or begins to count, later than now."""


# --- 401: the message ---


class VersionInvalid(Insecure, code="version_invalid", spec="Core 5.3.2"):
    """The message is not of LTI 1.3.0."""


class MessageTypeInvalid(Insecure, code="message_type_invalid", spec="Core 5.3.1"):
    """The message is of no kind this tool knows."""


class DeploymentInvalid(Insecure, code="deployment_invalid", spec="Core 5.3.3"):
    """The deployment is not named, or not properly."""


class DeploymentMismatch(
    Insecure, code="deployment_mismatch", spec="Core 3.1.3", advice=to_do.CHECK_REGISTRATION
):
    """The token names another deployment than the login did."""


class TargetMismatch(Insecure, code="target_mismatch", spec="Core 5.3.4", advice=to_do.CHECK_ADDRESSES):
    """The token asks for another address than the login did."""


class RolesInvalid(Insecure, code="roles_invalid", spec="Core 5.3.7"):
    """The roles are missing, or no list of texts."""


class SubjectInvalid(Insecure, code="sub_invalid", spec="Core 5.3.6", advice=to_do.SEND_USER):
    """The person is not named, or not properly."""


class ResourceLinkInvalid(Insecure, code="resource_link_invalid", spec="Core 5.3.5"):
    """The activity is not named, or not properly."""


class ContextInvalid(Insecure, code="context_invalid", spec="Core 5.4.1"):
    """The course is there, but not properly named."""


class DeepLinkingInvalid(Insecure, code="deep_linking_invalid", spec="DL 4.4.1"):
    """The settings of a deep linking request are missing or unusable."""


class SubmissionReviewInvalid(Insecure, code="submission_review_invalid", spec="SR 2"):
    """A submission review does not say whose work, or which grade column."""


class DataPrivacyInvalid(Insecure, code="data_privacy_invalid", spec="DP 2"):
    """A data privacy launch is about a person, and this one is not, or not only."""


class NoticeInvalid(Insecure, code="notice_invalid", spec="PNS 1.0"):
    """The notice does not say what happened, or its name."""


class AccessExpired(Insecure, code="access_expired", spec="RFC 6750 3.1", advice=to_do.TRY_LATER):
    """The platform no longer takes this access token: get a new one and try once more."""


# --- 403 ---


class RegistrationUnknown(NotAllowed, code="registration_unknown", spec="Sec 5.1.1.1"):
    """No active registration has this issuer and client."""


class DeploymentPending(
    NotAllowed, code="deployment_pending", spec="Core 3.1.3", advice=to_do.APPROVE_DEPLOYMENT
):
    """The deployment is new and waits for approval."""


class DeploymentBlocked(
    NotAllowed, code="deployment_blocked", spec="Core 3.1.3", advice=to_do.UNBLOCK_DEPLOYMENT
):
    """An administrator has blocked the deployment."""


class PlatformDeclined(NotAllowed, code="platform_declined", spec="Sec 5.1.1.5", advice=to_do.SIGN_IN_AGAIN):
    """The platform answered the login with an error."""


class DeepLinkingNotAllowed(
    NotAllowed, code="deep_linking_not_allowed", spec="DL 2.2", advice=to_do.ASK_TEACHER
):
    """Only those who make the course may choose its content."""


class ReviewNotAllowed(NotAllowed, code="review_not_allowed", spec="SR 2", advice=to_do.ASK_TEACHER):
    """Only staff, or the person whose work it is, may review a submission."""


class TokenRefused(NotAllowed, code="token_refused", spec="RFC 6749 5.2", advice=to_do.ALLOW_SERVICES):
    """The platform gives this tool no access token."""


class ServiceRefused(NotAllowed, code="service_refused", spec="AGS 3.4", advice=to_do.CHECK_PERSON):
    """The platform's service refuses, and will refuse the same again."""


class ServiceNotFound(NotAllowed, code="service_not_found", spec="AGS 3.2", advice=to_do.CHECK_PERSON):
    """What the service was asked for, such as a grade column, is not there (any more)."""


class LineItemAbsent(NotAllowed, code="line_item_absent", spec="AGS 3.2", advice=to_do.MAKE_COLUMN):
    """The activity has no grade column in the platform, and this tool may not make one."""


class AddressRefused(NotAllowed, code="address_refused", spec="RFC 6890 2.2", advice=to_do.ALLOW_NETWORK):
    """The address lies in a private network, or on this machine, and calling it was not allowed."""


# --- 409, 503 ---


class Replayed(Conflict, code="replayed", spec="Sec 5.1.3 (9)", advice=to_do.REOPEN):
    """This launch was used before."""


class ScoreSuperseded(Conflict, code="score_superseded", spec="AGS 3.4.1"):
    """The platform already holds a score of the same time or later."""


class PlatformKeysUnavailable(
    PlatformUnavailable, code="platform_keys_unavailable", spec="Sec 6.3", advice=to_do.CHECK_KEYS
):
    """The platform's keys cannot be had, and no key known from before fits."""


class ServiceUnavailable(PlatformUnavailable, code="service_unavailable", spec="RFC 9110 15.6"):
    """A platform's service is away, too busy or too slow; `retry_after` is what it asked for, in seconds.

    `for_all` tells that every other request to this platform would fare the same just now.
    """

    def __init__(self, detail: str = "", *, retry_after: float | None = None, for_all: bool = False) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
        self.for_all = for_all

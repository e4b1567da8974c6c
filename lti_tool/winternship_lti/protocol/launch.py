"""So that the whole check of a launch can be read, and compared with the specification, in one chain."""

from __future__ import annotations

from hmac import compare_digest

from . import errors, jose, messages, names, trust
from .claims import (
    Ags,
    Context,
    DeepLinking,
    ForUser,
    Launch,
    Notices,
    Nrps,
    Person,
    Platform,
    Presentation,
    Proof,
    ResourceLink,
    Roles,
    read_custom,
)
from .keys import KeySource
from .link_query import read_query
from .messages import Claims
from .parties import LoginTransaction, Registration
from .values import ascii_identifier, shown, strings


def verify(
    id_token: str, *, transaction: LoginTransaction, registration: Registration, keys: KeySource, now: float
) -> Launch:
    """The launch that a platform's token stands for, or an LtiError: the first step that fails names it.

    `now` is in seconds since 1970. What the token says chooses nothing: issuer, client and keys come from the
    `registration`, nonce and target from the `transaction` that the state led to. Whether the deployment is
    known, and that the login is used up by this one launch, is for the caller to settle.
    """
    _check_same_party(transaction, registration)  # [Sec 7.3.1]
    kid = jose.peek_kid(id_token)  # shape, size, RS256 only, no crit [Sec 5.1.3 (6), RFC 7515 4.1.11]
    key = keys.get(registration.jwks_url, kid)  # [Sec 6.3]
    claims = jose.verify_rs256(id_token, key)  # [Sec 5.1.3 (1)]; from here on the claims can be read
    trust.check_issuer(claims, registration)  # [Sec 5.1.3 (2)]
    trust.check_audience(claims, registration)  # [Sec 5.1.3 (3, 4, 5)]
    issued_at = trust.check_times(claims, registration, now)  # [Sec 5.1.3 (7, 8)]
    _check_nonce(claims, transaction)  # [Sec 5.1.3 (9)]
    trust.check_version(claims)  # [Core 5.3.2]
    message_type = _message_type(claims)  # [Core 5.3.1]
    deployment_id = trust.read_deployment(claims)  # [Core 5.3.3]
    _check_hint(deployment_id, transaction)  # [Core 3.1.3]
    _check_target(claims, message_type, transaction)  # [Core 5.3.4]
    roles = _roles(claims)  # [Core 5.3.7]
    subject = _subject(claims, registration)  # [Core 5.3.6]
    context = _context(claims)  # [Core 5.4.1]
    proof = Proof(kid, issued_at)
    launch = _read(
        claims,
        transaction,
        message_type,
        deployment_id,
        roles=roles,
        subject=subject,
        context=context,
        proof=proof,
    )
    messages.CHECKS[message_type](launch, claims)  # [Core 5.3.5, DL 4.4, SR 2, DP 2]
    return launch


def _check_same_party(transaction: LoginTransaction, registration: Registration) -> None:
    if (transaction.issuer, transaction.client_id) != (registration.issuer, registration.client_id):
        raise errors.StateMismatch("received the state of a login for another registration")


def _check_nonce(claims: Claims, transaction: LoginTransaction) -> None:
    nonce = claims.get("nonce")
    sent = nonce.encode("utf-8", "surrogatepass") if isinstance(nonce, str) else b""
    if not transaction.nonce or not compare_digest(sent, transaction.nonce.encode("utf-8")):
        received = nonce if isinstance(nonce, str) else ""
        raise errors.NonceMismatch("received a nonce that is not of this login", received=received)


def _message_type(claims: Claims) -> str:
    received = claims.get(names.MESSAGE_TYPE)
    if not isinstance(received, str) or received not in messages.CHECKS:
        allowed = ", ".join(messages.CHECKS)
        raise errors.MessageTypeInvalid(f"received message_type {shown(received)}, allowed are {allowed}")
    return received


def _check_hint(deployment_id: str, transaction: LoginTransaction) -> None:
    hint = transaction.deployment_hint
    if hint is not None and hint != deployment_id:
        raise errors.DeploymentMismatch(f"received {shown(deployment_id)}, the login named {shown(hint)}")


def _check_target(claims: Claims, message_type: str, transaction: LoginTransaction) -> None:
    received = claims.get(names.TARGET_LINK_URI)
    optional = message_type in (names.DEEP_LINKING, names.DATA_PRIVACY)
    if received is None and optional:
        return  # the conformance suite sends deep linking without it
    if received != transaction.target_link_uri:
        found = "no" if received is None else "another"
        raise errors.TargetMismatch(f"received {found} target_link_uri, needed is the one of the login")


def _roles(claims: Claims) -> Roles:
    received = claims.get(names.ROLES)
    if not isinstance(received, list) or not all(isinstance(role, str) for role in received):
        raise errors.RolesInvalid(f"received {shown(received, 20)}, needed is a list of texts")
    return Roles(strings(received))


def _subject(claims: Claims, registration: Registration) -> str | None:
    if claims.get("sub") is None and registration.allow_anonymous:
        return None
    subject = ascii_identifier(claims.get("sub"))
    if subject is None:
        raise errors.SubjectInvalid("received no sub, or none of 1 to 255 ASCII characters")
    return subject


def _context(claims: Claims) -> Context | None:
    received = claims.get(names.CONTEXT)
    context = Context.read(received)
    if context is None and received is not None:
        raise errors.ContextInvalid("received a context without an id of 1 to 255 characters")
    return context


def _read(
    claims: Claims,
    transaction: LoginTransaction,
    message_type: str,
    deployment_id: str,
    *,
    roles: Roles,
    subject: str | None,
    context: Context | None,
    proof: Proof,
) -> Launch:
    # Whoever registers an http platform has it on a closed network or for practice: so are its services.
    allow_http = transaction.issuer.startswith("http://")
    return Launch(
        message_type=message_type,
        issuer=transaction.issuer,
        client_id=transaction.client_id,
        deployment_id=deployment_id,
        subject=subject,
        target_link_uri=transaction.target_link_uri,
        roles=roles,
        resource_link=ResourceLink.read(claims.get(names.RESOURCE_LINK_CLAIM)),
        context=context,
        presentation=Presentation.read(claims.get(names.PRESENTATION), allow_http=allow_http),
        platform=Platform.read(claims.get(names.TOOL_PLATFORM)),
        person=Person.read(claims),
        custom=read_query(claims.get(names.TARGET_LINK_URI)) | read_custom(claims.get(names.CUSTOM)),
        ags=Ags.read(claims.get(names.AGS_ENDPOINT), allow_http=allow_http),
        nrps=Nrps.read(claims.get(names.NRPS_SERVICE), allow_http=allow_http),
        deep_linking=DeepLinking.read(claims.get(names.DEEP_LINKING_SETTINGS), allow_http=allow_http),
        for_user=ForUser.read(claims.get(names.FOR_USER)),
        notices=Notices.read(claims.get(names.NOTICE_SERVICE), allow_http=allow_http),
        proof=proof,
    )

"""The only door to the JOSE library, so that it can be replaced, or mended, in one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import RSAKey
from joserfc.registry import JWS_HEADER_REGISTRY
from joserfc.util import urlsafe_b64decode

from . import errors, strict_json
from .values import shown

TOKEN_LIMIT: Final = 64 * 1024  # characters
_MIN_BITS, _MAX_BITS = 2048, 8192  # [Sec 6.3, RFC 7518 3.3]; larger keys only cost time


class PlatformKey:
    """A public RSA key of a platform, parsed once and good for many tokens."""

    __slots__ = ("_key",)

    def __init__(self, key: RSAKey) -> None:
        self._key = key


@dataclass(frozen=True, slots=True)
class ToolKey:
    """A private key of this tool; `kid` is its RFC 7638 thumbprint."""

    kid: str
    _key: RSAKey

    def __repr__(self) -> str:
        return f"ToolKey(kid={self.kid!r})"


class _Rs256Only(jws.JWSRegistry):
    """RS256, and no opinion on headers that we ignore [RFC 7515 4]."""

    default_header_registry = {"alg": JWS_HEADER_REGISTRY["alg"]}
    max_header_length = TOKEN_LIMIT
    max_payload_length = TOKEN_LIMIT


_RS256: Final = _Rs256Only(algorithms=["RS256"], strict_check_header=False)


def peek_kid(token: str) -> str:
    """The name of the signing key, the only thing read before the signature is checked.

    Refuses what is no signed token of bearable size, any algorithm but RS256 [Sec 5.1.3 (6)], critical
    extensions [RFC 7515 4.1.11] and a missing name [Sec 6.3]. Keys named or carried by the token
    (`jku`, `jwk`, `x5u`, `x5c`) are never looked at.
    """
    header = _peek_header(token)
    if header.get("alg") != "RS256":
        raise errors.AlgorithmRefused(f"received alg {shown(header.get('alg'), 20)}, allowed is 'RS256'")
    if "crit" in header:
        raise errors.CritRefused("received a crit header, allowed is none")
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise errors.KidMissing(f"received kid {shown(kid)}, needed is the name of a key")
    return kid


def _peek_header(token: str) -> dict[str, object]:
    if len(token) > TOKEN_LIMIT:
        raise errors.TokenTooLarge(f"received {len(token)} characters, allowed are {TOKEN_LIMIT}")
    parts = token.split(".", 5)
    if len(parts) != 3 or not token.isascii():
        raise errors.TokenMalformed(f"received {len(parts)} parts, a signed token has 3 parts of base64url")
    try:
        return strict_json.loads_object(urlsafe_b64decode(parts[0].encode("ascii")))
    except ValueError as error:
        raise errors.TokenMalformed("the header is not base64url of one JSON object") from error


def verify_rs256(token: str, key: PlatformKey) -> dict[str, object]:
    """The claims of a token, after its signature was found right [Sec 5.1.3 (1)].

    Raises TokenMalformed, SignatureInvalid, or ClaimsMalformed for content that is no strict JSON object.
    """
    try:
        signed = jws.deserialize_compact(token.encode("ascii"), key._key, registry=_RS256)
    except BadSignatureError as error:
        raise errors.SignatureInvalid("the signature does not fit the platform's key of that kid") from error
    except (JoseError, ValueError) as error:
        raise errors.TokenMalformed("the token is not three parts of base64url") from error
    try:
        return strict_json.loads_object(signed.payload)
    except ValueError as error:
        raise errors.ClaimsMalformed("the signed content is not one JSON object with unique names") from error


def platform_key(jwk: Mapping[str, object]) -> PlatformKey | None:
    """The key to check RS256 signatures with, or None when this JWK is none: another type, use or size.

    A JWK without `alg` or `use` is fine [RFC 7517 4.2, 4.4]; only modulus and exponent are used.
    """
    n, e, operations = jwk.get("n"), jwk.get("e"), jwk.get("key_ops", ["verify"])
    if jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig" or jwk.get("alg", "RS256") != "RS256":
        return None
    if not isinstance(operations, list) or "verify" not in operations:
        return None
    if not isinstance(n, str) or not isinstance(e, str) or len(n) > _MAX_BITS:
        return None
    try:
        bits = int.from_bytes(urlsafe_b64decode(n.encode("ascii"))).bit_length()
        if not _MIN_BITS <= bits <= _MAX_BITS:
            return None
        return PlatformKey(RSAKey.import_key({"kty": "RSA", "n": n, "e": e}))
    except (JoseError, ValueError):
        return None


def generate_tool_key() -> ToolKey:
    """A new key of 2048 bits (about 0.1 s of work: not for a request)."""
    return _tool_key(RSAKey.generate_key(2048))


def dump_tool_key(key: ToolKey) -> str:
    """The private key as PKCS #8 in PEM, to be kept secret."""
    return key._key.as_pem(private=True).decode("ascii")


def load_tool_key(pem: str) -> ToolKey:
    """The key that `dump_tool_key` wrote. Raises ValueError for a text that holds no RSA private key."""
    # The primality checks take 80 ms and protect from keys of strangers; this one we made ourselves.
    raw = load_pem_private_key(pem.encode("ascii"), password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(raw, RSAPrivateKey):
        raise ValueError(f"received a {type(raw).__name__}, needed is an RSA private key")
    return _tool_key(RSAKey.import_key(raw))


def _tool_key(key: RSAKey) -> ToolKey:
    return ToolKey(kid=key.thumbprint(), _key=key)


def public_jwk(key: ToolKey) -> dict[str, object]:
    """What platforms need to check what this key signed [RFC 7517 4]; no private member is in it."""
    return dict(key._key.as_dict(private=False, kid=key.kid, use="sig", alg="RS256"))


def public_jwks(keys: Iterable[ToolKey]) -> dict[str, object]:
    """The document that platforms fetch to check what we sign [Sec 6.3]."""
    return {"keys": [public_jwk(key) for key in keys]}


def sign(claims: Mapping[str, object], key: ToolKey) -> str:
    """`claims` as a compact token, RS256, with the key's `kid` in the header."""
    header = {"alg": "RS256", "typ": "JWT", "kid": key.kid}
    return jws.serialize_compact(header, strict_json.dumps(claims), key._key, registry=_RS256)

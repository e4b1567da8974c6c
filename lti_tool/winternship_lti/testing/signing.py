"""So that tests can also make the tokens that no JOSE library would agree to make."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(data: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


@lru_cache
def _rsa(name: str, bits: int) -> RSAPrivateKey:
    # One key per name and process: making one costs a tenth of a second.
    return generate_private_key(public_exponent=65537, key_size=bits)


class SigningKey:
    """An RSA key; two of the same `name` and `bits` are the same key."""

    def __init__(self, name: str = "platform", bits: int = 2048) -> None:
        self._private = _rsa(name, bits)

    def jwk(self, **members: object) -> dict[str, object]:
        """The public key as JWK, with `members` added."""
        numbers = self._private.public_key().public_numbers()
        n = numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8)
        return {"kty": "RSA", "n": b64(n), "e": b64(numbers.e.to_bytes(3))} | members

    def public_pem(self) -> bytes:
        """The public key in PEM: what an attacker uses as an HMAC secret."""
        return self._private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def token(self, header: Mapping[str, object], payload: bytes) -> str:
        """`payload` signed as the header's `alg` says: none, HS256 (keyed with the public key) or RSA."""
        content = f"{b64(json.dumps(header).encode())}.{b64(payload)}"
        return f"{content}.{b64(self._signature(header.get('alg'), content.encode('ascii')))}"

    def _signature(self, alg: object, content: bytes) -> bytes:
        if isinstance(alg, str) and alg.lower() == "none":
            return b""
        if alg == "HS256":
            return hmac.new(self.public_pem(), content, hashlib.sha256).digest()
        return self._private.sign(content, PKCS1v15(), SHA384() if alg == "RS384" else SHA256())

"""AES-256-GCM: a random nonce of 96 bits, then the ciphertext with its tag of 128 bits.

A nonce must not come twice under one key: by chance it does so after some 2^32 texts (NIST SP 800-38D, 8.3), which no
person writes, and which the transit key reaches after a year of 130 messages a second.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes


def seal(key: AESGCM, associated: bytes, plain: bytes) -> bytes:
    """Sealed, and bound to the associated data: only with the same can it be opened."""
    nonce = os.urandom(_NONCE)
    return nonce + key.encrypt(nonce, plain, associated)


def unseal(key: AESGCM, associated: bytes, sealed: bytes) -> bytes | None:
    """What was sealed; None where the key or the associated data is another one, or a bit was changed."""
    try:
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], associated)
    except (InvalidTag, ValueError):  # ValueError: too short for a nonce
        return None

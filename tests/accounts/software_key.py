"""A passkey without a device, for what no browser would send."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from selfassess.accounts.models import User

HOST = "testserver"
PRESENT, VERIFIED = 0x01, 0x04  # touched; and a PIN, finger or face was asked for
CREDENTIAL = b"a credential's id"


@dataclass
class SoftwareKey:
    owner: User
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def register(self) -> "SoftwareKey":
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(Aaguid(bytes(16)), CREDENTIAL, public)
        told = self._says(AuthenticatorData.FLAG.AT | PRESENT | VERIFIED, credential)
        answer = {
            "clientDataJSON": self._asked("webauthn.create", b"c" * 16),
            "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
        }
        data = {"name": "Key", "credential": self._sent(answer)}
        Authenticator.objects.create(user=self.owner, type=Authenticator.Type.WEBAUTHN, data=data)
        return self

    def answer(self, challenge: bytes, flags: int = PRESENT | VERIFIED) -> str:
        """What a browser sends for the challenge of a page."""
        asked, told = self._client_data("webauthn.get", challenge), self._says(flags)
        signature = self.private.sign(told + asked.hash, ec.ECDSA(SHA256()))
        return json.dumps(
            self._sent(
                {
                    "clientDataJSON": websafe_encode(asked),
                    "authenticatorData": websafe_encode(told),
                    "signature": websafe_encode(signature),
                    "userHandle": websafe_encode(user_pk_to_url_str(self.owner).encode()),
                }
            )
        )

    def _says(
        self, flags: int, credential: AttestedCredentialData | None = None
    ) -> AuthenticatorData:
        return AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, 1, credential or b"")

    def _client_data(self, kind: str, challenge: bytes) -> CollectedClientData:
        return CollectedClientData.create(type=kind, challenge=challenge, origin=f"http://{HOST}")

    def _asked(self, kind: str, challenge: bytes) -> str:
        return websafe_encode(self._client_data(kind, challenge))

    def _sent(self, answer: dict[str, str]) -> dict[str, object]:
        name = websafe_encode(CREDENTIAL)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": answer,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }

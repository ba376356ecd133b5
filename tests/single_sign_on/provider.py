"""A provider of the tests' own, on loopback: it says whatever a test wants it to say."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from selfassess.oidc import Provider

CLIENT, SECRET = "selfassess", "a secret of the tests"
TENANT = "11111111-2222-3333-4444-555555555555"
OTHERS_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NEW_RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())


def public(key: Any, kid: str) -> dict[str, Any]:
    algorithm = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    found: dict[str, Any] = algorithm.to_jwk(key.public_key(), as_dict=True)
    return found | {"kid": kid, "use": "sig"}


@dataclass
class Asked:
    """What the portal asked the provider for, in the address to which it sent a browser."""

    address: str
    values: dict[str, str]


@dataclass
class FakeProvider:
    """Tests change what it publishes and answers; `claims` are a token's, unless told otherwise."""

    issuer: str
    keys: dict[str, Any] = field(default_factory=lambda: {"one": RSA_KEY, "two": EC_KEY})
    metadata: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)  # path → (status, body), once or always
    userinfo: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)  # code → challenge, token
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def configuration(self, **changes: Any) -> Provider:
        given = {"name": "Example Council", "tenant": TENANT} | changes
        return Provider(self.issuer, CLIENT, SECRET, **given)

    def claims(self, asked: Asked, **changes: Any) -> dict[str, Any]:
        """Those of a good token; None takes one out."""
        now = int(time.time())
        good = {
            "iss": self.issuer,
            "sub": "subject-of-the-viewer",
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "auth_time": now,
            "nonce": asked.values["nonce"],
            "tid": TENANT,
            "preferred_username": "somebody@example.org",
        }
        return {name: value for name, value in (good | changes).items() if value is not None}

    def token(
        self,
        asked: Asked,
        *,
        key: Any = RSA_KEY,
        algorithm: str = "RS256",
        headers: dict[str, Any] | None = None,
        **changes: Any,
    ) -> str:
        given = {"kid": "one"} | (headers or {})
        header = {name: value for name, value in given.items() if value is not None}
        claims = self.claims(asked, **changes)
        return jwt.encode(claims, key, algorithm=algorithm, headers=header)

    def code_for(self, asked: Asked, token: str) -> str:
        code = f"code-{len(self.codes)}"
        self.codes[code] = (asked.values["code_challenge"], token)
        return code

    # --- What it answers -----------------------------------------------------------------------

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        self.requests.append((path, form))
        if path in self.answers:
            status, body = self.answers[path]
            return status, body
        if path == "/.well-known/openid-configuration":
            return 200, self.published() | self.metadata
        if path == "/keys":
            return 200, {"keys": [public(key, kid) for kid, key in self.keys.items()]}
        if path == "/userinfo":
            return 200, self.userinfo
        if path == "/token":
            return self.exchange(form)
        return 404, {}

    def published(self) -> dict[str, Any]:
        at = self.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo",
            "jwks_uri": f"{at}/keys",
            "end_session_endpoint": f"{at}/sign-out",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def exchange(self, form: dict[str, str]) -> tuple[int, Any]:
        """Each code is good once, with the verifier whose challenge it was asked with."""
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        challenge, token = self.codes.pop(form.get("code", ""), ("", ""))
        verifier = sha256(form.get("code_verifier", "").encode()).digest()
        if not token or urlsafe_b64encode(verifier).decode().rstrip("=") != challenge:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "secret-access", "token_type": "Bearer", "id_token": token}


@contextmanager
def running() -> Iterator[FakeProvider]:
    """On a port of its own, for as long as the block."""
    provider = FakeProvider("")

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = parse_qs(self.rfile.read(length).decode())
            form = {name: values[0] for name, values in sent.items()}
            status, body = provider.answer(urlsplit(self.path).path, form)
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status in (301, 302):
                self.send_header("Location", f"{provider.issuer}/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = reply

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

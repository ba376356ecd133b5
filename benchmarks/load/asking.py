"""How the proxy in deploy/ asks: HTTP/1.0, a new connection for each request, and a minute's
patience. A few lines of asyncio cost a tenth of what a library for HTTP does, and the generator
shares its two cores with what it measures.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import parse_headers
from io import BytesIO
from urllib.parse import urlencode
from uuid import uuid4

from .people import Person

HOST = "self-assessment.council.example"
PATIENCE = 60  # seconds: proxy_read_timeout
COOKIES = "__Host-session", "__Host-csrf"
SECONDS = "X-Processor-Seconds"  # see door.py


class Failed(Exception):
    """No answer, half of one, or another one than was asked for."""


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Message
    text: str

    @property
    def processor(self) -> float:
        """Seconds, of the thread that answered."""
        return float(self.headers.get(SECONDS, 0))

    def cookie(self, name: str) -> str:
        """As a browser keeps it from now on; empty when none was set."""
        for line in self.headers.get_all("Set-Cookie", []):
            given, _, rest = line.partition("=")
            if given == name:
                return rest.partition(";")[0]
        return ""


def parts(fields: Mapping[str, object]) -> tuple[str, bytes]:
    """A form as a page's script sends it: its type, and its body."""
    boundary = uuid4().hex
    body = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return f"multipart/form-data; boundary={boundary}", f"{body}--{boundary}--\r\n".encode()


def fields(form: Mapping[str, object]) -> tuple[str, bytes]:
    """A form as a button sends it."""
    return "application/x-www-form-urlencoded", urlencode(form).encode()


async def expected(
    asking: Awaitable[Answered], status: int, *, has: str = "", to: str = ""
) -> Answered:
    """The answer, or Failed when it is another one."""
    answered = await asking
    if answered.status != status:
        raise Failed(f"status {answered.status}")
    if has not in answered.text or (to and answered.headers["Location"] != to):
        raise Failed("not what was asked for")
    return answered


class Portal:
    """gunicorn behind a proxy."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def get(self, person: Person, path: str, **headers: str) -> Answered:
        return await self.ask("GET", path, self._of(person) | headers)

    async def post(
        self, person: Person, path: str, form: tuple[str, bytes], **headers: str
    ) -> Answered:
        kind, body = form
        sent = {"Content-Type": kind, "Content-Length": str(len(body)), "Origin": f"https://{HOST}"}
        return await self.ask("POST", path, self._of(person) | sent | headers, body)

    def _of(self, person: Person) -> dict[str, str]:
        """What her browser and the proxy say with each request."""
        values = zip(COOKIES, (person.session, person.token), strict=True)
        return {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": person.address,
            "Sec-Fetch-Site": "same-origin",
            "Cookie": "; ".join(f"{name}={value}" for name, value in values if value),
        }

    async def ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b""
    ) -> Answered:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        sent = f"{method} {path} HTTP/1.0\r\n{head}Connection: close\r\n\r\n".encode() + body
        try:
            async with asyncio.timeout(PATIENCE):
                got = await self._exchange(sent)
        except TimeoutError as error:
            raise Failed(f"no answer in {PATIENCE} s") from error
        except OSError as error:
            raise Failed(type(error).__name__) from error
        return read(got)

    async def _exchange(self, sent: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(sent)
            return await reader.read()
        finally:
            writer.close()


def read(got: bytes) -> Answered:
    """A whole answer, or Failed."""
    head, _, body = got.partition(b"\r\n\r\n")
    try:
        first, _, rest = head.partition(b"\r\n")
        status = int(first.split()[1])
    except (IndexError, ValueError) as error:
        raise Failed("cut short") from error
    headers = parse_headers(BytesIO(rest + b"\r\n\r\n"))
    if len(body) != int(headers.get("Content-Length", len(body))):
        raise Failed("cut short")
    return Answered(status, headers, body.decode())

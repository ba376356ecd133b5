"""Who is signed in, and the boxes in which people write."""

from asyncio import Lock
from dataclasses import dataclass, field


@dataclass
class Box:
    """One answer, as the page on which it is written shows it."""

    answer: int
    path: str  # of its section
    question: str
    text: str
    version: int
    saved: str = ""  # the text that was acknowledged last
    lock: Lock = field(default_factory=Lock)  # a page sends one save after the other


@dataclass
class Person:
    email: str
    role: str
    area: str
    address: str  # from which her browser asks
    session: str
    secret: str  # of her authenticator app
    token: str  # against forged forms: her cookie's and her forms'
    author: str = ""  # the note in the forms of her area
    box: Box | None = None

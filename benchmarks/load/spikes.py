"""Two rushes: everybody sends an area at the last moment, and everybody signs in in the morning."""

import re
from asyncio import Lock
from collections.abc import Iterator
from functools import partial
from time import perf_counter, time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from selfassess.access import Role
from selfassess.demo.sample.calendar import LAST
from tests.factories import PASSWORD

from .asking import COOKIES, Answered, expected, fields
from .desk import Desks
from .people import Person
from .timetable import Plan

SENDS, SEND_SECONDS = 300, 60
SIGN_INS_A_MINUTE = 100
SHOWN = re.compile(r'name="(seen|shown|version)" value="([^"]*)"')
SIGN_IN, CODE = "/accounts/login/", "/accounts/second-factor/code/"


def sends(desks: Desks) -> Iterator[Plan]:
    """More than there are areas: each is taken back as soon as it is sent, for the next."""
    heads = [one for one in desks.people if one.role == Role.HEAD]
    locks = {one.area: Lock() for one in heads}
    for turn in range(SENDS):
        head = heads[turn % len(heads)]
        yield Plan(turn * SEND_SECONDS / SENDS, partial(_send, desks, head, locks[head.area]))


async def _send(desks: Desks, head: Person, lock: Lock, meant: float) -> None:
    area = f"/{LAST}/{head.area}/"
    async with lock:
        if page := await desks.open(head, "check", f"{area}check/", meant):
            await _press(desks, head, "send", f"{area}check/", page)
        if page := await desks.open(head, "area", area, perf_counter()):
            await _press(desks, head, "take back", f"{area}recall/", page)


async def _press(desks: Desks, head: Person, kind: str, path: str, page: Answered) -> None:
    """A button under what a page showed. It leads to the area's own page, or was refused."""
    shown = dict(SHOWN.findall(page.text))
    form = fields({"csrfmiddlewaretoken": head.token} | shown)
    asking = desks.portal.post(head, path, form)
    await desks.tally.measure(
        kind, perf_counter(), expected(asking, 302, to=f"/{LAST}/{head.area}/")
    )


def sign_ins(desks: Desks) -> Iterator[Plan]:
    for number, person in enumerate(desks.people):
        yield Plan(number * 60 / SIGN_INS_A_MINUTE, partial(_sign_in, desks, person))


async def _sign_in(desks: Desks, person: Person, meant: float) -> None:
    """In a browser of her own, in which nobody has signed in yet: password, then a code."""
    stranger = Person(**vars(person) | {"session": "", "token": ""})
    page = await desks.open(stranger, "sign-in page", SIGN_IN, meant)
    if not page:
        return
    keep_cookies(stranger, page)
    password = {"login": person.email, "password": PASSWORD}
    if not await _enter(desks, stranger, "password", SIGN_IN, password, to=CODE):
        return
    if not await desks.open(stranger, "code page", CODE, perf_counter()):
        return
    code = format_hotp_value(hotp_value(person.secret, int(time()) // 30))
    if await _enter(desks, stranger, "code", CODE, {"code": code}, to="/"):
        await desks.open(stranger, "first page", "/", perf_counter())


async def _enter(
    desks: Desks, person: Person, kind: str, path: str, entered: dict[str, str], *, to: str
) -> bool:
    form = fields({"csrfmiddlewaretoken": person.token} | entered)
    asking = expected(desks.portal.post(person, path, form), 302, to=to)
    answered = await desks.tally.measure(kind, perf_counter(), asking)
    if answered:
        keep_cookies(person, answered)
    return answered is not None


def keep_cookies(person: Person, answered: Answered) -> None:
    session, token = (answered.cookie(name) for name in COOKIES)
    person.session, person.token = session or person.session, token or person.token

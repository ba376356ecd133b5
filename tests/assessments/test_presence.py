"""Who else is here: nobody is locked out, and who has closed the page is soon gone."""

from datetime import timedelta

import pytest

from selfassess.assessments.models import Presence
from selfassess.assessments.operations.presence import GONE_AFTER, look_in
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.quarters import clock
from tests.factories import make_user
from tests.pages import form_on

KNOW = "/2020-21-q2/mash/know/"


@pytest.fixture
def moment():
    return clock.now()


def seen_by(user, assessment, moment, *, later: timedelta = timedelta(0), section="know") -> list:
    with clock.at(moment + later):
        return look_in(assessment, section, by=user)


def test_each_sees_the_others(cast, mash, moment):
    assert seen_by(cast.head, mash, moment) == []
    assert seen_by(cast.deputy, mash, moment) == ["Head of MASH"]
    assert seen_by(cast.head, mash, moment) == ["Deputy of MASH"]


def test_only_in_the_same_section(cast, mash, moment):
    seen_by(cast.head, mash, moment, section="evidence")
    assert seen_by(cast.deputy, mash, moment) == []


def test_who_has_closed_the_page_is_gone(cast, mash, moment):
    seen_by(cast.head, mash, moment)
    second = timedelta(seconds=1)
    assert seen_by(cast.deputy, mash, moment, later=GONE_AFTER - second) == ["Head of MASH"]
    assert seen_by(cast.deputy, mash, moment, later=GONE_AFTER + second) == []


def test_two_lost_calls_do_not_make_her_vanish(cast, mash, moment):
    seen_by(cast.head, mash, moment)
    assert seen_by(cast.deputy, mash, moment, later=timedelta(seconds=74)) == ["Head of MASH"]


def test_who_saves_is_here_without_a_call(cast, mash, moment):
    with clock.at(moment):
        save_section(mash, [Draft("know", "Hers.")], by=cast.head)
    assert seen_by(cast.deputy, mash, moment) == ["Head of MASH"]
    assert seen_by(cast.deputy, mash, moment, section="evidence") == []


def test_calling_again_and_again_leaves_one_row(cast, mash, moment):
    for _ in range(5):
        seen_by(cast.head, mash, moment)
    assert Presence.objects.count() == 1


def test_the_page_asks_for_it(cast, mash, sign_in):
    sign_in(cast.head).post(KNOW + "here/")
    assert sign_in(cast.deputy).post(KNOW + "here/").json() == {"others": ["Head of MASH"]}


def test_a_page_made_for_somebody_else_is_nobodys_presence(cast, mash, sign_in):
    note = form_on(sign_in(cast.head).get(KNOW))["author"]
    reply = sign_in(cast.deputy).post(KNOW + "here/", headers={"X-Author": note})
    assert reply.status_code == 401
    assert not Presence.objects.exists()


def test_who_only_reads_is_not_there(cast, mash, sign_in):
    assert sign_in(cast.director).post(KNOW + "here/").status_code == 403
    assert sign_in(make_user(("head", "lac"))).post(KNOW + "here/").status_code == 404
    assert not Presence.objects.exists()

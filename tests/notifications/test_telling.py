"""Who is told what by e-mail, when, and never twice."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from selfassess.access import Role
from selfassess.assessments.operations.lifecycle import (
    approve,
    give_longer,
    return_for_changes,
    send,
)
from selfassess.errors import Refused
from selfassess.notifications import operations
from selfassess.notifications.models import Digest, Notice, Wanted
from selfassess.notifications.operations import choose_emails, remind, settle_all, tell
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.operations import open_quarter, plan_quarter
from tests.factories import get_assessment, make_issued, make_user, write

QUARTER = "2020-21-q2"
DUE = date(2020, 10, 16)


def on(day: date, hour: int = 9):
    return clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=LONDON))


@pytest.fixture
def quarter(cast):
    """Opened on 1 October, and the news of it has been told."""
    with on(date(2020, 10, 1)):
        plan_quarter(QUARTER, by=cast.administrator, due=DUE)
        open_quarter(QUARTER, by=cast.administrator)
        settle_all()
    return QUARTER


def told(day: date, hour: int = 9) -> dict[str, str]:
    """Address → text of the e-mails that go out at this moment."""
    mail.outbox.clear()
    with on(day, hour):
        assert tell() == len(mail.outbox)
    return {message.to[0]: message.body for message in mail.outbox}


def sent_mash(cast, day: date) -> None:
    with on(day):
        write(get_assessment(QUARTER), by=cast.head)
        send(get_assessment(QUARTER), by=cast.head)


def test_heads_and_deputies_hear_that_a_quarter_opened(cast):
    with on(date(2020, 10, 1)):
        plan_quarter(QUARTER, by=cast.administrator, due=DUE)
        open_quarter(QUARTER, by=cast.administrator)
    found = told(date(2020, 10, 1))
    assert set(found) == {cast.head.email, cast.deputy.email, cast.other_head.email}
    assert "MASH & Assessment is due on Friday 16 October." in found[cast.head.email]
    assert "/2020-21-q2/mash/" in found[cast.head.email]
    assert "Early Help" not in found[cast.head.email]


def test_somebody_who_heads_two_areas_gets_one_e_mail_about_both(cast):
    both = make_user((Role.HEAD, "lac"), (Role.HEAD, "care-leavers"), name="Head of two")
    with on(date(2020, 10, 1)):
        plan_quarter(QUARTER, by=cast.administrator, due=DUE)
        open_quarter(QUARTER, by=cast.administrator)
    body = told(date(2020, 10, 1))[both.email]
    assert "Looked After Children" in body
    assert "Care Leavers" in body


@pytest.mark.parametrize(
    ("days_before", "words"),
    [(8, None), (7, "is due on Friday 16 October"), (2, "is due on"), (0, "is due today")],
)
def test_an_area_that_is_not_sent_is_warned_before_its_day(cast, quarter, days_before, words):
    found = told(DUE - timedelta(days=days_before))
    assert (cast.head.email in found) is bool(words)
    assert not words or words in found[cast.head.email]


def test_each_warning_comes_once_and_the_next_one_when_its_day_comes(cast, quarter):
    assert cast.head.email in told(DUE - timedelta(days=7))
    for days in (6, 5, 4, 3):
        assert told(DUE - timedelta(days=days)) == {}
    assert cast.head.email in told(DUE - timedelta(days=2))
    assert told(DUE - timedelta(days=1)) == {}
    assert "was due on Friday 16 October" in told(DUE + timedelta(days=1))[cast.head.email]
    assert told(DUE + timedelta(days=2)) == {}


def test_an_area_with_longer_time_is_warned_before_its_own_day(cast, quarter):
    later = DUE + timedelta(days=14)
    with on(date(2020, 10, 5)):
        give_longer(
            get_assessment(QUARTER), until=later, reason="Moving office.", by=cast.administrator
        )
    found = told(DUE - timedelta(days=2))
    assert cast.other_head.email in found
    assert cast.head.email not in found
    assert "Friday 30 October" in told(later - timedelta(days=2))[cast.head.email]


def test_a_sent_area_is_not_warned_and_the_director_hears_of_it(cast, quarter):
    sent_mash(cast, date(2020, 10, 8))
    found = told(date(2020, 10, 8))
    assert "MASH & Assessment was sent to you" in found[cast.director.email]
    assert "/2020-21-q2/mash/review/" in found[cast.director.email]
    assert cast.head.email not in told(DUE - timedelta(days=2))


def test_a_director_who_heads_the_area_is_not_asked_to_review_it(cast, quarter):
    double = make_user(Role.DIRECTOR, (Role.HEAD, "mash"), name="Director and head")
    sent_mash(cast, date(2020, 10, 8))
    body = told(date(2020, 10, 8)).get(double.email, "")
    assert "sent to you" not in body


def test_returning_and_approving_reach_the_head_with_a_link_and_no_words(cast, quarter):
    sent_mash(cast, date(2020, 10, 8))
    told(date(2020, 10, 8))
    with on(date(2020, 10, 9)):
        assessment = get_assessment(QUARTER)
        return_for_changes(assessment, comments={"know": "By how much?"}, by=cast.director)
    body = told(date(2020, 10, 9))[cast.head.email]
    assert "asks for changes in MASH & Assessment" in body
    assert "By how much?" not in body
    with on(date(2020, 10, 12)):
        write(get_assessment(QUARTER), "We know it better.", by=cast.head)
        send(get_assessment(QUARTER), by=cast.head)
        approve(get_assessment(QUARTER), by=cast.director)
    found = told(date(2020, 10, 12))
    assert "is approved" in found[cast.head.email]
    assert "We know it better." not in "".join(found.values())


def test_nobody_is_told_what_she_did_herself(cast, quarter):
    sent_mash(cast, date(2020, 10, 8))
    assert cast.head.email not in told(date(2020, 10, 8))


def test_an_issued_report_is_news_for_everybody_with_a_role(cast, quick_pdf):
    with on(date(2020, 7, 31)):
        make_issued("2020-21-q1")
    found = told(date(2020, 7, 31))
    assert {cast.viewer.email, cast.analyst.email, cast.head.email} <= set(found)
    assert cast.nobody.email not in found
    assert "/reports/2020-21-q1/v1/" in found[cast.viewer.email]


def test_a_person_gets_one_e_mail_a_day_and_the_rest_the_next_morning(cast, quarter):
    sent_mash(cast, date(2020, 10, 8))
    assert cast.director.email in told(date(2020, 10, 8), 10)
    with on(date(2020, 10, 8), 11):
        write(get_assessment(QUARTER, "early-help"), by=cast.other_head)
        send(get_assessment(QUARTER, "early-help"), by=cast.other_head)
    assert told(date(2020, 10, 8), 12) == {}
    body = told(date(2020, 10, 9), 8)[cast.director.email]
    assert "Early Help" in body
    assert "MASH" not in body


def test_what_is_no_longer_so_is_not_told_the_next_day(cast, quarter):
    sent_mash(cast, date(2020, 10, 8))
    told(date(2020, 10, 8), 10)
    with on(date(2020, 10, 8), 11):
        write(get_assessment(QUARTER, "early-help"), by=cast.other_head)
        send(get_assessment(QUARTER, "early-help"), by=cast.other_head)
        operations.note_down()
        approve(get_assessment(QUARTER, "early-help"), by=cast.director)
    assert cast.director.email not in told(date(2020, 10, 9))


@pytest.mark.parametrize(
    ("wanted", "opened", "due"),
    [(Wanted.EVERYTHING, True, True), (Wanted.WHAT_ASKS, False, True), (Wanted.NOTHING,) * 3],
)
def test_everybody_chooses_which_e_mails_she_gets(cast, wanted, opened, due):
    choose_emails(cast.head, wanted=wanted, by=cast.head)
    with on(date(2020, 10, 1)):
        plan_quarter(QUARTER, by=cast.administrator, due=DUE)
        open_quarter(QUARTER, by=cast.administrator)
    assert (cast.head.email in told(date(2020, 10, 1))) is (opened is True)
    assert (cast.head.email in told(DUE - timedelta(days=7))) is (due is True)


def test_nobody_chooses_for_somebody_else(cast):
    with pytest.raises(Refused):
        choose_emails(cast.head, wanted=Wanted.NOTHING, by=cast.administrator)


def test_somebody_who_may_not_sign_in_gets_no_e_mail(cast, quarter):
    cast.head.is_active = False
    cast.head.save()
    assert cast.head.email not in told(DUE - timedelta(days=7))


def test_an_e_mail_that_the_server_did_not_take_is_tried_again(cast, quarter, monkeypatch):
    def refuse(address, notices):
        raise OSError("The server is away.")

    monkeypatch.setattr(operations.mail, "send", refuse)
    with on(DUE - timedelta(days=7)):
        assert tell() == 0
    assert not Digest.objects.exists()
    monkeypatch.undo()
    assert cast.head.email in told(DUE - timedelta(days=7), 10)


def test_old_news_is_not_told_when_the_worker_was_away_for_long(cast, quarter):
    sent_mash(cast, date(2020, 10, 2))
    assert cast.director.email not in told(date(2020, 10, 12))


def test_the_director_reminds_who_has_not_sent_and_nobody_twice_a_day(cast, quarter):
    sent_mash(cast, date(2020, 10, 5))
    with on(date(2020, 10, 6)):
        names = remind(get_assessment(QUARTER).quarter, by=cast.director)
        assert "MASH & Assessment" not in names
        assert "Early Help" in names
        with pytest.raises(Refused, match="reminded today already"):
            remind(get_assessment(QUARTER).quarter, by=cast.director)
    found = told(date(2020, 10, 6))
    assert "The director waits for Early Help" in found[cast.other_head.email]
    assert cast.head.email not in found


def test_the_command_for_a_timer_says_how_many_went_out_and_repeats_safely(cast, quarter, capsys):
    with on(DUE - timedelta(days=7)):
        call_command("send_reminders")
        call_command("send_reminders")
    assert capsys.readouterr().out == "3 e-mails sent.\n0 e-mails sent.\n"
    assert len(mail.outbox) == 3


def test_a_test_e_mail_arrives(settings, capsys):
    call_command("send_test_email", "somebody@example.org")
    assert mail.outbox[-1].to == ["somebody@example.org"]
    assert settings.DEFAULT_FROM_EMAIL in capsys.readouterr().out


def test_notices_cost_the_same_whatever_the_number_of_areas(
    cast, quarter, django_assert_max_num_queries
):
    with on(DUE - timedelta(days=7)), django_assert_max_num_queries(6):
        operations.note_down()
    assert Notice.objects.waiting().count() == 3

"""Wherever loading the demo is interrupted: what was done stays done, and the next load does the
rest. In the end it is the same demo. It is not loaded beside other data."""

import pytest
from django.core.management import CommandError, call_command

from selfassess.accounts.models import User
from selfassess.assessments.models import Answer
from selfassess.demo import load
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import plan_quarter
from selfassess.reporting import attempts
from selfassess.reporting.models import Build, BuildState, Report
from tests.factories import make_user
from tests.processes import kill, start, wait_until

from .conftest import demo_rows, loaded
from .picture import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


# Steps, and how often each is taken before
INTERRUPTED = [
    ("fill", 0),
    ("write_lists", 3),
    ("hand_in", 0),
    ("approve", 3),
    ("lay_out_now", 0),
    ("issue", 0),
    ("prepare", 1),
]


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker) -> dict:
    """What an undisturbed load gives, seen once and rolled back."""
    with loaded(django_db_blocker, demo_rows):
        return picture()


def interrupt_before(step: str, times: int, monkeypatch) -> None:
    """Load until this step has been taken so many times."""
    take, left = getattr(load, step), [None] * times

    def interrupted(*args, **kwargs):
        if not left:
            raise KeyboardInterrupt
        left.pop()
        return take(*args, **kwargs)

    with monkeypatch.context() as once:
        once.setattr(load, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            load.load()


@pytest.mark.slow
def test_interrupted_before_every_step_it_is_the_same_demo_in_the_end(whole, monkeypatch):
    """Each load goes on where the one before was interrupted, and is interrupted further on."""
    for step, times in INTERRUPTED:
        interrupt_before(step, times, monkeypatch)
        assert picture() != whole
    load.load()
    assert picture() == whole


def test_a_stranger_is_not_joined_by_the_cast():
    make_user(name="A stranger")
    said = "1 other accounts and 0 other quarters.*only loaded into an empty database"
    with pytest.raises(CommandError, match=said):
        call_command("load_demo")
    assert (User.objects.count(), Quarter.objects.count()) == (1, 0)


def test_another_quarter_is_not_joined_by_the_demos():
    plan_quarter("2025-26-q1", by=User.objects.command_line())
    with pytest.raises(CommandError, match="0 other accounts and 1 other quarters"):
        call_command("load_demo")
    assert (User.objects.count(), Quarter.objects.count()) == (1, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestKilled:
    """The same with a process of its own, killed as a power cut would."""

    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch):
        monkeypatch.setattr(attempts, "SILENT_FOR", attempts.timedelta(seconds=1))

    def kill_as_soon_as(self, it_is_so) -> None:
        process = start(
            "import django; django.setup(); from selfassess.demo.load import load; load()"
        )
        try:
            wait_until(it_is_so)
        finally:
            kill(process)

    @pytest.mark.long
    def test_while_it_writes(self, whole):
        self.kill_as_soon_as(Answer.objects.exists)
        load.load()
        assert picture() == whole

    def test_while_it_lays_the_report_out(self, whole):
        self.kill_as_soon_as(Build.objects.filter(state=BuildState.RUNNING).exists)
        assert not Report.objects.exists()
        load.load()
        assert picture() == whole

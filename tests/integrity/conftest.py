"""A council with a past: events, reports and files, all of them sealed."""

import io
import logging
from collections.abc import Callable
from functools import partial
from itertools import count
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.integrity.operations import seal_records
from selfassess.reporting.annual.operations import keep_annual
from selfassess.reporting.annual.views import get_content
from tests.factories import make_issued
from tests.rows import begin_with

_numbers = count(1)
_own = uuid4()  # beside rows that another process of the run has made


@pytest.fixture
def happen(cast) -> Callable[[int], list[Event]]:
    """So many things that leave an event."""

    def happen(times: int) -> list[Event]:
        texts = [f"Text {next(_numbers)} of {_own}" for _ in range(times)]
        about = {"quarter": "2020-21-q3", "area": "mash", "subject": "know"}
        return [
            log_event("answer.save", by=cast.head, after={"text": text, "version": 1}, **about)
            for text in texts
        ]

    return happen


@pytest.fixture
def past(cast, quick_pdf, happen) -> list[Event]:
    return begin_with("past", partial(make_past, cast, happen))


def make_past(cast, happen) -> list[Event]:
    """An issued report with its files, the file of a year, and twelve events under two seals."""
    make_issued("2020-21-q2")
    keep_annual(get_content(cast.director, "2020-21"), by=cast.director)
    events = happen(6)
    seal()
    events += happen(6)
    seal()
    return events


def seal(**options) -> list:
    return seal_records(by=User.objects.command_line(), **options)


@pytest.fixture
def heads(past, tmp_path):
    """The lines of the log in which the seals of the past were told."""
    return write_heads(tmp_path)


def write_heads(folder):
    from selfassess.integrity.chain import told
    from selfassess.integrity.models import Seal

    path = folder / "heads"
    lines = [f"Nov 30 02:31 host seal[7]: INFO {told(one)}\n" for one in Seal.objects.all()]
    path.write_text("".join(lines))
    return path


def verified(**options) -> str:
    """What verify_records says; it must find nothing."""
    out = io.StringIO()
    call_command("verify_records", stdout=out, **options)
    return out.getvalue()


def faults(**options) -> list[str]:
    """The faults it names; it must exit with 1."""
    with pytest.raises(CommandError) as found:
        call_command("verify_records", stdout=io.StringIO(), **options)
    assert found.value.returncode == 1
    *named, number = str(found.value).splitlines()
    assert number.startswith(f"{len(named)} ")
    return named


@pytest.fixture
def sealing_log(caplog):
    caplog.set_level(logging.INFO, logger="selfassess.integrity")
    return lambda: [r.getMessage() for r in caplog.records if "integrity" in r.name]

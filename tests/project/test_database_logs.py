"""The database's log holds no words: PostgreSQL quotes statements that fail, unless told not to."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from selfassess.quarters.models import Quarter

WORD = "Marigold"
GUIDE = Path(settings.BASE_DIR, "docs", "deploy.md").read_text()
TOLD = dict(re.findall(r"ALTER ROLE \$role SET (\w+) = (\w+)", GUIDE))


def log() -> Path:
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        return Path(cursor.fetchone()[0]).parent / "log"


def fail_with_words() -> None:
    """In a statement, and in a row that the database refuses."""
    with pytest.raises(DatabaseError), transaction.atomic():
        Quarter.objects.create(code="2020-21-q1", state=WORD, due="2020-07-15")


def test_several_hosts_are_told_the_same():
    conf = Path(settings.BASE_DIR, "deploy", "postgresql.conf").read_text()
    assert TOLD == {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
    assert TOLD.items() <= dict(re.findall(r"^(\w+) = (\w+)$", conf, re.M)).items()


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="reads the log of a PostgreSQL server"
)
def test_what_cannot_be_saved_is_not_in_the_log():
    if not log().exists():
        pytest.skip("the server's log is not here")
    begins = log().stat().st_size
    fail_with_words()
    assert WORD in log().read_text()[begins:]  # what is told keeps it out
    begins = log().stat().st_size
    with connection.cursor() as cursor:
        for name, value in TOLD.items():
            cursor.execute(f"SET LOCAL {name} = {value}")
    fail_with_words()
    told = log().read_text()[begins:]
    assert "ERROR" in told
    assert WORD not in told

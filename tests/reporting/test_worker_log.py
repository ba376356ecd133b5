"""How much the worker logs is for LOG_LEVEL to say, as for every other process."""

import logging
import subprocess
import sys

import pytest
from django.conf import settings

from selfassess.reporting.management.commands.worker import Command

OF_THE_QUEUE = ("django.tasks", "django_tasks_db")
LOGGED = """
import django, logging
django.setup()
for name in ("django.tasks", "django_tasks_db", "django.db.backends", "selfassess"):
    print(logging.getLevelName(logging.getLogger(name).getEffectiveLevel()))
"""


@pytest.fixture
def levels():
    before = {name: logging.getLogger(name).level for name in OF_THE_QUEUE}
    yield lambda: {logging.getLogger(name).level for name in OF_THE_QUEUE}
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def test_it_leaves_the_level_to_the_settings(levels):
    before = levels()
    Command().configure_logging(verbosity=1)
    assert levels() == before == {logging.NOTSET}


def test_whoever_asks_for_more_gets_more(levels):
    Command().configure_logging(verbosity=2)
    assert levels() == {logging.DEBUG}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("WARNING", ["WARNING", "WARNING", "WARNING", "WARNING"]),
        ("ERROR", ["ERROR", "ERROR", "ERROR", "ERROR"]),
        ("DEBUG", ["INFO", "DEBUG", "INFO", "DEBUG"]),  # Django's own would quote people's words
    ],
)
def test_a_process_logs_as_much_as_is_asked_for(asked, expected):
    env = {"DJANGO_SETTINGS_MODULE": "selfassess.settings", "LOG_LEVEL": asked}
    command = [sys.executable, "-c", LOGGED]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == expected

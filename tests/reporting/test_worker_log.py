"""How much the worker logs is for LOG_LEVEL to say, as for every other process."""

import logging

import pytest

from selfassess.reporting.management.commands.worker import Command

OF_THE_QUEUE = ("django.tasks", "django_tasks_db")


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

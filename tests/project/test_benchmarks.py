"""What bin/bench load leans on. It takes minutes, so no test runs it."""

import pytest
from django.urls import Resolver404, resolve

from benchmarks import floor, server


def test_gunicorn_is_started_as_in_production_but_on_a_port_of_its_own():
    options = server.options(8123)
    assert options[options.index("--bind") + 1] == "127.0.0.1:8123"
    assert "gthread" in options
    assert not any("8000" in option for option in options)


def test_the_bare_floor_has_an_address_of_its_own_and_none_in_the_portal():
    assert resolve(floor.ADDRESS, urlconf=floor.__name__).func is floor.save
    with pytest.raises(Resolver404):
        resolve(floor.ADDRESS)

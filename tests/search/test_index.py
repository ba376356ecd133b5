"""The index is there for every source, also after Django has made a table anew."""

import pytest
from django.db import connection

from selfassess.search.index import index_of, keep_index
from selfassess.search.sources import SOURCES

pytestmark = pytest.mark.django_db


def names() -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master",
        "postgresql": "SELECT indexname FROM pg_indexes",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {name for [name] in cursor.fetchall()}


def test_every_source_has_one():
    assert {index_of(source) for source in SOURCES} <= names()


def test_making_it_again_changes_nothing():
    before = names()
    keep_index()
    assert names() == before


def test_what_is_missing_is_made_anew():
    index = index_of(SOURCES[0])
    gone = f"{index}_update" if connection.vendor == "sqlite" else index
    kind = "TRIGGER" if connection.vendor == "sqlite" else "INDEX"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP {kind} "{gone}"')
    assert gone not in names()
    keep_index()
    assert gone in names()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_postgresql_asks_its_index():
    from selfassess.search.index import Matches

    source = SOURCES[0]
    rows = source.model.objects.filter(Matches(source, '"word"')).order_by()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index_of(source) in rows.explain()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_no_search_reads_a_list_of_what_is_new():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'search_%%' AND relkind = 'i' "
            "AND NOT 'fastupdate=off' = ANY (COALESCE(reloptions, '{}'))"
        )
        assert cursor.fetchall() == []

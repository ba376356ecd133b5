"""The web page of an issued version is drawn once, for all who may read it and nobody else."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfassess.reporting import web_pages
from selfassess.reporting.models import Report
from tests.factories import issued_before
from tests.owner import as_owner

ISSUED = "/reports/2020-21-q1/v1/"
EDITION = f"{ISSUED}mash/"


@pytest.fixture
def issued(cast, quick_pdf) -> Report:
    return issued_before("2020-21-q1")


@pytest.fixture
def drawings(monkeypatch) -> list[str]:
    """What is drawn, in its order."""
    done = []
    draw = web_pages._draw

    def note(report, edition):
        done.append(edition)
        return draw(report, edition)

    monkeypatch.setattr(web_pages, "_draw", note)
    return done


def body(page) -> str:
    return page.text[page.text.index('<div class="report') :]


def test_it_is_drawn_once_for_all_readers(cast, issued, sign_in, drawings):
    pages = [sign_in(reader).get(ISSUED) for reader in (cast.viewer, cast.director, cast.head)]
    assert [page.status_code for page in pages] == [200] * 3
    assert len({body(page) for page in pages}) == 1
    assert drawings == ["full"]


def test_each_edition_is_drawn_for_itself(cast, issued, sign_in, drawings):
    client = sign_in(cast.director)
    whole, part = client.get(ISSUED), client.get(EDITION)
    assert body(whole) != body(part)
    assert (body(client.get(ISSUED)), body(client.get(EDITION))) == (body(whole), body(part))
    assert drawings == ["full", "mash"]


def test_who_may_not_read_it_does_not_get_what_is_kept(cast, issued, sign_in, client):
    assert sign_in(cast.director).get(ISSUED).status_code == 200
    assert sign_in(cast.nobody).get(ISSUED).status_code == 404
    assert client.get(ISSUED).status_code == 302


def test_the_contents_of_a_kept_page_are_not_read_again(cast, issued, sign_in):
    client = sign_in(cast.viewer)
    client.get(ISSUED)
    with CaptureQueriesContext(connection) as queries:
        client.get(ISSUED)
    assert not [query for query in queries if '"reporting_report"."content"' in query["sql"]]


def test_what_is_no_edition_is_not_there_and_not_kept(cast, issued, sign_in, drawings):
    client = sign_in(cast.director)
    for _ in range(2):
        assert client.get(f"{ISSUED}early-birds/").status_code == 404
    assert not caches["web_pages"]._cache


def test_a_report_that_is_not_issued_is_drawn_for_each_reader(cast, issued, sign_in, drawings):
    with as_owner():
        Report.objects.update(issued_at=None, issued_by=None)
    for _ in range(2):
        assert sign_in(cast.director).get(ISSUED).status_code == 200
    assert drawings == ["full", "full"]


def test_another_report_under_the_same_number_is_drawn_anew(cast, issued, sign_in):
    """As after a restored backup."""
    client = sign_in(cast.director)
    client.get(ISSUED)
    content = issued.content | {"authority": "Another Council"}
    later = issued.compiled_at.replace(year=issued.compiled_at.year + 1)
    with as_owner():
        Report.objects.filter(pk=issued.pk).update(content=content, compiled_at=later)
    assert "Another Council" in body(client.get(ISSUED))

"""What the benchmarks lean on. They take minutes, so no test runs them whole."""

import pytest
from django.urls import Resolver404, resolve

from benchmarks import compare, floor, growth, server, side, tables, visits, workers
from performance.models import Measure
from selfassess.demo.sample.calendar import QUARTERS
from selfassess.quarters.models import Quarter
from selfassess.records.models import Action
from selfassess.reporting.models import Report
from tests.demo.conftest import loaded, sample_rows


def test_gunicorn_is_started_as_in_production_but_on_a_port_of_its_own():
    options = server.options(8123)
    assert options[options.index("--bind") + 1] == "127.0.0.1:8123"
    assert "gthread" in options
    assert not any("8000" in option for option in options)
    assert workers.workers_of(options) > 1


def test_the_bare_floor_has_an_address_of_its_own_and_none_in_the_portal():
    assert resolve(floor.ADDRESS, urlconf=floor.__name__).func is floor.save
    with pytest.raises(Resolver404):
        resolve(floor.ADDRESS)


@pytest.fixture(scope="class")
def grown(django_db_setup, django_db_blocker):
    """The sample, copied once."""
    with loaded(django_db_blocker, sample_rows):
        growth.grow(2 * len(QUARTERS))
        yield


@pytest.mark.django_db
@pytest.mark.long
@pytest.mark.usefixtures("grown")
class TestACouncilThatHasGrown:
    """Its past is as full as its present, and over."""

    old = [growth.earlier(code, growth.YEARS) for code in QUARTERS]

    def test_has_a_full_past(self):
        codes = Quarter.objects.order_by("code").values_list("pk", flat=True)
        assert [*codes] == [*self.old, *QUARTERS]
        for old, new in zip(self.old, QUARTERS, strict=True):
            past, present = Quarter.objects.get(pk=old), Quarter.objects.get(pk=new)
            for full in ("assessments", "measures", "actions_raised"):
                assert getattr(past, full).count() == getattr(present, full).count() > 0
            kept, copied = (q.assessments.get(area="lac") for q in (present, past))
            for full in ("answers", "section_marks", "remarks", "audits", "facts", "strengths"):
                assert getattr(copied, full).count() == getattr(kept, full).count() > 0
            assert copied.rating.value == kept.rating.value
            assert copied.sent_at.year == kept.sent_at.year - growth.YEARS

    def test_has_issued_it(self):
        issued = Report.objects.issued().filter(quarter__in=self.old)
        assert {report.quarter_id for report in issued} == set(self.old)
        for report in issued:
            assert report.content["quarter"]["code"] == report.quarter_id
            assert report.files.count() == 1
            assert report.build.quarter_id == report.quarter_id

    def test_leaves_nothing_open_in_it(self):
        old = Action.objects.filter(raised_in__in=self.old)
        assert old.exists()
        assert not old.filter(finished_in=None).exists()
        assert not Measure.objects.disputed().filter(quarter__in=self.old).exists()

    def test_is_asked_for_its_pages(self):
        """Each address is there, and saving saves."""
        subjects = visits.subjects()
        first, *more = side.answered(subjects, [visits.SAVE, "area"])
        assert set(first) == set(subjects)
        assert all(page["queries"] > 0 for page in first.values())
        assert first["quarters"]["quarters"] == 2 * len(QUARTERS)
        assert all(seconds > 0 for seconds in more)


def test_only_whole_samples_are_copied(db):
    Quarter.objects.bulk_create(
        Quarter(code=code, due="2020-10-16") for code in ("2020-21-q1", "2020-21-q2")
    )
    with pytest.raises(SystemExit, match="no multiple"):
        growth.grow(5)


@pytest.mark.parametrize(
    ("code", "years", "other"),
    [("2018-19-q3", 2, "2016-17-q3"), ("2008-09-q4", 8, "2000-01-q4")],
)
def test_a_quarter_some_years_earlier(code, years, other):
    assert growth.earlier(code, years) == other


def test_another_commit_is_measured_by_the_same_benchmarks(tmp_path):
    folder = compare.export("HEAD", tmp_path / "before")
    assert (folder / "manage.py").exists()
    ours = server.ROOT / "benchmarks"
    for path in ours.glob("*.py"):
        assert (folder / "benchmarks" / path.name).read_bytes() == path.read_bytes()


def test_the_least_of_all_rounds_counts():
    least = {}
    for seconds in (0.3, 0.1, 0.2):
        compare.keep_least(least, {"area": seconds})
    assert least == {"area": 0.1}
    assert tables.ratio([0.2, 0.1]) == "0.50"
    assert tables.ratio([0.2]) == ""


def test_private_memory_is_what_nobody_shares():
    lines = ["Rss: 9000 kB", "Shared_Clean: 4000 kB", "Private_Clean: 1024 kB"]
    assert workers.private_in([*lines, "Private_Dirty:     2048 kB", "Private_Hugetlb: 7 kB"]) == 3

"""Official figures of a year: England's, a region's, the neighbours' mean, the council's own."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from selfassess.assessments.models import person
from selfassess.quarters.clock import now
from selfassess.quarters.dates import AFTER_ALL


class NeighbourSetQuerySet(models.QuerySet["NeighbourSet"]):
    def last_imported(self) -> Self:
        """Those of the newest figures. Approved quarters may stand on others of the same name."""
        return self.filter(pk__in=Benchmark.objects.last_imported().values("neighbour_set"))


class NeighbourSet(models.Model):
    """A published list of this authority's statistical neighbours. A row never changes.

    Lists change, and with them the meaning of "the neighbours' mean", so each mean names its set.
    """

    name = models.CharField(max_length=40)  # April 2021
    published = models.DateField()
    members = models.JSONField(default=list)  # names of authorities

    objects = NeighbourSetQuerySet.as_manager()

    class Meta:
        ordering = ["published", "id"]

    def __str__(self) -> str:
        return f"statistical neighbours of {self.name}"


class Place(models.TextChoices):
    AUTHORITY = "authority", "This council"
    NEIGHBOURS = "neighbours", "Statistical neighbours"
    REGION = "region", "Region"
    ENGLAND = "england", "England"


class BenchmarkQuerySet(models.QuerySet["Benchmark"]):
    def in_force(self, quarter: str) -> Self:
        """The figures that stand beside this quarter: once it is approved, no later import's."""
        return self.filter(from_quarter__lte=quarter, until_quarter__gt=quarter)

    def last_imported(self) -> Self:
        return self.filter(until_quarter=AFTER_ALL)

    def newest_at(self, day: date) -> Self:
        """For each KPI and place, the newest figure known at a day, and the newest of all.

        Known are the figures of years that ended by that day. The number of rows does not grow with
        the years in the source. Oldest first.
        """
        alike = ["kpi", "place", "neighbour_set", "had_ended"]
        number = Window(RowNumber(), partition_by=alike, order_by=F("year").desc())
        counted = self.annotate(had_ended=Q(ends__lte=day), number=number)
        return counted.filter(number=1).order_by("year")


class Benchmark(models.Model):
    """One official figure. It always has a period, a source and, for neighbours, a set."""

    kpi = models.ForeignKey("performance.Kpi", models.CASCADE, related_name="benchmarks")
    year = models.PositiveSmallIntegerField()  # as the source counts: 2020 is 2019/20
    period = models.CharField(max_length=60)  # in words: year 2019/20
    ends = models.DateField()
    place = models.CharField(max_length=10, choices=Place)
    name = models.CharField(max_length=60)  # England, West Midlands, the council's own name
    neighbour_set = models.ForeignKey(NeighbourSet, models.CASCADE, null=True, related_name="+")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    symbol = models.CharField(max_length=2, blank=True)  # why the source holds a value back
    count = models.PositiveSmallIntegerField(default=1)  # authorities in a mean
    rank = models.PositiveSmallIntegerField(null=True)  # 1 is best, where one direction is better
    ranked = models.PositiveSmallIntegerField(null=True)  # of how many authorities
    source = models.CharField(max_length=200)
    # It stands beside quarters from this one on (empty: from the beginning), up to another one
    from_quarter = models.CharField(max_length=10, blank=True, default="")
    until_quarter = models.CharField(max_length=10, default=AFTER_ALL)

    objects = BenchmarkQuerySet.as_manager()

    class Meta:
        ordering = ["kpi", "year", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "from_quarter", "year", "place"],
                condition=Q(neighbour_set=None),
                name="a_place_has_one_official_figure_a_year",
            ),
            models.UniqueConstraint(
                fields=["kpi", "from_quarter", "year", "neighbour_set"],
                name="a_neighbour_set_has_one_mean_a_year",
            ),
            models.CheckConstraint(
                condition=Q(place=Place.NEIGHBOURS, neighbour_set__isnull=False)
                | ~Q(place=Place.NEIGHBOURS) & Q(neighbour_set__isnull=True),
                name="only_a_mean_of_neighbours_has_a_set",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, symbol="") | Q(value__isnull=True) & ~Q(symbol=""),
                name="an_official_figure_has_a_value_or_a_symbol",
            ),
            models.CheckConstraint(
                condition=~Q(period="") & ~Q(source="") & ~Q(name=""),
                name="an_official_figure_has_a_period_and_a_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.period}, {self.name}: {self.value or self.symbol}"

    @property
    def quartile(self) -> int | None:
        """The quartile of the rank, 1 (best) to 4; None without a rank."""
        if not (self.rank and self.ranked):
            return None
        return -(-4 * self.rank // self.ranked)


class BenchmarkImport(models.Model):
    """From which files the official figures were read, for which authority, and by whom."""

    authority = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)  # SHA-256 over all files
    files = models.JSONField(default=list)
    figures = models.PositiveIntegerField()
    imported_at = models.DateTimeField(default=now)
    imported_by = person()

    class Meta:
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return f"{self.authority}, {self.imported_at:%-d %B %Y}: {self.figures} figures"

"""KPIs, their targets, and their values. Official figures and imports have packages of their own;
Django looks for their models here."""

from performance.benchmarks.models import Benchmark, BenchmarkImport, NeighbourSet
from performance.imports.models import ColumnMapping, Import

from .kpi import ApprovedStatus, Choice, Direction, Frequency, Kpi, KpiDefinition
from .measure import Measure, Outturn, Period
from .remark import Missing, Remark
from .target import Target

__all__ = [
    "ApprovedStatus",
    "Benchmark",
    "BenchmarkImport",
    "Choice",
    "ColumnMapping",
    "Direction",
    "Frequency",
    "Import",
    "Kpi",
    "KpiDefinition",
    "Measure",
    "Missing",
    "NeighbourSet",
    "Outturn",
    "Period",
    "Remark",
    "Target",
]

"""Reports are made once and never change: frozen content, and the files drawn from it."""

from .build import ACTIVE, Build, BuildQuerySet, BuildState
from .files import AnnualFile, DamagedFile, ReportFile, StoredFile, measured
from .report import Confirmation, Kind, Report, ReportQuerySet

__all__ = [
    "ACTIVE",
    "AnnualFile",
    "Build",
    "BuildQuerySet",
    "BuildState",
    "Confirmation",
    "DamagedFile",
    "Kind",
    "Report",
    "ReportFile",
    "ReportQuerySet",
    "StoredFile",
    "measured",
]

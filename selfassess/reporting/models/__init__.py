"""Reports are made once and never change: frozen content, and the files drawn from it."""

from .attempted import ACTIVE, Attempted, BuildState
from .build import Build, BuildQuerySet
from .drawing import Drawing
from .files import AnnualFile, DamagedFile, ReportFile, StoredFile, measured
from .release import PublicEdition, Release
from .report import Confirmation, Kind, Report, ReportQuerySet

__all__ = [
    "ACTIVE",
    "AnnualFile",
    "Attempted",
    "Build",
    "BuildQuerySet",
    "BuildState",
    "Confirmation",
    "DamagedFile",
    "Drawing",
    "Kind",
    "PublicEdition",
    "Release",
    "Report",
    "ReportFile",
    "ReportQuerySet",
    "StoredFile",
    "measured",
]

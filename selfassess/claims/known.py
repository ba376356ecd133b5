"""What is on record, as the checks get it: plain data, from the database or from a CSV file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class What(StrEnum):
    """What a value on record is of its KPI, or what else it is."""

    NOW = "now"
    BEFORE = "before"  # an earlier quarter's
    TARGET = "target"
    PART = "part"  # a numerator
    WHOLE = "whole"  # a denominator
    REST = "rest"  # the whole without the part
    ENGLAND = "england"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    OUTTURN = "outturn"  # the council's own figure of a year
    FACT = "fact"  # a further figure
    AUDIT = "audit"  # cases of an audit, or of one of its grades


@dataclass(frozen=True)
class Recorded:
    """One value on record."""

    value: Decimal
    decimals: int  # with how many it is shown
    unit: str  # as `Kpi.unit` says it: "%", "count", "rate per 10,000" …
    what: What
    period: str  # a quarter's code, or a year as official figures name it: 2019/20
    source: str  # in words: “weekly report”, “DfE, children looked after in England”
    kpi: str = ""  # its code; empty for audits and further figures
    name: str = ""  # what is counted, in words
    area: str = ""
    address: str = ""  # the page on which it stands
    denominator: Decimal | None = None
    adopted: bool = True  # among several sources, the one that counts


@dataclass(frozen=True)
class KpiWords:
    """What a KPI is called, and how it is judged."""

    code: str
    area: str
    name: str
    unit: str
    direction: str  # higher, lower, band or none
    numerator: str = ""
    denominator: str = ""
    also_called: tuple[str, ...] = ()
    status: str = ""  # in this quarter, as `performance.rag.Status` stores it


@dataclass(frozen=True)
class Known:
    """Everything that the words of one area in one quarter may be set beside. It holds only what
    the area's writers may see: the area's own figures, issued quarters and official figures."""

    quarter: str
    figures: tuple[Recorded, ...] = ()
    kpis: Mapping[str, KpiWords] = field(default_factory=dict)

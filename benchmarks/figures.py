"""Reading, judging and drawing figures, each beside the least that could be done."""

import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from performance.charts import chart_data, svg
from performance.charts.plotly_figure import figure
from performance.imports import plan
from performance.imports.read import read
from performance.models import Kpi
from performance.series import Point, trend
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter

from .timing import Subjects

QUARTERS = 20
PANDAS_READS = "pandas reads the file"
PANDAS_TRENDS = "pandas works out the changes"
STRINGS = "20 charts as plain strings"


def a_quarter() -> bytes:
    """A CSV with a value for every KPI."""
    lines = ["kpi,value", *(f"{kpi.code},{value_of(n)}" for n, kpi in enumerate(Kpi.objects.all()))]
    return "\n".join(lines).encode()


def value_of(number: int) -> int:
    return 40 + number % 50


def importing() -> Subjects:
    import pandas

    quarter, file = Quarter.objects.get(code="2020-21-q2"), a_quarter()
    mapping = {"kpi": 0, "value": 1}

    def ours() -> None:
        for _ in range(QUARTERS):
            plan.make(read(file), mapping, quarter)

    def floor() -> None:
        for _ in range(QUARTERS):
            pandas.read_csv(io.BytesIO(file))

    return {PANDAS_READS: floor, f"97 KPIs, {QUARTERS} quarters: read and planned": ours}


def trends() -> Subjects:
    import pandas

    codes, period = [], QuarterPeriod(2012, 1)
    for _ in range(40):
        codes.append(period.code)
        period = period.after
    points = [Point(code, Decimal(value_of(n)) / 2) for n, code in enumerate(codes)]
    plain = pandas.Series([value_of(n) / 2 for n in range(40)], index=codes)

    def ours() -> None:
        for _ in range(97):
            trend(points, direction="higher", unit="%", smallest_denominator=10)

    def floor() -> None:
        for _ in range(97):
            plain.diff(), plain.diff(4), plain.rolling(4).mean()

    return {PANDAS_TRENDS: floor, "97 KPIs, 40 quarters: trends and sentences": ours}


def charts() -> Subjects:
    rows = [(f"Indicator {n}", Decimal(value_of(n)), Decimal(95)) for n in range(8)]
    drawing = chart_data.bars("key", "A chart", rows, unit="%")

    def ours() -> None:
        for _ in range(20):
            svg.draw(figure(drawing))

    def floor() -> None:
        for _ in range(20):
            "".join(f"<rect width='{row.value}'/><text>{row.label}</text>" for row in drawing.rows)

    return {STRINGS: floor, "20 charts: Plotly figure and SVG": ours}


def memory_of(subject: Callable[[], object]) -> float:
    """The most that Python had allocated meanwhile, in MB, without what libraries keep."""
    tracemalloc.start()
    subject()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1024 / 1024


def peak_of(code: str) -> tuple[float, float]:
    """Seconds and MB of a process of its own that runs this code."""
    measured = (
        "import resource, time; begun = time.perf_counter()\n"
        + code
        + "\nprint(time.perf_counter() - begun, "
        "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", measured], capture_output=True, text=True, check=True
    )
    seconds, most = done.stdout.split()[-2:]
    return float(seconds), float(most)


def lait() -> dict[str, tuple[float, float]]:
    """The DfE's whole file, where LAIT_DIR has it: pandas alone, and one authority's figures."""
    folder = os.environ.get("LAIT_DIR", "")
    if not folder:
        return {}
    values = Path(folder) / "bds_long_0.parquet"
    ours = (
        "import django; django.setup()\n"
        "from pathlib import Path\n"
        "from performance.benchmarks import lait, lait_files\n"
        "from performance.operations.catalogue_from_files import _kpi\n"
        "from services.registry import all_areas\n"
        "codes = {row['lait_code'] for area in all_areas() for row in area.kpis()} - {''}\n"
        f"folder = Path({str(folder)!r})\n"
        "known = lait_files.authorities(folder)\n"
        "print(len(list(lait.figures(folder, known[884], codes))))"
    )
    return {
        "pandas reads the whole file": peak_of(
            f"import pandas; pandas.read_parquet({str(values)!r})"
        ),
        "the figures of one authority": peak_of(ours),
    }


SUBJECTS = {
    PANDAS_READS: importing,
    PANDAS_TRENDS: trends,
    STRINGS: charts,
}

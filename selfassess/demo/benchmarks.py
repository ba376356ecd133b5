"""The demo's own table of official figures (fixtures/demo/README.md says where it is from)."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db import transaction

from performance.benchmarks.operations import replace_all
from performance.models import Benchmark, NeighbourSet
from selfassess.accounts.models import User

from .figures import FOLDER, table

AUTHORITY, REGION = "Herefordshire", "West Midlands"
SOURCE = "DfE, Local Authority Interactive Tool (Open Government Licence v3.0)"
FILE = "benchmarks.csv"
PLACES = {
    "england": "England",
    "region": REGION,
    "neighbours": "Statistical neighbours",
    "authority": AUTHORITY,
}


@transaction.atomic
def keep_benchmarks(*, by: User) -> None:
    """Store the demo's official figures, unless there are some: perhaps of the real files."""
    if Benchmark.objects.exists():
        return
    published, _ = NeighbourSet.objects.get_or_create(
        name="April 2021", published=date(2021, 4, 1), members=[]
    )
    rows = [
        _benchmark(row, place, name, published)
        for row in table(FILE)
        for place, name in PLACES.items()
        if row[place]
    ]
    digest = sha256((FOLDER / FILE).read_bytes()).hexdigest()
    replace_all(rows, authority=AUTHORITY, digest=digest, files=[FILE], by=by)


def _benchmark(row: dict[str, str], place: str, name: str, published: NeighbourSet) -> Benchmark:
    text = row[place]
    held_back = not text[0].isdigit()
    own, mean = place == "authority", place == "neighbours"
    return Benchmark(
        kpi_id=row["kpi"],
        year=int(row["year"]),
        period=row["period"],
        ends=date.fromisoformat(row["ends"]),
        place=place,
        name=name,
        neighbour_set=published if mean else None,
        value=None if held_back else Decimal(text),
        symbol=text if held_back else "",
        count=int(row["count"]) if mean else 1,
        rank=int(row["rank"]) if own and row["rank"] else None,
        ranked=int(row["ranked"]) if own and row["ranked"] else None,
        source=SOURCE,
    )

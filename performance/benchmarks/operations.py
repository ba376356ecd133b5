"""Imports official figures."""

from collections import defaultdict
from pathlib import Path

from django.db import transaction

from performance.models import Direction, Kpi
from performance.operations.approved import first_free
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.quarters.operations import lock_unissued

from . import lait, lait_files
from .models import Benchmark, BenchmarkImport, NeighbourSet


def read(
    folder: Path, name: str
) -> tuple[lait_files.Authority, list[lait_files.Published], list[lait.Figure]]:
    """Read an authority, its neighbour sets and its figures; Refused when files are not right.

    `name`: the authority's name as LAIT writes it.
    """
    codes = {code for code in Kpi.objects.values_list("lait_code", flat=True) if code}
    try:
        authority = lait_files.find_authority(lait_files.authorities(folder).values(), name)
        sets = lait_files.neighbour_sets(folder, authority)
        return authority, sets, list(lait.figures(folder, authority, codes))
    except lait_files.LaitError as error:
        raise Refused(str(error)) from error


@transaction.atomic
def import_lait(folder: Path, *, authority: str, by: User) -> BenchmarkImport:
    """Replace official figures by those of the DfE's files for one authority.

    It loads the catalogue when there are no KPIs yet, and is safe to repeat. Raises Refused when
    the files are not right.
    """
    require(by, Permission.WRITE_TARGETS)
    if not Kpi.objects.exists():
        load_catalogue(by=by)
    try:
        digest, files = lait_files.digest_of(folder)
    except lait_files.LaitError as error:
        raise Refused(str(error)) from error
    council, sets, figures = read(folder, authority)
    rows = _rows(_sets(sets, folder), figures)
    return replace_all(rows, authority=council.name, digest=digest, files=files, by=by)


@transaction.atomic
def replace_all(
    rows: list[Benchmark], *, authority: str, digest: str, files: list[str], by: User
) -> BenchmarkImport:
    """Put these rows in the place of all official figures. What is approved keeps the figures that
    stood beside it: those of its area end before the first quarter that is free."""
    require(by, Permission.WRITE_TARGETS)
    lock_unissued()
    areas = dict(Kpi.objects.values_list("code", "area"))
    begins = {area: first_free(area) for area in set(areas.values())}
    for area, quarter in begins.items():
        of_area = Benchmark.objects.filter(kpi__area=area)
        of_area.filter(from_quarter__gte=quarter).delete()
        of_area.filter(until_quarter__gt=quarter).update(until_quarter=quarter)
    for row in rows:
        row.from_quarter = begins[areas[row.kpi_id]]
    kept = len(Benchmark.objects.bulk_create(rows, batch_size=500))
    done = BenchmarkImport.objects.create(
        authority=authority, digest=digest, files=files, figures=kept, imported_by=by
    )
    after = {"authority": authority, "figures": kept, "digest": digest}
    log_event("benchmarks.import", by=by, subject=authority, after=after)
    return done


def _sets(published: list[lait_files.Published], folder: Path) -> dict[int, NeighbourSet]:
    known = lait_files.authorities(folder)
    return {
        neighbours.key: _set(
            neighbours,
            [
                known[number].name if number in known else str(number)
                for number in neighbours.members
            ],
        )
        for neighbours in published
    }


def _set(neighbours: lait_files.Published, members: list[str]) -> NeighbourSet:
    """A list never changes, because approved quarters stand on it: other members or another date
    make another list of the same name."""
    alike = NeighbourSet.objects.filter(name=neighbours.name, published=neighbours.published)
    return next(
        (one for one in alike if one.members == members), None
    ) or NeighbourSet.objects.create(
        name=neighbours.name, published=neighbours.published, members=members
    )


def _rows(sets: dict[int, NeighbourSet], figures: list[lait.Figure]) -> list[Benchmark]:
    by_measure = defaultdict(list)
    for kpi in Kpi.objects.exclude(lait_code=""):
        by_measure[kpi.lait_code].append(kpi)
    return [
        _benchmark(kpi, figure, sets) for figure in figures for kpi in by_measure[figure.measure]
    ]


def _benchmark(kpi: Kpi, figure: lait.Figure, sets: dict[int, NeighbourSet]) -> Benchmark:
    rank, ranked = _rank(kpi, figure)
    return Benchmark(
        kpi=kpi,
        year=figure.year,
        period=figure.period,
        ends=figure.ends,
        place=figure.place,
        name=figure.name,
        neighbour_set=sets[figure.set_key] if figure.set_key else None,
        value=round(figure.value, 4) if figure.value is not None else None,
        symbol=figure.symbol,
        count=figure.count,
        rank=rank,
        ranked=ranked,
        source=f"{lait.SOURCE}: {figure.measure}",
    )


def _rank(kpi: Kpi, figure: lait.Figure) -> tuple[int | None, int | None]:
    """Return the authority's rank, 1 for the best, and the number ranked.

    Both are None when the KPI has no better direction.
    """
    if figure.ranking is None or kpi.direction not in (Direction.HIGHER, Direction.LOWER):
        return None, None
    above, ranked = figure.ranking
    return (above + 1 if kpi.direction == Direction.HIGHER else ranked - above), ranked

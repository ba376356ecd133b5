"""python -m benchmarks.files_side: one version of the portal, which imports files when standard
input asks, and answers in JSON on standard output with the seconds of processor that it took.

It goes through the commands, which stay the same from release to release.
"""

import io
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from . import portal

QUARTERS = 20
PAGES, PARAGRAPHS = 60, 9  # of a document, of a page
SENTENCE = "Workers see children in good time and write down what they say. "
FIGURES = ("csv", "xlsx")
DOCUMENT = "document"


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    portal.set_up(os.environ["DATABASE_URL"])
    codes = council()
    with tempfile.TemporaryDirectory(prefix="selfassess-bench-") as folder:
        subjects = {form: importing(form, codes, Path(folder)) for form in FIGURES}
        try:
            import selfassess.documents  # noqa: F401 (older releases have none)

            subjects[DOCUMENT] = reading(codes[-1], Path(folder))
        except ImportError:
            pass
        print(json.dumps(list(subjects)), file=answers, flush=True)
        for name in map(str.strip, sys.stdin):
            print(json.dumps(cost_of(subjects[name])), file=answers, flush=True)


def council() -> list[str]:
    """Twenty quarters under way, in which every area reports all of its KPIs."""
    from django.core.management import call_command

    from performance.models import Kpi
    from selfassess.assessments.models import Assessment
    from selfassess.quarters.models import Quarter
    from services.registry import all_areas

    call_command("load_catalogue", stdout=io.StringIO())
    Kpi.objects.update(core=True)
    years = range(2015, 2015 + QUARTERS // 4)
    codes = [f"{year}-{(year + 1) % 100}-q{number}" for year in years for number in (1, 2, 3, 4)]
    for code in codes:
        quarter = Quarter.objects.create(code=code, state="open", due=date(2020, 10, 16))
        for area in all_areas():
            Assessment.objects.create(quarter=quarter, area=area.slug, area_name=area.slug)
    return codes


def importing(form: str, codes: list[str], folder: Path) -> Callable[[], None]:
    """All KPIs of every quarter, read, compared and stored."""
    from django.core.management import call_command

    from performance.imports.models import Import
    from performance.models import Kpi, Measure

    file = folder / f"figures.{form}"
    rows = [(kpi.code, 40 + n % 50) for n, kpi in enumerate(Kpi.objects.order_by("code"))]
    if form == "csv":
        file.write_text("\n".join(["kpi,value", *(f"{code},{value}" for code, value in rows)]))
    else:
        import xlsxwriter

        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([("kpi", "value"), *rows]):
                sheet.write_row(number, 0, row)

    def ours() -> None:
        Measure.objects.all().delete()
        Import.objects.all().delete()
        for code in codes:
            call_command("import_measures", file, quarter=code, stdout=io.StringIO())
        if Measure.objects.count() < 0.95 * len(rows) * len(codes):  # some the portal counts itself
            raise SystemExit(f"{form}: not every figure was imported.")

    return ours


def reading(code: str, folder: Path) -> Callable[[], None]:
    """A document of sixty pages: each area with its sections, texts, lists and a table."""
    import docx
    from django.core.management import call_command

    from services.registry import all_areas

    word, areas = docx.Document(), [str(area.verbose_name) for area in all_areas()]
    for name in areas:
        word.add_heading(name, 1)
        for title in ("What do you know?", "How do you know?"):
            word.add_heading(title, 2)
            for _ in range(PAGES * PARAGRAPHS // len(areas) // 3):
                word.add_paragraph(SENTENCE * 6)
        for title in ("Strengths", "Areas for development"):
            word.add_heading(title, 2)
            for number in range(PAGES * PARAGRAPHS // len(areas) // 6):
                word.add_paragraph(f"{number}: {SENTENCE * 6}", style="List Bullet")
    file = folder / "last.docx"
    word.save(str(file))

    def ours() -> None:
        out = io.StringIO()
        call_command("import_document", file, quarter=code, dry_run=True, stdout=out)
        if len(json.loads(out.getvalue())) <= len(areas):
            raise SystemExit("The document was not placed.")

    return ours


def cost_of(subject: Callable[[], None]) -> dict[str, float]:
    """Seconds of processor, and the most memory, in MB, of any child so far."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    before = [resource.getrusage(who) for who in both]
    subject()
    after = [resource.getrusage(who) for who in both]
    seconds = sum(
        (a.ru_utime + a.ru_stime) - (b.ru_utime + b.ru_stime)
        for a, b in zip(after, before, strict=True)
    )
    return {"seconds": seconds, "child": after[1].ru_maxrss / 1024}


if __name__ == "__main__":
    main()

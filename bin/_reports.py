"""Loads the demo or the sample and writes its newest issued report and a draft: every cut as a PDF,
the other forms of those that have all chapters, and the annual self-evaluation of a year.

    python bin/_reports.py demo|sample FOLDER

All in one process, because every start of Django takes seconds.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def write(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    print(f"{file}: {len(data):,} bytes")


def main(council: str, folder: Path) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfassess.settings")
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    from selfassess.accounts.models import User
    from selfassess.quarters.models import Quarter
    from selfassess.reporting.annual.operations import keep_annual
    from selfassess.reporting.annual.views import get_content
    from selfassess.reporting.editions import WHOLE, describe_all
    from selfassess.reporting.formats.registry import FORMATS, draw
    from selfassess.reporting.models import Report
    from selfassess.reporting.operations import store_edition

    folder.mkdir(parents=True, exist_ok=True)
    try:
        call_command("migrate", verbosity=0)
        call_command("load_demo", sample=council == "sample", stdout=sys.stderr)
        issued = Report.objects.issued().latest("quarter_id").quarter_id
        written = Quarter.objects.filter(code__gt=issued).latest("code").code
        call_command("compile_report", written, output=folder / "draft-full.pdf")
    except CommandError as error:
        sys.exit(str(error))
    by = User.objects.command_line()
    for name, quarter in (("final", issued), ("draft", written)):
        report = Report.objects.filter(quarter=quarter).latest("compiled_at")
        for cut in (edition.key for edition in describe_all(report.frozen)):
            write(folder / f"{name}-{cut}.pdf", bytes(store_edition(report, cut, by=by).data))
        for cut in WHOLE:
            for format in FORMATS:
                write(folder / f"{name}-{cut}.{format}", draw(report.edition(cut), format))
    # the demo has one quarter, so that its year says which are missing; the sample a whole year
    year = "2020-21" if council == "demo" else "2019-20"
    annual = keep_annual(get_content(by, year), by=by)
    write(folder / f"annual-{year}.pdf", bytes(annual.data))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

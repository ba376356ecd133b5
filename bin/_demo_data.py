"""Brings the database up to date, loads the demo and writes its report to the file named.

What bin/demo says about the sign-ins goes to standard output, the steps to standard error. All in
one process, because every start of Django takes seconds.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(report: str) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfassess.settings")
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    try:
        say("Database: migrations")
        call_command("migrate", verbosity=0)
        if os.environ.get("SAMPLE"):
            say("Sample data: eight quarters, which takes some minutes the first time")
            call_command("load_demo", "--sample")
        else:
            say("Demo data")
            call_command("load_demo")
        say("Report of the issued quarter")
        call_command("compile_report", "2020-21-q1", output=Path(report), stdout=sys.stderr)
    except CommandError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped")


def say(what: str) -> None:
    print(f"· {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])

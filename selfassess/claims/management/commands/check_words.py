import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfassess.access import OVERVIEW
from selfassess.claims import known_from_csv, texts_from_file
from selfassess.claims.engine import check_texts
from selfassess.claims.finding import Finding
from selfassess.claims.known import Known
from selfassess.claims.known_from_database import known_of
from selfassess.claims.paragraph import Paragraph
from selfassess.quarters.arguments import quarter_code
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import all_areas

PRINTED = ("start", "end", "quoted", "kind", "tier", "kpi", "beside", "source")


class Command(BaseCommand):
    help = (
        "Say what in a text does not agree with the record: one finding a line, as JSON. Findings "
        "are no failure."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a paragraph a line, or a CSV with id, text")
        parser.add_argument(
            "--quarter",
            type=quarter_code,
            required=True,
            help="such as “Q2 2020/21”",
        )
        parser.add_argument("--area", required=True, help="such as mash")
        parser.add_argument("--question", help="the key of the question that the text answers")
        parser.add_argument("--record", type=Path, help="figures from a CSV, not the database")

    def handle(
        self,
        *,
        file: Path,
        quarter: str,
        area: str,
        question: str | None,
        record: Path | None,
        **options: Any,
    ) -> None:
        _require_quarter(quarter)
        _require_area(area, question)
        try:
            texts = texts_from_file.texts_of(file)
        except texts_from_file.Unreadable as error:
            raise CommandError(f"{file}: {error}") from error
        known = _from_file(record, quarter, area) if record else _from_database(quarter, area)
        for number, (name, text) in enumerate(texts):
            key = question or f"text-{number}"
            tested = check_texts([Paragraph(text, area, key)], known)
            for finding in tested.findings:
                self.stdout.write(_line(name, finding))
            for kind in tested.left_out:
                self.stderr.write(f"{name}: the check “{kind}” failed and was left out.")


def _line(name: str, finding: Finding) -> str:
    said = asdict(finding)
    return json.dumps({"id": name, **{key: said[key] for key in PRINTED}}, ensure_ascii=False)


def _require_quarter(code: str) -> None:
    try:
        QuarterPeriod.parse(code)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _require_area(slug: str, question: str | None) -> None:
    areas = {area.slug: area for area in all_areas()}
    if slug == OVERVIEW:
        return
    if slug not in areas:
        raise CommandError(f"There is no area {slug}. Choose one of {', '.join(areas)}.")
    keys = [one.key for section in areas[slug].sections for one in section.questions]
    if question and question not in keys:
        raise CommandError(f"{slug} asks no question {question}. Choose one of {', '.join(keys)}.")


def _from_file(record: Path, quarter: str, area: str) -> Known:
    try:
        return known_from_csv.known_from_csv(record, quarter, area)
    except OSError as error:
        raise CommandError(f"{record} cannot be read: {error.strerror}.") from error
    except known_from_csv.Unreadable as error:
        raise CommandError(f"{record}: {error}") from error


def _from_database(code: str, area: str) -> Known:
    try:
        return known_of(Quarter.objects.get(code=code), [area])[area]
    except Quarter.DoesNotExist as error:
        raise CommandError(f"There is no quarter {code} in the database.") from error

"""Notes every text from before slips were understood that looks as if it had a live figure with
one, such as “{MA03: target}”: what is stored, and perhaps approved, reads as it did."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import migrations

# What was a live figure before, and what has become one
BEFORE = re.compile(r"(?<!\{)(\{++)([A-Za-z]{2}[0-9]{2,4}(?: [^{}\n]{1,60})?)(\}++)")
LIVE_FIGURE = re.compile(
    r"(?<!\{)(\{++)([^\S\n]{0,3}[A-Za-z]{2}[0-9]{2,4}(?![0-9])[^{}\n]{0,60})(\}++)"
)

FIELDS = (
    ("assessments", "Answer", "text"),
    ("assessments", "KeptText", "text"),
    ("records", "Strength", "text"),
    ("records", "Strength", "evidence"),
    ("records", "ActionUpdate", "progress"),
    ("records", "ActionUpdate", "difference"),
    ("performance", "Remark", "comment"),
)


def fill(apps: Any, schema_editor: Any) -> None:
    older = apps.get_model("live_figures", "OlderText")
    texts = (text for text in _texts(apps) if _has_slip(text))
    found = {sha256(text.encode()).hexdigest() for text in texts}
    rows = [older(digest=digest) for digest in sorted(found)]
    older.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _has_slip(text: str) -> bool:
    """A text that has both keeps its live figures: its slip is named from now on."""
    return not BEFORE.search(text) and LIVE_FIGURE.search(text) is not None


def _texts(apps: Any) -> Iterator[str]:
    for app, model, field in FIELDS:
        rows = apps.get_model(app, model).objects.filter(**{f"{field}__contains": "{"})
        yield from rows.values_list(field, flat=True).iterator()
    events = apps.get_model("audit", "Event").objects.filter(verb="answer.save")
    for after in events.values_list("after", flat=True).iterator():
        yield str(after.get("text") or "")


class Migration(migrations.Migration):
    dependencies = [
        ("live_figures", "0002_fill_older_texts"),
        ("assessments", "0009_fill_viewed_at"),
        ("records", "0004_approved_owner"),
        ("performance", "0010_lists_never_change"),
        ("audit", "0004_keep_events"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

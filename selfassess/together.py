"""Rows of several tables in one query.

A page shows an assessment with a dozen lists. A query for each would be a dozen ways to the
database and back; joining them would multiply their rows. `together` asks for all of them at
once, every row as JSON, and makes the same objects of them that each query alone would give.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Value, Window
from django.db.models.functions import JSONObject, RowNumber


class Exact(json.JSONDecoder):
    """Numbers with a point stay the decimals that they are."""

    def __init__(self, **kwargs):
        super().__init__(parse_float=Decimal, **kwargs)


class Row(JSONObject):
    output_field = models.JSONField(decoder=Exact)


def together(*querysets: models.QuerySet) -> list[list[Any]]:
    """The objects of each query set, in its own order. `select_related` and annotations work;
    slices, `only` and prefetches do not: `attach` hands children to their parents."""
    if not querysets:
        return []
    asked = [_as_json(number, rows) for number, rows in enumerate(querysets)]
    found: list[list[Any]] = [[] for _ in querysets]
    answers = asked[0].union(*asked[1:], all=True).order_by() if len(asked) > 1 else asked[0]
    for number, _, row in sorted(answers, key=lambda answer: answer[:2]):
        found[number].append(_object(querysets[number], row))
    return found


def attach(parents: Iterable[models.Model], name: str, children: Sequence[models.Model]) -> None:
    """Give children to their parents under `name`, as `prefetch_related(name)` does."""
    of: dict[Any, list[models.Model]] = defaultdict(list)
    for parent in parents:
        field = parent._meta.get_field(name).field
        if not of:
            for child in children:
                of[getattr(child, field.attname)].append(child)
        mine = of[parent.pk]
        for child in mine:
            setattr(child, field.name, parent)
        rows = getattr(parent, name).get_queryset()
        rows._result_cache, rows._prefetch_done = mine, True
        prefetched: dict = parent.__dict__.setdefault("_prefetched_objects_cache", {})
        prefetched[name] = rows


def _as_json(number: int, rows: models.QuerySet) -> models.QuerySet:
    """Which query, which place in its order, and the row. (A union has one order for all.)"""
    order: Any = rows.query.order_by or rows.model._meta.ordering
    row = Row(**{key: F(key) for key in _keys(rows)})
    place = Window(RowNumber(), order_by=list(order) or None)
    return rows.order_by().values_list(Value(number), place, row)


def _keys(rows: models.QuerySet) -> list[str]:
    own = [field.attname for field in rows.model._meta.concrete_fields]
    related = [
        f"{relation.name}__{field.attname}"
        for relation in _relations(rows)
        for field in relation.related_model._meta.concrete_fields
    ]
    return [*own, *related, *rows.query.annotations]


def _relations(rows: models.QuerySet) -> list[Any]:
    """What is named in `select_related`, one step from the model."""
    return [rows.model._meta.get_field(name) for name in rows.query.select_related or {}]


def _object(rows: models.QuerySet, row: dict) -> models.Model:
    made = _make(rows.model, row, "")
    for relation in _relations(rows):
        model, prefix = relation.related_model, f"{relation.name}__"
        there = row[prefix + model._meta.pk.attname] is not None
        relation.set_cached_value(made, _make(model, row, prefix) if there else None)
    for name, annotation in rows.query.annotations.items():
        value = annotation.output_field.to_python(row[name])
        setattr(made, name, value)
    return made


def _make(model: type[models.Model], row: dict, prefix: str) -> models.Model:
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    values = [_read(field, row[prefix + field.attname]) for field in fields]
    return model.from_db("default", names, values)


def _read(field: models.Field, value: Any) -> Any:
    """A column's value, as the database would have given it without the detour."""
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value  # SQLite keeps it as text
    if isinstance(field, models.DecimalField):
        return Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places))
    found = field.to_python(value)
    if isinstance(field, models.DateTimeField) and found.tzinfo is None:
        return found.replace(tzinfo=UTC)  # SQLite writes moments in UTC without saying so
    return found

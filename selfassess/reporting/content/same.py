"""Does content gathered now say the same as what was frozen?"""

from typing import Any

from selfassess.schema_fields import ContentPart, Field, fields_of


def says_the_same(fresh: Any, frozen: Any, schema: int) -> bool:
    """Compare two values of one class; fields that came after `schema`, the number under which the
    older one was frozen, are passed over, because it could not have them.

    So is what another release may work out or word otherwise from the same facts: sentences,
    labels, charts. Whether something has changed hangs on facts alone."""
    if isinstance(fresh, ContentPart) and isinstance(frozen, ContentPart):
        return type(fresh) is type(frozen) and all(
            says_the_same(field.of(fresh), field.of(frozen), schema)
            for field in fields_of(type(fresh))
            if is_fact(field, schema)
        )
    if isinstance(fresh, list) and isinstance(frozen, list):
        return len(fresh) == len(frozen) and all(
            says_the_same(*pair, schema) for pair in zip(fresh, frozen, strict=True)
        )
    return bool(fresh == frozen)


def is_fact(field: Field, schema: int) -> bool:
    """Is it compared, in content frozen under this schema?"""
    since, passed_over = field.about.since, field.about.passed_over
    return since <= schema and not 0 < passed_over <= schema

"""What a digest is made of: everything that a row says and that never changes."""

import pytest

from selfassess.integrity.records import KINDS, ranges

ISSUING = {"issued_at", "issued_by_id"}  # comes later, and leaves an event
BYTES = {"data"}  # compared with the row's SHA-256


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_is_sealed(kind):
    """A field of a later release needs a new format, by which older seals are told apart."""
    fields = {field.attname for field in kind.model._meta.concrete_fields}
    assert set(kind.fields) == fields - ISSUING - BYTES


def test_a_digest_differs_with_every_value_and_every_key():
    kind = KINDS["event"]
    values = dict.fromkeys(kind.fields, "x")
    first = kind.digest(values, "key")
    assert first == kind.digest(dict(reversed(values.items())), "key")
    assert first != kind.digest(values, "another key")
    assert first not in {kind.digest(values | {name: "y"}, "key") for name in kind.fields}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], []), ([4], [(4, 4)]), ([1, 2, 3, 7, 9, 10], [(1, 3), (7, 7), (9, 10)])],
)
def test_numbers_are_told_as_runs(numbers, expected):
    assert ranges(numbers) == expected

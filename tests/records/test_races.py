"""Moving, changing and removing one record in the same moment: each is done or says why not."""

from collections.abc import Callable

import pytest
from django.test import Client

from selfassess.records.models import Strength
from selfassess.records.operations import add
from tests.assessments.test_concurrency import errors, together
from tests.factories import get_assessment, make_quarter, make_user
from tests.pages import form_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trial("races", times=50)]

LIST = "/2020-21-q2/mash/strengths/strengths"


def test_what_is_moved_and_changed_while_it_is_removed(turn: int):
    mash = get_assessment(make_quarter("2020-21-q2"))
    people = [make_user(("deputy", "mash")) for _ in range(6)]
    made = [
        add(Strength(assessment=mash, text=text), section="strengths", by=people[0])
        for text in ("First.", "Second.", "Third.")
    ]
    middle = f"{LIST}/{made[1].pk}/"
    clients = [Client() for _ in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    page = form_on(clients[0].get(middle)) | {"text": "Changed."}
    ways: list[Callable[[Client], object]] = [
        lambda client: client.post(f"{middle}remove/", {"version": 1}),
        lambda client: client.post(f"{middle}up/"),
        lambda client: client.post(f"{middle}down/"),
        lambda client: client.post(middle, page),
        lambda client: client.post(f"{LIST}/{made[0].pk}/down/"),
        lambda client: client.post(f"{LIST}/{made[2].pk}/remove/", {"version": 1}),
    ]
    results = together(*(lambda w=w, c=c: w(c) for w, c in zip(ways, clients, strict=True)))
    assert errors(results) == []
    assert {result.status_code for result in results} <= {302, 404, 409}
    left = list(Strength.objects.order_by("position"))
    changed = results[0].status_code == 409  # then the new words are not removed unseen
    assert [one.text for one in left if one.pk != made[1].pk] == ["First."]
    assert [one.text for one in left if one.pk == made[1].pk] == ["Changed."] * changed

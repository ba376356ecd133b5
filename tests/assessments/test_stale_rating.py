"""Two people rate at once: the page of the second shows both, and stands on what is saved."""

from decimal import Decimal

from selfassess.assessments.models import Rating
from selfassess.assessments.operations.rating import rate
from tests.ui.page import Page

ADDRESS = "/2020-21-q2/mash/rating/"


def test_a_rating_is_not_saved_over_one_that_its_author_has_not_seen(cast, mash, sign_in):
    rate(mash, value=Decimal(6), version=0, by=cast.deputy)
    head = sign_in(cast.head)
    post = {"rating-value": "8", "rating-value-version": "0", "stay": ""}
    answer = head.post(ADDRESS, post)
    assert answer.status_code == 409
    said = "Deputy of MASH set the rating to 6 while you were on this page. Yours is not saved."
    assert said in answer.text
    assert Rating.objects.get().value == 6
    seen = Page(answer.text).by_id("id_rating-value-version").get("value")
    answer = head.post(ADDRESS, post | {"rating-value-version": seen})
    assert answer.status_code == 302
    assert Rating.objects.get().value == 8

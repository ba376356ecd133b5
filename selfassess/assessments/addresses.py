"""The pages on which words of an assessment are changed."""

from django.urls import reverse

from .models import Assessment


def answer_page(place: Assessment, question: str) -> str:
    args = [place.quarter_id, place.area, place.section_of(question)]
    address = place.get_absolute_url() if place.is_overview else reverse("section", args=args)
    return f"{address}#id_{question}-text"


def indicators_page(place: Assessment, code: str) -> str:
    address = reverse("indicators", args=[place.quarter_id, place.area])
    return f"{address}#id_{code}-comment"

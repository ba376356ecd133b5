"""What programs read, below /api/v1/. (The pages of tokens are in `token_urls`.)"""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from .views import lists as views
from .views.openapi import not_there, openapi

LISTS = (
    *(views.Quarters, views.Areas, views.Kpis, views.Targets),
    *(views.Measures, views.Ratings, views.Actions),
)
BASE = "api/v1"
# No sign-in: a token says who asks
lists = [
    path(f"{BASE}/{one.name}", login_not_required(one.as_view()), name=f"api-{one.name}")
    for one in LISTS
]
urlpatterns = [
    path(f"{BASE}/", openapi, name="api"),  # Power BI asks for it to see whether anybody answers
    path(f"{BASE}/openapi.json", openapi, name="api-openapi"),
    *lists,
    path("api/<path:rest>", not_there, name="api-not-there"),
]

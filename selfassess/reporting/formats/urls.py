from django.urls import path

from . import views

VERSIONED = "reports/<quarter:quarter>/<version:version>"

urlpatterns = [
    path(f"{VERSIONED}/full.<form:format>", views.form, name="report-form"),
    path("reports/<quarter:quarter>/everything.zip", views.archive, name="quarter-archive"),
]

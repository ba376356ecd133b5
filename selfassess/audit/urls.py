from django.urls import path

from . import views

urlpatterns = [
    path("", views.events, name="audit"),
    path("events.csv", views.events_csv, name="audit-csv"),
    path("access/", views.accesses, name="access-log"),
    path("access.csv", views.accesses_csv, name="access-log-csv"),
]

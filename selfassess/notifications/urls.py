from django.urls import path

from . import views

urlpatterns = [
    path("emails/", views.emails, name="emails"),
    path("<quarter:quarter>/remind/", views.remind, name="remind"),
    path("<quarter:quarter>/dates.ics", views.dates, name="dates"),
]

"""The pages about one's own account that change something of the portal's."""

from django.urls import path

from .views import sessions

urlpatterns = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("session/", sessions.session, name="session"),
]

"""The administrator's pages of people. (How they sign in is in accounts/urls.py.)"""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.people, name="people"),
    path("<int:person>/leave/", views.leave, name="person-leave"),
    path("<int:person>/return/", views.come_back, name="person-return"),
    path("<int:person>/actions/", views.hand_on_actions, name="person-actions"),
    path("<int:person>/link/", views.link, name="person-link"),
    path("<int:person>/history/", views.history, name="person-history"),
]

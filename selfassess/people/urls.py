"""The administrator's pages of people. (How they sign in is in accounts/urls.py.)"""

from django.urls import path

from .views import inviting, leaving, links, people, sessions, single_sign_on

urlpatterns = [
    path("", people.people, name="people"),
    path("invite/", inviting.invite, name="people-invite"),
    path("invite/several/", inviting.invite_several, name="people-invite-several"),
    path("single-sign-on/", single_sign_on.connection, name="people-single-sign-on"),
    path("<int:person>/", people.person, name="person"),
    path("<int:person>/change/", people.change, name="person-change"),
    path("<int:person>/take/", people.take_role, name="person-take-role"),
    path("<int:person>/leave/", leaving.leave, name="person-leave"),
    path("<int:person>/return/", leaving.come_back, name="person-return"),
    path("<int:person>/actions/", leaving.hand_on_actions, name="person-actions"),
    path("<int:person>/link/", links.link, name="person-link"),
    path("<int:person>/sessions/", sessions.of_person, name="person-sessions"),
    path("<int:person>/history/", people.history, name="person-history"),
]

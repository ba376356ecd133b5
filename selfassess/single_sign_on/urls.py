"""Signing in at the council's provider. 404 for everybody where none is set up."""

from django.urls import path, re_path

from . import views

INVITATION = r"^invitation/(?P<uid>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/"

urlpatterns = [
    path("single-sign-on/", views.begin, name="single_sign_on"),
    path("single-sign-on/callback/", views.callback, name="single_sign_on_callback"),
    path("single-sign-on/again/", views.again, name="single_sign_on_again"),
    path("single-sign-on/again/go/", views.ask_again, name="single_sign_on_ask_again"),
    re_path(INVITATION + "$", views.invitation, name="single_sign_on_invitation"),
    re_path(INVITATION + "accept/$", views.accept, name="single_sign_on_accept"),
]

"""The administrator's pages of access tokens, below /people/tokens/."""

from django.urls import path

from .views import tokens

urlpatterns = [
    path("", tokens.tokens, name="tokens"),
    path("add/", tokens.add, name="token-add"),
    path("<int:number>/revoke/", tokens.revoke, name="token-revoke"),
]

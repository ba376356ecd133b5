"""Addresses without the key of a link, for logs: who reads there must not be able to follow it."""

import re

# deploy/nginx.conf and nginx-front.conf leave out the same
KEY = re.compile(
    r"(/accounts/(?:password/reset/key|single-sign-on/invitation)/[0-9A-Za-z]+-)[^/\s]+"
)


def without_key(text: str) -> str:
    return KEY.sub(r"\1…", text)

"""Brings an earlier self-assessment in from Word: read it, place its pieces, look, bring it in."""

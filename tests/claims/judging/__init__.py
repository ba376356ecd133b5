"""Judges the checks of words by labelled sentences: `python -m tests.claims.judging --data DIR`.

The sentences are not in this repository. They are told apart by their id: on three quarters of them
the vocabulary and the rules were made, the rest is looked at for its figures only. The sample needs
no data; the seed needs a database with the demo.
"""

"""Judges the checks of words by labelled sentences: `python -m tests.claims.judging --data DIR`.

The sentences are not in this repository. They are split in halves by their id: on the one the
vocabulary and the rules were made, the other is looked at for its figures only. The sample needs no
data; the seed needs a database with the demo.
"""

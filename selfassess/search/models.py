"""None: the index is no table of Django's (see index.py). Without this module, an app is not told
that migrations have run."""

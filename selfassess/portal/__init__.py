"""What is put together from all apps: addresses, middleware, Django's admin, answers for machines.
It may import any app, and no app imports it."""

"""An invented council over eight quarters, full enough for trends, charts and load tests.

Nothing here is random. Every text, list and figure is a pure function of an area or a KPI and of
a quarter's number, 0 to 7, and is made from the building blocks in fixtures/sample/.
"""

"""A report in the forms that people work on with: Word, Excel, JSON, and all of a quarter in a zip.

Everything here is drawn from frozen content when it is asked for, and is stored nowhere: the PDF is
the record. The same content gives the same bytes.
"""

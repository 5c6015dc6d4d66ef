"""Two workbooks compared, the original and its annotated copy, by code that owes nothing to the project's own.

`trees.py` compares XML, `openxml.py` and `opendocument.py` say which differences an annotation may make and name any other,
`readers.py` compares what openpyxl and LibreOffice read in both.
"""

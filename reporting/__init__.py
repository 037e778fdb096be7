"""Briefings to take away: what is known is gathered, said once as a `Document`, and written.

`facts` reads, `company` and `branch` say, `pdf`, `word` and `workbook` write in either language.
"""

FORMS = ("pdf", "docx", "xlsx")

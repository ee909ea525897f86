"""Files of references: BibTeX, RIS, CSL-JSON, EndNote XML and RefWorks, each read into a draft.

They share one mapping (``reference``): a file's fields become CSL variables, and those an Entry.
"""

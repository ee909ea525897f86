"""One module per revision; the number is also in ``schema.REVISIONS``."""

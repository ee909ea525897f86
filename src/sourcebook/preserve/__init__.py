"""Preserve what was collected: exchanges to WARC and back, bytes under their digest, seals."""

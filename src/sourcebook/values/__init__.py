"""Canonical values or None: dates (EDTF), web addresses, countries, languages, phone numbers.

Each reader takes what was written and returns its canonical form, or None where it can't be read
for certain; the caller keeps what was written beside it.
"""

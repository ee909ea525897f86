"""Check addresses: ask, look, and say the standing with its evidence."""

"""Find where what an address led to stands now: rules learned from the library's own pairs, what the
publisher's site says, and proof that a candidate carries what the entry says. It proposes only.

``rules`` and ``learning`` rewrite addresses, ``matching`` judges a page, ``deciding`` applies what a
curator accepted, ``running`` looks and keeps suggestions.
"""

"""A web that was never there: seeded hosts and pages with a known fate over twenty years, and a server that plays them."""

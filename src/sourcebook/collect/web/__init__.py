"""The web, as far as it is fetched: addresses are judged, connected to and read within limits."""

"""Build a site: all of it, or what changed; what is written, and what both ways share. I/O."""

"""What the site's own search reads: one index in small files, and what changes in it with an entry."""

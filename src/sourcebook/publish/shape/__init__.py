"""Shape records into views: one noun a module; pure."""

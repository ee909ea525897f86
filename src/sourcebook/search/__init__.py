"""Find in a library: one index of its words, and the questions put to it."""

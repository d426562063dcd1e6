"""Pages of few words, for links that show no document: what is the matter, whose it is where that is sure, and the way on."""

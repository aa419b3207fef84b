"""Whether kg knows who is who across articles: an invented corpus full of namesakes, and the pairs that it gets right."""

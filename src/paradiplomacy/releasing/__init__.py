"""Make a release: what differs from the last one, whether the version fits it, and the proof of what is built."""

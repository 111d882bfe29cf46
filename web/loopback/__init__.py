"""Pages for this machine alone: who may ask, how much he may send, and what is answered."""

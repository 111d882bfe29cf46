"""Papers about muban, and the tables its sample is made from."""

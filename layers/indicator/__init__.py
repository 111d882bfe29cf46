"""CIA results, จปฐ., กชช.2ค and population: read, joined, ranked, and safe to publish."""

"""A folder that runs on Windows without being installed: put together here, run there."""

"""What muban.toml may say, and how it is refused."""

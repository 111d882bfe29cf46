"""The pages of a site: HTML through templates that escape."""

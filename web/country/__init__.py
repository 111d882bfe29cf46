"""A country in one project: province by province, and a page to choose one."""

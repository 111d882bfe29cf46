"""A built site put where people see it: a folder, FTP, SFTP or a git remote."""

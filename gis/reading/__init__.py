"""Files in: every format that officers have, read into layers, hostile ones refused."""

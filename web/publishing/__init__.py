"""The one room that writes: whole or not at all, and never over what it did not make.

:mod:`~muban.web.publishing.publish_site` exchanges a site's folder in one step;
:mod:`~muban.web.publishing.write_outputs` puts single files where they were asked for. Both know
from a list with hashes which files are muban's own; all else is kept, and named.
"""

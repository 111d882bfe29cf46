"""``python -m muban`` is ``muban``."""

import sys

from muban.web.start import main

sys.exit(main())

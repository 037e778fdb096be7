"""`python -m data …`: the warehouse from the shell. An entry point, so it may ask `analytics` too."""

import sys

from data.command_line import main

sys.exit(main())

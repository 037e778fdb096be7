"""`python -m data …`: the warehouse from the shell."""

import os
import sys

from data.command_line import main

try:
    sys.exit(main())
except BrokenPipeError:
    # The reader of our output went away, as `head` does: nothing is wrong.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

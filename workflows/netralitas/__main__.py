"""This file runs the command line as `python -m netralitas`."""

import sys

from netralitas.desk import main

sys.exit(main())

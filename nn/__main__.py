"""python -m nn is the command nn."""
from nn.app.cli import main

raise SystemExit(main())

"""python -m nn is the command nn."""
from nn.app.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

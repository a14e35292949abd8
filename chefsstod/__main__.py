"""``python -m chefsstod``."""

from chefsstod.app.main import main

raise SystemExit(main())

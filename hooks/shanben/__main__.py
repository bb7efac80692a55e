"""``python -m shanben``."""

from shanben.start import main

main()

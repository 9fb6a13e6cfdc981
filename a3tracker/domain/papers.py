"""The papers that a sheet is printed on, by key, in the words of the page."""

PAPERS: dict[str, str] = {"a3": "A3", "ledger": "11×17", "a4": "A4", "letter": "Letter"}

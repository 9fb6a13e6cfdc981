"""The papers that a sheet is printed on, by key, in the words of the page."""

PAPERS: dict[str, str] = {
    "a3": "A3",
    "ledger": "11×17",
    "a4": "A4",
    "letter": "Letter",
    "a4-halves": "two A4 halves",
    "letter-halves": "two Letter halves",
}
#: A pack is one sheet a page: no halves.
PACK_PAPERS: dict[str, str] = {key: words for key, words in PAPERS.items() if "halves" not in key}
#: The small papers, and those that hold the same sheet at full size from the same printer.
HALVES: dict[str, str] = {"a4": "a4-halves", "letter": "letter-halves"}
#: Type that is smaller than this on paper, in points, is hard to read around a table.
HARD_TO_READ = 6.5
#: What a coach carries: one upright page.
CARD_PAPERS: dict[str, str] = {"a4": "A4", "letter": "Letter"}

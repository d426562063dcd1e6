"""Finds clients while somebody types: every word by its beginning, and words nobody has by what they look like.

Row-level security lets only leakproof comparisons use an index, and those of pg_trgm and LIKE are not: through a policy
they read every row of the organization. So words and their three-letter parts are rows (`client_words`, `client_grams`)
that `=`, `<` and `>=` find, and nothing has to be installed in the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from duespark.clients.words import grams, split
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST_WORDS, MOST_ALIKE = 8, 6
FEW = 3
"""With fewer found by a single word it may be misspelled, and what looks alike is shown too."""
LEAST_LIKE, SHORTEST_MISSPELLED = 0.78, 3
_LAST = "\U0010ffff"
"""Stands behind every word that begins so."""

# Both ends of each range are parameters: to put one together in SQL is not leakproof either.
_RANGES = "unnest(CAST(:begins AS text[]), CAST(:ends AS text[])) WITH ORDINALITY AS r(begin, stop, place)"
_HAS = Q(
    f"SELECT r.place FROM {_RANGES} WHERE EXISTS (SELECT FROM client_words AS k"
    " WHERE k.org_id = CAST(:org AS uuid) AND k.word >= r.begin AND k.word < r.stop)"
)
_ALIKE = Q(
    "SELECT word FROM client_grams WHERE org_id = CAST(:org AS uuid) AND gram = ANY(CAST(:grams AS text[]))"
    " GROUP BY word ORDER BY count(*) DESC, abs(length(word) - CAST(:length AS int)), word LIMIT 40"
)
_BY_NAME = Q(
    "SELECT id FROM clients WHERE org_id = CAST(:org AS uuid) AND folded_name >= CAST(:begin AS text)"
    " AND folded_name < CAST(:stop AS text) AND archived_at IS NULL ORDER BY folded_name, id LIMIT CAST(:most AS int)"
)
# One word: in the order of the index, so that a whole word comes before longer ones and little is read.
_BY_WORD = Q(
    "SELECT k.client_id AS id FROM client_words AS k JOIN clients AS c ON c.org_id = k.org_id AND c.id = k.client_id"
    " WHERE k.org_id = CAST(:org AS uuid) AND k.word >= CAST(:begin AS text) AND k.word < CAST(:stop AS text)"
    " AND c.archived_at IS NULL ORDER BY k.word, k.client_id LIMIT CAST(:most AS int)"
)
MATCHES = (
    f"c.id = ANY(ARRAY(SELECT k.client_id FROM {_RANGES} JOIN client_words AS k"
    " ON k.org_id = CAST(:org AS uuid) AND k.word >= r.begin AND k.word < r.stop))"
    " AND NOT EXISTS (SELECT FROM unnest(CAST(:others AS text[])) AS o(pattern) WHERE c.search !~ o.pattern)"
)
"""A condition on `clients AS c` with the parameters of `Match.values`. The words come first, then the clients by their ids."""
_BY_MATCH = Q(
    f"SELECT c.id FROM clients AS c WHERE c.org_id = CAST(:org AS uuid) AND c.archived_at IS NULL AND {MATCHES}"
    " ORDER BY c.folded_name, c.id LIMIT CAST(:most AS int)"
)


def _ends(begins: Iterable[str]) -> list[str]:
    return [begin + _LAST for begin in begins]


@dataclass(frozen=True, slots=True)
class Match:
    """For each typed word the beginnings that count as it; none at all when nothing can match."""

    words: tuple[tuple[str, ...], ...]
    typed: tuple[str, ...]

    @property
    def is_hopeless(self) -> bool:
        return not self.words or not all(self.words)

    @property
    def values(self) -> dict[str, list[str]]:
        """The longest word is looked up, as it tells most; the others are looked for in what that finds."""
        driver = max(range(len(self.words)), key=lambda at: len(self.typed[at]))
        others = [f" ({'|'.join(begins)})" for at, begins in enumerate(self.words) if at != driver]
        begins = list(self.words[driver])
        return {"begins": begins, "ends": _ends(begins), "others": others}


async def read_query(tx: Tx, q: str) -> Match:
    """What was typed, each word by its beginning, or where no word begins so by the words most like it."""
    typed = tuple(dict.fromkeys(split(q)))[:MOST_WORDS]
    known = await _beginnings(tx, list(typed))
    return Match(tuple([(word,) if word in known else await _alike(tx, word) for word in typed]), typed)


async def find_matches(tx: Tx, q: str, *, most: int) -> list[UUID]:
    """Ids of clients in use, best first: names that begin so, then whole words, then beginnings, then what looks alike."""
    match = await read_query(tx, q)
    found = dict.fromkeys(await _exact(tx, match, most))
    if match.typed and len(found) < (min(FEW, most) if len(match.typed) == 1 else 1):
        words = tuple(
            [(*begins, *await _alike(tx, word)) for begins, word in zip(match.words, match.typed, strict=True)]
        )
        found |= dict.fromkeys(await _by_match(tx, Match(words, match.typed), most))
    return list(found)[:most]


async def _exact(tx: Tx, match: Match, most: int) -> list[UUID]:
    if match.is_hopeless:
        return []
    whole = " ".join(match.typed)
    rows = await _BY_NAME.all(tx.conn, org=tx.org_id, begin=whole, stop=whole + _LAST, most=most)
    found = [row["id"] for row in rows]
    if len(found) >= most:
        return found
    if len(match.words) == 1 and len(match.words[0]) == 1:
        # More than asked for: a client may have several words that begin so, and some are found by name already.
        word = match.words[0][0]
        rows = await _BY_WORD.all(tx.conn, org=tx.org_id, begin=word, stop=word + _LAST, most=4 * most)
        return [*found, *(row["id"] for row in rows)]
    return [*found, *await _by_match(tx, match, most)]


async def _by_match(tx: Tx, match: Match, most: int) -> list[UUID]:
    if match.is_hopeless:
        return []
    rows = await _BY_MATCH.all(tx.conn, org=tx.org_id, **match.values, most=most)
    return [row["id"] for row in rows]


async def _alike(tx: Tx, word: str) -> tuple[str, ...]:
    """Known words that look like this one, the likest first; its own beginning is not among them."""
    if len(word) < SHORTEST_MISSPELLED or word.isdigit():
        return ()
    parts = [gram for gram in grams(word) if gram.strip() != word[0]]  # the first letter alone tells too little
    rows = await _ALIKE.all(tx.conn, org=tx.org_id, grams=parts, length=len(word))
    scored = sorted((-closeness(word, row["word"]), row["word"]) for row in rows if not row["word"].startswith(word))
    alike = [known for score, known in scored if -score >= LEAST_LIKE]
    return tuple(dict.fromkeys([*await _beginnings(tx, swapped(word)), *alike]))[:MOST_ALIKE]


async def _beginnings(tx: Tx, words: list[str]) -> list[str]:
    """Those of the words that some word of a client begins with."""
    rows = await _HAS.all(tx.conn, org=tx.org_id, begins=words, ends=_ends(words))
    return [words[row["place"] - 1] for row in rows]


def swapped(word: str) -> list[str]:
    """The word with two neighbors in each other's place: the slip that leaves a short word least like itself.

    >>> swapped("iorn")
    ['oirn', 'iron', 'ionr']
    """
    pairs = range(len(word) - 1)
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs if word[at] != word[at + 1]]


def closeness(typed: str, known: str) -> float:
    """How much of two words is the same in the same order, also while one is not typed to its end.

    >>> round(closeness("bakrey", "bakery"), 2), round(closeness("nothe", "northern"), 2), closeness("tax", "tea") < 0.7
    (0.83, 0.91, True)
    """
    match = SequenceMatcher(None, typed, known, autojunk=False)
    whole = match.ratio()
    match.set_seq2(known[: len(typed) + 1])
    return max(whole, match.ratio())

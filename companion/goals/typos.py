"""Known words that are one typo away from a word: a letter too many, too few, another or two swapped."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

SHORTEST = 5  # letters; shorter words are too alike


class Typos(msgspec.Struct, frozen=True):
    """The words' forms with one letter left out, as sorted hashes: a tenth of what the forms themselves take."""

    words: tuple[str, ...]
    hashes: "array[int]"
    owners: "array[int]"  # for each hash the place of its word

    def near(self, word: str) -> set[str]:
        """The known words with the same first letter, one typo away at most."""
        found = ((form, known) for form in shortened(word) for known in self._owners(form))
        return {known for form, known in found if known[0] == word[0] and form in shortened(known)}

    def _owners(self, form: str) -> Iterator[str]:
        shape = hash(form)
        at = bisect_left(self.hashes, shape)
        while at < len(self.hashes) and self.hashes[at] == shape:
            yield self.words[self.owners[at]]
            at += 1


def typos_of(vocabulary: Iterable[str]) -> Typos:
    """The index of the words that are long enough."""
    words = tuple(sorted(word for word in vocabulary if len(word) >= SHORTEST))
    entries = sorted((hash(form), at) for at, word in enumerate(words) for form in shortened(word))
    return Typos(words, array("q", (shape for shape, _ in entries)), array("H", (at for _, at in entries)))


def shortened(word: str) -> set[str]:
    """A word and all its forms with one letter left out: two that share one are one typo apart."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(1, len(word))}

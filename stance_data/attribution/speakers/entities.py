"""Who an article names: its name mentions put together to persons, bodies and peoples.

A full name opens an entity ("Clare Roe"); a shorter one is referred to it ("Roe", "Clare",
"Ms. Roe"). What the article says beside any mention (title, apposition, courtesy title) belongs
to the entity.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from stance_data.attribution.speakers import names, roles
from stance_data.attribution.speakers.descriptions import Description
from stance_data.attribution.speakers.mentions import Mention, NameKind
from stance_data.attribution.speakers.names import gender_of_given_name, is_given_name
from stance_data.attribution.speakers.short_forms import SHORT_FORMS
from stance_data.schema import SpeakerKind

__all__ = ["Entities", "Entity"]

_NOT_BEFORE_PERSONS = frozenset(("a", "an", "at", "in", "near", "the", "this"))
_RECENT = 5
_KNOWN = 20
"""Bearers of one name that are kept in mind for a short form of it: the last and the first."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody, or a body, that the article names.

    Attributes
    ----------
    name : str
        The fullest form printed so far.
    words : tuple of str
        Its words in lower case.
    kind : NameKind
    genders : Counter of str
        Evidence: a courtesy title or a gendered role counts more than a given name.
    descriptions : list of Description
        What the article calls it by.
    count : int
        Mentions so far.
    unlike_person : int
        Of these, those after "the", "a" or "in", as a person's name is not used.
    """

    name: str
    words: tuple[str, ...]
    kind: NameKind
    genders: Counter[str] = field(default_factory=Counter)
    descriptions: list[Description] = field(default_factory=list)
    count: int = 0
    unlike_person: int = 0

    @property
    def may_be_person(self) -> bool:
        """True for a person's name and for a name of which nothing tells what it is."""
        if self.kind is NameKind.UNKNOWN:
            return 2 * self.unlike_person < self.count
        return self.kind is NameKind.PERSON

    @property
    def gender(self) -> str | None:
        """``"female"``, ``"male"``, or None where the article and the lists do not tell."""
        if not self.genders:
            return None
        return max(self.genders, key=lambda g: self.genders[g])

    @property
    def heads(self) -> frozenset[str]:
        """What the article calls it, without modifiers."""
        return frozenset(d.head for d in self.descriptions)

    @property
    def known_words(self) -> frozenset[str]:
        """The words of its name and of what the article calls it."""
        return frozenset(self.words).union(*(d.modifiers for d in self.descriptions))

    @property
    def speaker_kind(self) -> SpeakerKind:
        """The kind of speaker that it is. A country that speaks is its government."""
        if self.kind in (NameKind.BODY, NameKind.PLACE) or not (
            self.may_be_person or self.kind is NameKind.PEOPLE
        ):
            return SpeakerKind.ORGANIZATION
        return SpeakerKind.GROUP if self.kind is NameKind.PEOPLE else SpeakerKind.PERSON

    def take_in(self, mention: Mention, name: str) -> None:
        """Add what a mention tells."""
        self.count += 1
        self.unlike_person += mention.governor in _NOT_BEFORE_PERSONS
        words = _plain(mention.words)
        if len(words) > len(self.words):
            self.name, self.words = name, words
        if self.kind is NameKind.UNKNOWN:
            self.kind = mention.kind
        self.descriptions.extend(d for d in mention.descriptions if d not in self.descriptions)
        for word in (mention.title, *(d.head for d in mention.descriptions)):
            if word in roles.FEMALE_WORDS:
                self.genders["female"] += 3
            elif word in roles.MALE_WORDS:
                self.genders["male"] += 3
        given = gender_of_given_name(mention.words[0]) if len(words) > 1 else None
        if given:
            self.genders[given] += 1


class Entities:
    """The entities of an article, and which one each mention stands for.

    Parameters
    ----------
    mentions : sequence of Mention
        In order of the text.
    text : str

    Attributes
    ----------
    of : list of (Entity or None)
        One for each mention; None where a capital at the head of a sentence is no name.
    """

    def __init__(self, mentions: Sequence[Mention], text: str) -> None:
        self.mentions = mentions
        self.of: list[Entity | None] = [None] * len(mentions)
        self._text = text
        self._full: dict[tuple[str, str], Entity] = {}
        self._phrases: dict[str, Entity] = {}
        self._by_word: defaultdict[str, list[Entity]] = defaultdict(list)
        self._family_names = Counter(
            m.words[-1].casefold() for m in mentions if len(m.words) == 1 or m.title
        )
        self._sure = {
            m.words[0] for m in mentions if len(m.words) == 1 and (not m.opens or m.title)
        }
        # Full names first: a heading or a first sentence may print the short form before.
        for step in (self._is_full, lambda m: not self._is_full(m)):
            self._recent: defaultdict[str, list[Entity]] = defaultdict(list)
            for i, mention in enumerate(mentions):
                if self.of[i] is not None:
                    self._remember(self.of[i])
                elif step(mention):
                    self._place(i, mention)

    def _is_full(self, mention: Mention) -> bool:
        return len(_without_suffix(_plain(mention.words))) > 1

    def _place(self, i: int, mention: Mention) -> None:
        full = self._is_full(mention)
        entity = self._known_full(mention) if full else self.find(mention.words, mention)
        if entity is None and (full or self._may_open(mention)):
            entity = self._new(mention)
        if entity is not None:
            entity.take_in(mention, self._printed(mention))
            self._learn(entity, mention)
            self._remember(entity)
        self.of[i] = entity

    def _may_open(self, mention: Mention) -> bool:
        """Tell whether a single word is a name although the article has no fuller one."""
        if mention.kind is not NameKind.UNKNOWN:
            return True
        return mention.words[0] in self._sure and mention.words[0].casefold() not in roles.ROLES

    def _printed(self, mention: Mention) -> str:
        return " ".join(self._text[slice(*mention.span)].split())

    def _new(self, mention: Mention) -> Entity:
        kind = mention.kind
        words = _plain(mention.words)
        if kind is NameKind.UNKNOWN and len(words) > 1 and words[-1] in self._family_names:
            kind = NameKind.PERSON
        return Entity(self._printed(mention), words, kind)

    def _known_full(self, mention: Mention) -> Entity | None:
        """Return the entity of a name of several words, if one that fits is known."""
        words = _plain(mention.words)
        phrase = " ".join(words)
        if phrase in self._phrases:
            return self._phrases[phrase]
        if mention.kind is NameKind.BODY:
            return None
        first, last = _ends(words)
        for given in (first, SHORT_FORMS.get(first, first), first[0]):
            found = self._full.get((given, last))
            if found and self._compatible(found, words):
                return found
        return self._suffix_of_known(words)

    def _suffix_of_known(self, words: tuple[str, ...]) -> Entity | None:
        """Return whose family name `words` are ("de Blasio", "López Obrador")."""
        for entity in self._by_word.get(words[-1], ())[:_RECENT]:
            if len(entity.words) > len(words) and entity.words[-len(words) :] == words:
                return entity
        return None

    def _compatible(self, entity: Entity, words: tuple[str, ...]) -> bool:
        """Tell whether two names of the same ends do not differ in suffix or middle initial."""
        ours, theirs = set(words) & names.SUFFIXES, set(entity.words) & names.SUFFIXES
        if ours != theirs and ours and theirs:
            return False
        if bool(ours) != bool(theirs):
            return False
        middle, other = _without_suffix(words)[1:-1], _without_suffix(entity.words)[1:-1]
        return not middle or not other or middle[0][0] == other[0][0]

    def _learn(self, entity: Entity, mention: Mention) -> None:
        """Enter a mention's words under which its entity is found again."""
        words = _plain(mention.words)
        self._phrases.setdefault(" ".join(words), entity)
        if len(_without_suffix(words)) > 1 and entity.kind is not NameKind.BODY:
            first, last = _ends(words)
            for given in (first, SHORT_FORMS.get(first, first)):
                self._full.setdefault((given, last), entity)
            if len(first) == 1:
                self._full.setdefault((first, last), entity)
        for word in words if entity.kind is not NameKind.PLACE else ():
            if len(word) > 1 and entity not in self._by_word[word][-_RECENT:]:
                self._by_word[word].append(entity)
        if entity.kind is NameKind.BODY and len(words) > 1:
            initials = "".join(w[0] for w in words if w not in ("of", "the", "and", "for", "on"))
            self._phrases.setdefault(initials, entity)

    def _remember(self, entity: Entity | None) -> None:
        if entity is None:
            return
        for word in _ends(entity.words):
            recent = self._recent[word]
            if entity in recent:
                recent.remove(entity)
            recent.append(entity)
            del recent[:-_RECENT]

    def find(self, words: Sequence[str], mention: Mention | None = None) -> Entity | None:
        """Return the entity that a name stands for at the last mention placed, or None.

        Parameters
        ----------
        words : sequence of str
            As printed.
        mention : Mention, optional
            For its courtesy title, which tells two bearers of a name apart.
        """
        plain = _plain(words)
        if not plain:
            return None
        phrase = " ".join(plain)
        exact = self._phrases.get(phrase)
        if exact is not None and (len(plain) > 1 or exact.kind is not NameKind.PERSON):
            return exact
        if mention is not None and mention.kind is NameKind.BODY:
            return None
        bare = _without_suffix(plain) or plain
        known = (*self._by_word.get(bare[-1], ())[:_KNOWN], *self._recent.get(bare[-1], ()))
        bearers = [
            e for e in dict.fromkeys(known) if e.may_be_person and self._bears(e, bare, plain)
        ]
        if not bearers and len(bare) == 1 and bare[0] in SHORT_FORMS:
            full = SHORT_FORMS[bare[0]]
            bearers = [e for e in self._by_word.get(full, ())[:_KNOWN] if e.words[0] == full]
        if not bearers:
            return exact
        return self._choose(bearers, bare[-1], mention)

    def _bears(self, entity: Entity, bare: tuple[str, ...], plain: tuple[str, ...]) -> bool:
        own = _without_suffix(entity.words)
        if bool(set(plain) & names.SUFFIXES) and not set(entity.words) & names.SUFFIXES:
            return False
        return own[-len(bare) :] == bare or own[0] == bare[0] or bare[-1] in own[1:]

    def _choose(self, bearers: list[Entity], word: str, mention: Mention | None) -> Entity:
        """Return one of several bearers of a name.

        First those whose gender fits the courtesy title, then those whose family name it is, then
        the one named most; of two named equally often the last.
        """
        title = mention.title if mention else ""
        for gender, words in (("female", roles.FEMALE_WORDS), ("male", roles.MALE_WORDS)):
            if title in words:
                bearers = [e for e in bearers if e.gender in (gender, None)] or bearers
        family = [e for e in bearers if _without_suffix(e.words)[-1] == word]
        if not title and is_given_name(word.capitalize()) and len(family) < len(bearers):
            family = family or bearers
        bearers = family or bearers
        recent = self._recent.get(word, [])
        return max(bearers, key=lambda e: (e.count, recent.index(e) if e in recent else -1))


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    """Return words in lower case, without "the" before them and periods after them."""
    plain = tuple(p for w in words if (p := w.casefold().rstrip(".").replace("’", "'")))
    return plain[1:] if len(plain) > 1 and plain[0] == "the" else plain


def _without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w not in names.SUFFIXES)


def _ends(words: tuple[str, ...]) -> tuple[str, str]:
    """Return given name and last part of the family name."""
    bare = _without_suffix(words) or words
    return bare[0], bare[-1]

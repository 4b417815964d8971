"""Cases for the bench: a text, a quote in it, an edit, and where the quote stands afterwards."""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from .german import STOCK, Writer

SIGNS = ["😀", "👩\u200d🚀", "🇩🇪", "👍🏽", "é e\u0301", "x\u0338"]
WORD = re.compile(r"\w+(?:[-.,:]\w+)*")


@dataclass(frozen=True)
class Case:
    """`truth` is the place after the edit, or None where the words are gone."""

    kind: str
    old: str
    span: tuple[int, int]
    new: str
    truth: tuple[int, int] | None


class Draft:
    """A text under edit that knows where the quote is; an edit lies wholly inside or outside of it, or covers it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end, self.is_gone = text, start, end, False

    def replace(self, left: int, right: int, words: str) -> None:
        grown = len(words) - (right - left)
        if left <= self.start and right >= self.end:
            self.is_gone = True
        elif right <= self.start:
            self.start, self.end = self.start + grown, self.end + grown
        elif left < self.end:
            assert self.start <= left and right <= self.end, "an edit may not straddle an edge of the quote"
            self.end += grown
        self.text = self.text[:left] + words + self.text[right:]

    def move(self, left: int, right: int, to: int) -> None:
        """Move a stretch that holds the whole quote or nothing of it."""
        stretch, holds = self.text[left:right], left <= self.start and self.end <= right
        offset = self.start - left
        length = self.end - self.start
        gone = self.is_gone
        self.replace(left, right, "")
        to -= right - left if to >= right else 0
        self.is_gone = gone
        if holds:
            self.text = self.text[:to] + stretch + self.text[to:]
            self.start, self.end = to + offset, to + offset + length
        else:
            self.replace(to, to, stretch)

    def spell(self, how: Callable[[str], str]) -> None:
        """Write every character in another way."""
        parts = [how(self.text[: self.start]), how(self.text[self.start : self.end]), how(self.text[self.end :])]
        self.text = "".join(parts)
        self.start, self.end = len(parts[0]), len(parts[0]) + len(parts[1])

    @property
    def truth(self) -> tuple[int, int] | None:
        return None if self.is_gone else (self.start, self.end)


class Maker:
    """Makes cases: every method named `case_…` gives one kind."""

    def __init__(self, chance: random.Random, writer: Writer) -> None:
        self.chance, self.writer = chance, writer

    def cases(self, number: int) -> list[Case]:
        kinds = sorted(name for name in dir(self) if name.startswith("case_"))
        made: list[Case] = []
        while len(made) < number:
            kind = kinds[len(made) % len(kinds)]
            case = getattr(self, kind)()
            if case is not None:
                made.append(case)
        return made

    # --- Texts and quotes ---------------------------------------------------------------------------------

    def paragraphs(self) -> list[list[str]]:
        return self.writer.text()

    def choose(self, paragraphs: list[list[str]], *, shortest: int = 40) -> tuple[int, int]:
        """Return a paragraph and a sentence of it that is worth quoting."""
        able = [
            (at, number)
            for at, paragraph in enumerate(paragraphs)
            for number, sentence in enumerate(paragraph)
            if len(sentence) >= shortest and sentence not in STOCK
        ]
        return self.chance.choice(able)

    def draft(self, paragraphs: list[list[str]], at: int, number: int, part: str = "") -> Draft:
        """Return the text, with a quote in the sentence: all of it, some words of it, or a few."""
        text = written(paragraphs)
        start = place_of(paragraphs, at, number)
        sentence = paragraphs[at][number]
        part = part or self.chance.choice(["all", "some", "some", "some"])
        left, right = self.part_of(sentence, part)
        return Draft(text, start + left, start + right)

    def part_of(self, sentence: str, part: str) -> tuple[int, int]:
        words = [found.span() for found in WORD.finditer(sentence)]
        if part == "all" or len(words) < 4:
            return 0, len(sentence)
        for _ in range(60):
            first = self.chance.randrange(len(words))
            last = self.chance.randrange(first, len(words))
            left, right = words[first][0], words[last][1]
            if (part == "few" and 7 <= right - left < 25) or (part == "some" and 25 <= right - left <= 110):
                return left, right
        return 0, len(sentence)

    def case(self, kind: str, before: Draft, span: tuple[int, int], old: str) -> Case | None:
        return Case(kind, old, span, before.text, before.truth) if before.text != old else None

    def run(self, kind: str, draft: Draft, *edits: Callable[[Draft], None]) -> Case | None:
        old, span = draft.text, (draft.start, draft.end)
        for edit in edits:
            edit(draft)
        return self.case(kind, draft, span, old)

    # --- Edits --------------------------------------------------------------------------------------------

    def sentence_of(self, draft: Draft) -> tuple[int, int]:
        """Return the stretch of the sentence that holds the quote, roughly: to the next „. “ or line end."""
        left = max((found.end() for found in re.finditer(r"(?<!\d)\. |\n", draft.text[: draft.start])), default=0)
        ends = [
            place for place in (draft.text.find(". ", draft.end - 1) + 1, draft.text.find("\n", draft.end)) if place > 0
        ]
        return left, max(draft.end, min(ends, default=len(draft.text)))

    def outside(self, draft: Draft) -> int:
        """Return the beginning of a line that is not the quote's."""
        starts = [found.end() for found in re.finditer(r"^|\n", draft.text)]
        return self.chance.choice([start for start in starts if not draft.start < start < draft.end])

    def insert_paragraph(self, draft: Draft) -> None:
        at = self.outside(draft)
        draft.replace(at, at, " ".join(self.writer.paragraph()) + "\n")

    def insert_before(self, draft: Draft) -> None:
        left, _ = self.sentence_of(draft)
        draft.replace(left, left, self.writer.sentence() + " ")

    def insert_after(self, draft: Draft) -> None:
        _, right = self.sentence_of(draft)
        draft.replace(right, right, " " + self.writer.sentence())

    def delete_elsewhere(self, draft: Draft) -> None:
        """Delete one to three lines or sentences that are not the quote's."""
        for _ in range(self.chance.randint(1, 3)):
            stretches = [found.span() for found in re.finditer(r"[^\n]+?(?:(?<!\d)\. |\n)", draft.text)]
            own = self.sentence_of(draft)
            free = [(left, right) for left, right in stretches if right <= own[0] or left >= own[1]]
            if free:
                draft.replace(*self.chance.choice(free), "")

    def words_in(self, draft: Draft, left: int, right: int) -> list[tuple[int, int]]:
        return [found.span() for found in WORD.finditer(draft.text, left, right)]

    def typo(self, draft: Draft, left: int, right: int) -> None:
        words = [(a, b) for a, b in self.words_in(draft, left, right) if b - a >= 4]
        if not words:
            return
        a, b = self.chance.choice(words)
        place = self.chance.randrange(a + 1, b - 1)
        letters = draft.text[place : place + 2]
        wrong = self.chance.choice([letters[::-1], letters[:1], letters + letters[-1], "e" + letters[1:]])
        draft.replace(place, place + 2, wrong)

    def change_word(self, draft: Draft, left: int, right: int) -> None:
        words = self.words_in(draft, left, right)
        if len(words) < 3:
            return
        # A word that is half of the stretch is no word among others.
        a, b = self.chance.choice([(a, b) for a, b in words if 3 * (b - a) <= right - left] or words[:1])
        new = self.chance.choice(
            ["angeblich", "vermutlich", "hohe", "Lage", "mehrere", "bisher", "soll", "42", "Bericht"]
        )
        how = self.chance.choice(["replace", "replace", "insert", "delete"])
        if how == "replace":
            draft.replace(a, b, new)
        elif how == "insert" and a > left:
            draft.replace(a, a, new + " ")
        elif how == "delete" and left < a and b < right - 1:
            draft.replace(a, b + 1, "")

    def typo_inside(self, draft: Draft) -> None:
        for _ in range(self.chance.randint(1, 3)):
            self.typo(draft, draft.start, draft.end)

    def words_inside(self, draft: Draft) -> None:
        """Change one word in every forty letters or so."""
        for _ in range(max(1, min(self.chance.randint(1, 3), (draft.end - draft.start) // 40))):
            self.change_word(draft, draft.start, draft.end)

    def words_beside(self, draft: Draft) -> None:
        """Change words of the quote's sentence, outside of the quote."""
        left, right = self.sentence_of(draft)
        for _ in range(self.chance.randint(1, 2)):
            self.change_word(draft, *self.chance.choice([(left, draft.start), (draft.end, max(draft.end, right))]))
            left, right = self.sentence_of(draft)

    def drop_sentence(self, draft: Draft) -> None:
        left, right = self.sentence_of(draft)
        draft.replace(left, right + (draft.text[right : right + 1] in (" ", "\n")), "")

    def some_noise(self, draft: Draft) -> None:
        for edit in self.chance.sample([self.insert_paragraph, self.delete_elsewhere, self.insert_after], 2):
            edit(draft)

    def usual(self, part: str = "") -> Draft:
        paragraphs = self.paragraphs()
        return self.draft(paragraphs, *self.choose(paragraphs), part)

    # --- Kinds: around and inside -------------------------------------------------------------------------

    def case_around(self) -> Case | None:
        edits = [self.insert_paragraph, self.insert_before, self.insert_after, self.delete_elsewhere]
        return self.run("around", self.usual(), *self.chance.sample(edits, self.chance.randint(1, 4)))

    def case_beside(self) -> Case | None:
        return self.run("beside", self.usual("some"), self.words_beside)

    def case_beside_and_around(self) -> Case | None:
        return self.run("beside and around", self.usual("some"), self.words_beside, self.some_noise)

    def case_typo(self) -> Case | None:
        return self.run("typo inside", self.usual(), self.typo_inside)

    def case_words(self) -> Case | None:
        return self.run("words inside", self.usual(), self.words_inside)

    def case_words_and_around(self) -> Case | None:
        return self.run("words inside, around", self.usual(), self.words_inside, self.some_noise)

    def case_short(self) -> Case | None:
        edit = self.chance.choice([self.some_noise, self.words_beside, self.insert_before])
        return self.run("short", self.usual("few"), edit)

    # --- Kinds: twins and look-alikes ---------------------------------------------------------------------

    def twins(self) -> tuple[Draft, str]:
        """Return a text in which the quoted sentence stands twice, and that sentence."""
        paragraphs = self.paragraphs() + self.paragraphs()
        at, number = self.choose(paragraphs)
        if self.chance.random() < 0.3:
            paragraphs[at][number] = self.chance.choice(STOCK)
        sentence = paragraphs[at][number]
        other = self.chance.choice([place for place in range(len(paragraphs)) if place != at])
        paragraphs[other].insert(self.chance.randint(0, len(paragraphs[other])), sentence)
        if f"{sentence} {sentence}" in written(paragraphs).replace("\n", " "):
            return self.twins()  # of two in a row nobody can say which is which
        part = "all" if sentence in STOCK else self.chance.choice(["all", "some"])
        return self.draft(paragraphs, at, number, part), sentence

    def drop_twin(self, draft: Draft, sentence: str) -> None:
        places = [found.start() for found in re.finditer(re.escape(sentence), draft.text)]
        own = self.sentence_of(draft)
        place = next(place for place in places if place + len(sentence) <= own[0] or place >= own[1])
        follows = draft.text[place + len(sentence) : place + len(sentence) + 1]
        draft.replace(place, place + len(sentence) + (follows in (" ", "\n") and follows != ""), "")

    def case_twin_stays(self) -> Case | None:
        draft, _ = self.twins()
        return self.run("twin stays", draft, self.chance.choice([self.some_noise, self.insert_before]))

    def case_twin_dropped(self) -> Case | None:
        draft, sentence = self.twins()
        return self.run("twin dropped", draft, lambda draft: self.drop_twin(draft, sentence), self.insert_paragraph)

    def case_twin_edited(self) -> Case | None:
        draft, _ = self.twins()
        return self.run("twin edited", draft, self.typo_inside, self.insert_paragraph)

    def case_gone_twin_stays(self) -> Case | None:
        draft, _ = self.twins()
        return self.run(
            "gone, twin stays", draft, self.drop_sentence, self.chance.choice([self.insert_paragraph, lambda _: None])
        )

    def case_gone_similar_stands(self) -> Case | None:
        """The sentence is deleted; one of the same build about others stands."""
        paragraphs = self.paragraphs() + self.paragraphs()
        at, number = self.choose(paragraphs)
        similar = self.reworded(paragraphs[at][number])
        other = self.chance.choice([place for place in range(len(paragraphs)) if place != at])
        paragraphs[other].insert(self.chance.randint(0, len(paragraphs[other])), similar)
        return self.run(
            "gone, similar stands", self.draft(paragraphs, at, number), self.drop_sentence, self.insert_paragraph
        )

    def case_gone_similar_comes(self) -> Case | None:
        """The sentence is deleted; elsewhere a new one of the same build says something else."""
        paragraphs = self.paragraphs()
        draft = self.draft(paragraphs, *self.choose(paragraphs), "all")
        sentence = draft.text[draft.start : draft.end]
        similar = self.reworded(self.reworded(sentence))
        if Indel.normalized_similarity(sentence, similar) > 0.75:
            return None

        def edit(draft: Draft) -> None:
            self.drop_sentence(draft)
            lines = [found.end() for found in re.finditer(r"\n", draft.text) if abs(found.end() - draft.start) > 300]
            if lines:
                draft.replace(at := self.chance.choice(lines), at, similar + "\n")

        return self.run("gone, similar comes", draft, edit)

    def reworded(self, sentence: str) -> str:
        """Return the sentence with about every third longer word exchanged."""
        words = self.writer.sentence().split()

        def other(found: re.Match[str]) -> str:
            if found[0].isdigit():
                return str(self.chance.randint(11, 98))
            return (
                self.chance.choice(words).strip(".,„“;:")
                if len(found[0]) > 4 and self.chance.random() < 0.4
                else found[0]
            )

        return WORD.sub(other, sentence)

    def listing(self, part: str = "") -> tuple[Draft, list[str]]:
        lines = self.writer.listing(self.chance.randint(4, 8))
        paragraphs = [self.writer.paragraph(), *([line] for line in lines), self.writer.paragraph()]
        at = self.chance.randint(1, len(lines))
        part = part or self.chance.choice(["all", "all", "few"])
        return self.draft(paragraphs, at, 0, part), lines

    def line_of(self, draft: Draft) -> tuple[int, int]:
        end = draft.text.find("\n", draft.end)
        return draft.text.rfind("\n", 0, draft.start) + 1, len(draft.text) if end < 0 else end

    def case_list_grows(self) -> Case | None:
        draft, lines = self.listing()
        line = self.writer.fill(self.similar_template(lines[0]))
        left, right = self.line_of(draft)

        def edit(draft: Draft) -> None:
            at = self.chance.choice([left, right + 1])
            draft.replace(at, at, line + "\n")

        return self.run("list grows", draft, edit)

    def case_list_turned(self) -> Case | None:
        draft, lines = self.listing("all")
        left, right = self.line_of(draft)
        others = [found.start() for found in re.finditer("|".join(map(re.escape, lines)), draft.text)]
        to = self.chance.choice([place for place in others if not left <= place <= right + 1] or [0])
        return self.run("list turned", draft, lambda draft: draft.move(left, right + 1, to))

    def case_list_figure(self) -> Case | None:
        """One figure of the line is brought up to date, of one line or of all."""
        draft, lines = self.listing("all")
        figure = re.compile(r"\d+(?=[^\d]*$)")

        def edit(draft: Draft) -> None:
            for line in lines if self.chance.random() < 0.5 else [draft.text[draft.start : draft.end]]:
                place = draft.text.find(line)
                found = figure.search(draft.text, place, place + len(line))
                if found:
                    draft.replace(*found.span(), str(int(found[0]) + self.chance.randint(1, 3)))

        return self.run("list, new figure", draft, edit)

    def case_gone_line(self) -> Case | None:
        draft, _ = self.listing()
        left, right = self.line_of(draft)
        return self.run("gone line", draft, lambda draft: draft.replace(left, right + 1, ""))

    def case_gone_line_replaced(self) -> Case | None:
        """The line makes way for one about another place with other figures."""
        draft, lines = self.listing("all")
        other = self.other_line(lines)
        left, right = self.line_of(draft)
        return self.run("gone line, another in place", draft, lambda draft: draft.replace(left, right, other))

    def other_line(self, lines: list[str]) -> str:
        known = set(WORD.findall(" ".join(lines))) - {"Bezirk", "Fälle", "Tote", "parteilos", "Prozent", "in"}
        for _ in range(500):
            line = self.writer.fill(self.similar_template(lines[0]))
            if not known & set(WORD.findall(line)):
                return line
        return "Bezirk Treptow: 104 Fälle, 10 Tote"

    def similar_template(self, line: str) -> str:
        from .german import LINES

        marks = [("Bezirk", 0), ("parteilos", 2), (" – ", 1)]
        return LINES[next((number for mark, number in marks if mark in line), 3)]

    def case_gone_short(self) -> Case | None:
        """A few words go with their sentence, and stand elsewhere too."""
        paragraphs = self.paragraphs()
        at, number = self.choose(paragraphs)
        sentence = paragraphs[at][number]
        left, right = self.part_of(sentence, "few")
        other = f"Zuvor hatte es geheißen, {sentence[left:right]} sei kein Thema mehr."
        paragraphs.append([self.writer.sentence(), other])
        start = place_of(paragraphs, at, number)
        edits = [self.drop_sentence, self.chance.choice([self.insert_paragraph, lambda _: None])]
        return self.run("gone short", Draft(written(paragraphs), start + left, start + right), *edits)

    def case_gone(self) -> Case | None:
        edits = [self.drop_sentence, *self.chance.sample([self.insert_paragraph, self.delete_elsewhere], 1)]
        return self.run("gone", self.usual(), *edits)

    def case_gone_replaced(self) -> Case | None:
        """Another sentence takes the place of the quote's."""
        draft, other = self.usual(), self.writer.sentence()
        left, right = self.sentence_of(draft)
        if Indel.normalized_similarity(draft.text[left:right], other) > 0.7:
            return None  # that would be the same sentence put right
        return self.run("gone, another in place", draft, lambda draft: draft.replace(left, right, other))

    # --- Kinds: moved, split, joined ----------------------------------------------------------------------

    def move_line(self, draft: Draft) -> None:
        left, right = self.line_of(draft)
        draft.text += "" if draft.text.endswith("\n") else "\n"
        starts = [found.end() for found in re.finditer(r"\n", draft.text)]
        draft.move(left, right + 1, self.chance.choice([start for start in [0, *starts] if not left <= start <= right]))

    def case_moved_paragraph(self) -> Case | None:
        return self.run("moved paragraph", self.usual(), self.move_line)

    def case_moved_and_edited(self) -> Case | None:
        edits = [self.move_line, self.chance.choice([self.typo_inside, self.words_inside])]
        return self.run("moved and edited", self.usual("all"), *edits)

    def case_split(self) -> Case | None:
        """The quoted sentence becomes two, in one paragraph."""
        draft = self.usual("all")
        pauses = [found.start() for found in re.finditer(r"[,;:] ", draft.text[draft.start : draft.end])]
        if not pauses:
            return None
        place = draft.start + self.chance.choice(pauses)

        def edit(draft: Draft) -> None:
            first = draft.text[place + 2 : place + 3].upper()
            draft.replace(place, place + 3, f". {first}")

        return self.run("split", draft, edit)

    def case_paragraph_break(self) -> Case | None:
        """A paragraph break before or behind the quoted sentence."""
        draft = self.usual("all")
        left, _ = self.sentence_of(draft)
        if draft.text[left - 1 : left] != " ":
            return None
        return self.run("paragraph break", draft, lambda draft: draft.replace(left - 1, left, "\n"))

    def case_two_sentences(self) -> Case | None:
        """A quote of two sentences; something is changed in one, or put between."""
        paragraphs = [paragraph for paragraph in self.paragraphs() if len(paragraph) > 1]
        if not paragraphs:
            return None
        at = self.chance.randrange(len(paragraphs))
        number = self.chance.randrange(len(paragraphs[at]) - 1)
        text, start = written(paragraphs), place_of(paragraphs, at, number)
        middle = start + len(paragraphs[at][number])
        draft = Draft(text, start, middle + 1 + len(paragraphs[at][number + 1]))

        def between(draft: Draft) -> None:
            draft.replace(middle, middle, " " + self.writer.sentence())

        return self.run("two sentences", draft, self.chance.choice([between, self.words_inside, self.some_noise]))

    def case_joined(self) -> Case | None:
        """The quoted sentence is joined to the one before it."""
        draft = self.usual("all")
        left, _ = self.sentence_of(draft)
        if left != draft.start or draft.text[left - 2 : left] != ". " or draft.end - draft.start < 30:
            return None
        first = draft.text[left]

        def edit(draft: Draft) -> None:
            draft.replace(draft.start, draft.start + 1, first)
            draft.replace(left - 2, left, ", und ")

        return self.run("joined", draft, edit)

    # --- Kinds: spelling ----------------------------------------------------------------------------------

    def respelt(self, kind: str, how: Callable[[str], str], part: str = "") -> Case | None:
        return self.run(kind, self.usual(part), lambda draft: draft.spell(how), self.insert_paragraph)

    def case_quotation_marks(self) -> Case | None:
        marks = self.chance.choice(['""', "»«", "“”", "‚‘"])
        return self.respelt("quotation marks", lambda text: text.replace("„", marks[0]).replace("“", marks[1]))

    def case_nfd(self) -> Case | None:
        return self.respelt("NFD", lambda text: unicodedata.normalize("NFD", text), self.chance.choice(["few", "some"]))

    def case_no_break_spaces(self) -> Case | None:
        return self.respelt("no-break spaces", lambda text: re.sub(r"(?<=\d) | (?=\d)", "\xa0", text))

    def case_soft_hyphens(self) -> Case | None:
        return self.respelt("soft hyphens", lambda text: re.sub(r"(\w{5})(?=\w{4})", "\\1\xad", text))

    def case_spelling_reform(self) -> Case | None:
        return self.respelt("ß to ss", lambda text: text.replace("ß", "ss").replace(" – ", " - "))

    def case_emoji(self) -> Case | None:
        paragraphs = [
            [f"{self.chance.choice(SIGNS)} {sentence}" for sentence in paragraph] for paragraph in self.paragraphs()
        ]
        draft = self.draft(paragraphs, *self.choose(paragraphs))
        return self.run(
            "emoji", draft, self.insert_paragraph, self.chance.choice([self.typo_inside, self.words_beside])
        )

    # --- Kinds: large -------------------------------------------------------------------------------------

    def case_huge(self) -> Case | None:
        if self.chance.random() < 0.8:
            return self.case_around()
        paragraphs = self.writer.of_length(200_000)
        draft = self.draft(paragraphs, *self.choose(paragraphs))
        return self.run(
            "200 kB",
            draft,
            self.chance.choice([self.typo_inside, self.words_beside, self.drop_sentence]),
            self.some_noise,
        )

    def case_revision(self) -> Case | None:
        """A whole revision: many sentences changed, added and taken out."""
        paragraphs = self.paragraphs() + self.paragraphs()
        at, number = self.choose(paragraphs)
        draft = self.draft(paragraphs, at, number)
        old, span = draft.text, (draft.start, draft.end)
        for _ in range(self.chance.randint(3, 10)):
            edit = self.chance.choice([self.insert_paragraph, self.delete_elsewhere, self.change_any, self.change_any])
            edit(draft)
        if self.chance.random() < 0.5:
            self.words_inside(draft)
        if self.chance.random() < 0.15:
            self.drop_sentence(draft)
        return self.case("whole revision", draft, span, old)

    def change_any(self, draft: Draft) -> None:
        """Change words of a line that is not the quote's."""
        left, right = self.line_of(draft)
        lines = [found.span() for found in re.finditer(r"[^\n]+", draft.text)]
        free = [(a, b) for a, b in lines if b <= left or a >= right]
        if free:
            a, b = self.chance.choice(free)
            self.change_word(draft, a, b)
            self.typo(draft, a, b - 5)


def written(paragraphs: list[list[str]]) -> str:
    return "\n".join(" ".join(paragraph) for paragraph in paragraphs)


def place_of(paragraphs: list[list[str]], at: int, number: int) -> int:
    before = sum(len(" ".join(paragraph)) + 1 for paragraph in paragraphs[:at])
    return before + sum(len(sentence) + 1 for sentence in paragraphs[at][:number])

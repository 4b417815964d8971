"""Independence: origins are counted, not voices; a table, properties, and an oracle that tries everything."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.choices import SourceKind
from articles.sourcing.independence import Piece, Reason, Source, weigh

MOSCOW, KREMLIN, MINISTRY, USA, PENTAGON, REUTERS, DPA, NASA, UNNAMED, LIAR, CNN = range(1, 12)
SOURCES = [
    Source(MOSCOW, "Moskau"),
    Source(KREMLIN, "Kreml", part_of=MOSCOW),
    Source(MINISTRY, "Verteidigungsministerium", part_of=MOSCOW),
    Source(USA, "Regierung der USA"),
    Source(PENTAGON, "Pentagon", part_of=USA),
    Source(REUTERS, "Reuters", kind=SourceKind.AGENCY),
    Source(DPA, "dpa", kind=SourceKind.AGENCY),
    Source(NASA, "NASA", reliability="A"),
    Source(UNNAMED, "Sitzungsteilnehmer", kind=SourceKind.ANONYMOUS),
    Source(LIAR, "Fälscherwerkstatt", reliability="E"),
    Source(CNN, "CNN", kind=SourceKind.OUTLET),
]

TABLE = {
    "nothing": ([], 0, False),
    "one origin": ([Piece(1, NASA)], 1, False),
    "two origins": ([Piece(1, NASA), Piece(2, PENTAGON)], 2, True),
    "the same source twice": ([Piece(1, NASA), Piece(2, NASA)], 1, False),
    "two voices of one side": ([Piece(1, PENTAGON), Piece(2, USA)], 1, False),
    "a relay and its origin": ([Piece(1, PENTAGON), Piece(2, REUTERS, goes_back_to=1, credibility="1")], 1, False),
    "a relay of a relay": (
        [Piece(1, PENTAGON), Piece(2, REUTERS, goes_back_to=1), Piece(3, NASA, goes_back_to=2)],
        1,
        False,
    ),
    "a relay of what only gives context": (
        [Piece(1, PENTAGON, stance="context"), Piece(2, NASA, goes_back_to=1)],
        0,
        False,
    ),
    "the claimant": ([Piece(1, KREMLIN), Piece(2, NASA)], 1, False),
    "whom the claimant speaks for": ([Piece(1, MOSCOW), Piece(2, NASA)], 1, False),
    "another voice of the claimant's side": ([Piece(1, MINISTRY), Piece(2, NASA)], 1, False),
    "who has it from the claimant": ([Piece(1, KREMLIN), Piece(2, NASA, goes_back_to=1)], 0, False),
    "a medium that names no origin": ([Piece(1, REUTERS), Piece(2, NASA)], 1, False),
    "a medium that was judged": ([Piece(1, REUTERS, credibility="2"), Piece(2, NASA)], 2, True),
    "two media that were judged": ([Piece(1, REUTERS, credibility="2"), Piece(2, CNN, credibility="1")], 1, False),
    "a medium that is doubted": ([Piece(1, REUTERS, credibility="4"), Piece(2, NASA)], 1, False),
    "an anonymous source": ([Piece(1, UNNAMED, credibility="1"), Piece(2, NASA)], 1, False),
    "an unreliable source": ([Piece(1, LIAR, credibility="1"), Piece(2, NASA)], 1, False),
    "improbable information": ([Piece(1, PENTAGON, credibility="5"), Piece(2, NASA)], 1, False),
    "doubtful information": ([Piece(1, PENTAGON, credibility="4"), Piece(2, NASA)], 2, True),
    "vanished evidence": ([Piece(1, PENTAGON, is_vanished=True), Piece(2, NASA)], 1, False),
    "evidence on the other question": ([Piece(1, PENTAGON, bears_on="said"), Piece(2, NASA)], 1, False),
    "one against": ([Piece(1, PENTAGON, stance="refutes"), Piece(2, NASA)], 1, False),
    "a document of record": ([Piece(1, NASA, is_record=True)], 1, True),
    "the claimant's own document": ([Piece(1, KREMLIN, is_record=True)], 0, False),
    "a document that only passes on": (
        [Piece(1, NASA, stance="context"), Piece(2, PENTAGON, is_record=True, goes_back_to=1)],
        0,
        False,
    ),
    "a document that vanished": ([Piece(1, NASA, is_record=True, is_vanished=True)], 0, False),
    "a document against": ([Piece(1, NASA, is_record=True, stance="refutes")], 0, False),
    "a document on the other question": ([Piece(1, NASA, is_record=True, bears_on="said")], 0, False),
    "an improbable document": ([Piece(1, NASA, is_record=True, credibility="5")], 0, False),
}


@pytest.mark.parametrize("case", TABLE)
def test_weigh_counts_origins_and_not_voices(case):
    pieces, number, is_enough = TABLE[case]

    weighing = weigh(pieces, SOURCES, claimant=KREMLIN)

    assert (weighing.supporting.number, weighing.is_enough) == (number, is_enough)


def test_weigh_without_a_claimant_leaves_no_side_out():
    weighing = weigh([Piece(1, KREMLIN), Piece(2, NASA)], SOURCES, claimant=None)

    assert weighing.supporting.number == 2


def test_weigh_takes_the_claimants_own_voice_for_what_was_said():
    pieces = [Piece(1, KREMLIN, bears_on="said"), Piece(2, REUTERS, bears_on="said", goes_back_to=1)]

    weighing = weigh(pieces, SOURCES, claimant=KREMLIN)

    assert [origin.name for origin in weighing.said.origins] == ["Kreml"]
    assert weighing.supporting.number == 0


def test_weigh_says_of_each_piece_why_it_is_no_origin():
    pieces = [
        Piece(1, NASA),
        Piece(2, DPA, goes_back_to=1),
        Piece(3, MOSCOW),
        Piece(4, REUTERS),
        Piece(5, UNNAMED),
        Piece(6, LIAR),
        Piece(7, CNN, credibility="1", is_vanished=True),
    ]

    reasons = weigh(pieces, SOURCES, claimant=KREMLIN).reasons

    assert reasons == {
        1: None,
        2: Reason.RELAY,
        3: Reason.OWN_SIDE,
        4: Reason.NO_ORIGIN,
        5: Reason.ANONYMOUS,
        6: Reason.DISCREDITED,
        7: Reason.VANISHED,
    }


# --- Properties ------------------------------------------------------------------------------------------

NUMBERS = st.integers(1, 7)


@st.composite
def sources(draw):
    """Seven sources; who speaks for whom may well run in a circle."""
    return [
        Source(
            number,
            f"Quelle {number}",
            kind=draw(st.sampled_from(["organisation", "authority", "agency", "outlet", "anonymous", "document"])),
            part_of=draw(st.none() | st.none() | NUMBERS),
            reliability=draw(st.sampled_from("AABCDEF")),
        )
        for number in range(1, 8)
    ]


@st.composite
def evidence(draw, size=7):
    """Up to seven pieces; what goes back to what may run in a circle or into nothing."""
    return [
        Piece(
            number,
            draw(NUMBERS),
            bears_on=draw(st.sampled_from(["content", "content", "content", "said"])),
            stance=draw(st.sampled_from(["supports", "supports", "refutes", "context"])),
            goes_back_to=draw(st.none() | st.none() | st.integers(1, 9)),
            credibility=draw(st.sampled_from("123456")),
            is_record=draw(st.booleans()),
            is_vanished=draw(st.sampled_from([False, False, False, True])),
        )
        for number in range(1, draw(st.integers(0, size)) + 1)
    ]


CLAIMANTS = st.none() | NUMBERS


def standing(weighing):
    return weighing.supporting.number, weighing.refuting.number, weighing.is_enough


def no_higher(after, before):
    return all(now <= then for now, then in zip(standing(after), standing(before), strict=True))


@given(sources(), evidence(), CLAIMANTS, st.data())
def test_a_relay_of_what_is_there_never_raises_the_count(sources, pieces, claimant, data):
    if not pieces:
        return
    origin = data.draw(st.sampled_from(pieces)).id
    details = data.draw(evidence(size=1).filter(bool))[0]
    stance, grade = details.stance, details.credibility
    relay = Piece(99, data.draw(NUMBERS), stance=stance, goes_back_to=origin, credibility=grade, is_record=True)

    before = weigh(pieces, sources, claimant=claimant)
    after = weigh([*pieces, relay], sources, claimant=claimant)

    assert no_higher(after, before)


@given(sources(), evidence(), NUMBERS, st.data())
def test_the_claimants_own_side_never_raises_the_count(sources, pieces, claimant, data):
    part_of = {source.id: source.part_of for source in sources}
    side = [claimant]
    while part_of[side[-1]] and part_of[side[-1]] not in side:
        side.append(part_of[side[-1]])
    own = Piece(
        99,
        data.draw(st.sampled_from(side)),
        stance=data.draw(st.sampled_from(["supports", "refutes"])),
        credibility="1",
        is_record=True,
    )

    before = weigh(pieces, sources, claimant=claimant)
    after = weigh([*pieces, own], sources, claimant=claimant)

    assert no_higher(after, before)


@given(sources(), evidence(), CLAIMANTS, st.randoms())
def test_the_order_of_what_is_given_does_not_matter(sources, pieces, claimant, chance):
    others, mixed = list(sources), list(pieces)
    chance.shuffle(others)
    chance.shuffle(mixed)

    assert weigh(mixed, others, claimant=claimant) == weigh(pieces, sources, claimant=claimant)


def test_circles_of_any_length_are_weighed_at_once():
    ring = [Source(number, f"Quelle {number}", part_of=number % 500 + 1) for number in range(1, 501)]
    pieces = [Piece(number, number, goes_back_to=number % 500 + 1) for number in range(1, 501)]

    weighing = weigh([*pieces, Piece(501, 7), Piece(502, 300)], ring, claimant=None)

    assert weighing.supporting.number == 1


# --- An oracle that tries everything ---------------------------------------------------------------------


def voices_above(source, part_of):
    """Return everybody for whom a source speaks, itself among them, however the circle runs."""
    above = {source}
    for _ in part_of:
        above |= {part_of[each] for each in above if part_of.get(each)}
    return above


def oracle(pieces, sources, claimant, stance):
    """Return the size of the largest set of pieces in which no two have anything to do with each other."""
    part_of = {source.id: source.part_of for source in sources}
    above = {source.id: voices_above(source.id, part_of) for source in sources}
    kind = {source.id: source.kind for source in sources}
    reliability = {source.id: source.reliability for source in sources}

    def tops(source):
        """Who speaks for nobody else, or the circle of those who speak for each other."""
        return {each for each in above[source] if above[each] <= {other for other in above if each in above[other]}}

    def counts(piece):
        medium = kind[piece.source] in ("agency", "outlet")
        return (
            piece.bears_on == "content"
            and piece.stance == stance
            and piece.goes_back_to is None
            and not piece.is_vanished
            and piece.credibility != "5"
            and reliability[piece.source] != "E"
            and kind[piece.source] != "anonymous"
            and not (medium and piece.credibility not in "123")
            and not (claimant and above[claimant] & above[piece.source])
        )

    def related(one, other):
        media = all(kind[min(tops(each.source))] in ("agency", "outlet") for each in (one, other))
        return media or bool(above[one.source] & above[other.source])

    counted = [piece for piece in pieces if counts(piece)]
    for size in range(len(counted), 0, -1):
        for chosen in itertools.combinations(counted, size):
            if not any(related(one, other) for one, other in itertools.combinations(chosen, 2)):
                return size
    return 0


@given(sources(), evidence(), CLAIMANTS)
def test_the_count_is_that_of_somebody_who_tries_everything(sources, pieces, claimant):
    weighing = weigh(pieces, sources, claimant=claimant)

    assert weighing.supporting.number == oracle(pieces, sources, claimant, "supports")
    assert weighing.refuting.number == oracle(pieces, sources, claimant, "refutes")


def test_the_count_is_right_on_two_thousand_dense_graphs():
    chance = random.Random(4)
    for _ in range(2000):
        sources = [
            Source(
                number,
                f"Quelle {number}",
                kind=chance.choice(["organisation", "agency"]),
                part_of=chance.choice([None, None, *range(1, 8)]),
            )
            for number in range(1, 8)
        ]
        pieces = [
            Piece(number, chance.randint(1, 7), goes_back_to=chance.choice([None, None, *range(1, 8)]), credibility="2")
            for number in range(1, 8)
        ]
        claimant = chance.choice([None, *range(1, 8)])

        found = weigh(pieces, sources, claimant=claimant).supporting.number

        assert found == oracle(pieces, sources, claimant, "supports"), (sources, pieces, claimant)

"""The drawing of the sources: who hangs on whom, nothing beyond the edge, nothing over anything else."""

import pytest

from articles.formats.chain_drawing import NAME_LETTER, PART_LETTER, Voice, draw, wrap

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def voice(key, parent=None, name=None, **fields):
    return Voice(key, name or f"Quelle {key}", fields.pop("part", "gibt es weiter"), "relay", parent, **fields)


def placed(voices, *, width=340, spread=False):
    drawing = draw(voices, width=width, spread=spread)
    return {node.voice.key: (node.x, node.y) for node in drawing.nodes}


@pytest.mark.parametrize(
    ("words", "letters", "lines"),
    [
        ("", 10, []),
        ("Kreml", 10, ["Kreml"]),
        ("Agence France-Presse (AFP)", 15, ["Agence", "France-Presse", "(AFP)"]),
        ("Deutsche Presse-Agentur", 12, ["Deutsche", "Presse-", "Agentur"]),
        ("Wissenschaftlichkeit", 8, ["Wissens-", "chaftli-", "chkeit"]),
        ("Größe über alles", 6, ["Größe", "über", "alles"]),
    ],
)
def test_wrap_breaks_between_words_and_long_words_with_a_hyphen(words, letters, lines):
    assert wrap(words, letters) == lines


def test_indented_sets_those_in_who_have_it_from_somebody():
    places = placed([voice("a"), voice("b", "a"), voice("c", "b"), voice("d")])

    assert places["a"][0] == places["d"][0] < places["b"][0] < places["c"][0]
    assert places["a"][1] < places["b"][1] < places["c"][1] < places["d"][1]


def test_spread_sets_the_first_who_has_it_beside_and_the_next_below():
    places = placed([voice("a"), voice("b", "a"), voice("c", "a"), voice("d", "b")], width=800, spread=True)

    assert places["a"][1] == places["b"][1] == places["d"][1] < places["c"][1]
    assert places["a"][0] < places["b"][0] == places["c"][0] < places["d"][0]


def test_spread_sets_voices_that_stand_alone_side_by_side():
    places = placed([voice("a"), voice("b", "a"), voice("c"), voice("d")], width=800, spread=True)

    assert places["c"][1] == places["d"][1] > places["a"][1]
    assert places["c"][0] < places["d"][0]


def test_spread_indents_where_there_are_too_many_steps():
    chain = [voice("a"), voice("b", "a"), voice("c", "b"), voice("d", "c")]

    assert placed(chain, width=800, spread=True) == placed(chain, width=800, spread=False)


def test_draw_marks_the_line_to_a_voice_that_is_one_with_its_parent():
    drawing = draw([voice("a"), voice("b", "a", is_folded=True), voice("c", "a")], width=340, spread=False)

    assert [edge.is_folded for edge in drawing.edges] == [True, False]


@pytest.mark.parametrize(
    "voices",
    [
        [voice("a", "a")],
        [voice("a", "b"), voice("b", "a"), voice("c", "b")],
        [voice("a", "nobody")],
    ],
)
@pytest.mark.parametrize("spread", [True, False])
def test_draw_shows_every_voice_even_if_the_ways_run_in_a_circle(voices, spread):
    assert set(placed(voices, spread=spread)) == {each.key for each in voices}


def crowd(count, name):
    """Twelve and more voices: chains, forks, twins and strangers, all with long names."""
    parents = {2: "1", 3: "2", 4: "1", 6: "5", 7: "5", 9: "8"}
    return [voice(str(number), parents.get(number), f"{name} {number}") for number in range(1, count + 1)]


def boxes(drawing):
    """Return what each node covers, mark and words, measured generously."""
    for node in drawing.nodes:
        xs, ys = [node.x - 6, node.x + 6], [node.y - 6, node.y + 6]
        for lines, letter in ((node.names, NAME_LETTER), (node.parts, PART_LETTER)):
            for line in lines:
                xs += [line.x, line.x + len(line.words) * letter * 0.95]
                ys += [line.y - 11, line.y + 3]
        yield min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30])
@pytest.mark.parametrize(
    "name", ["dpa", "Süddeutsche Zeitung", f"Bundesanstalt für {LONG}", "Ein Name aus vielen Wörtern " * 5]
)
@pytest.mark.parametrize(("width", "spread"), [(340, False), (800, True)])
def test_draw_keeps_everything_within_the_page_and_apart(count, name, width, spread):
    drawing = draw(crowd(count, name), width=width, spread=spread)

    covered = list(boxes(drawing))
    assert all(left >= 0 and top >= 0 and right <= width for left, top, right, _ in covered)
    assert all(bottom <= drawing.height for *_, bottom in covered)
    for place, (left, top, right, bottom) in enumerate(covered):
        for other_left, other_top, other_right, other_bottom in covered[place + 1 :]:
            assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top


def test_draw_of_nothing_is_an_empty_sheet():
    drawing = draw([], width=340, spread=True)

    assert (drawing.nodes, drawing.edges) == ((), ())

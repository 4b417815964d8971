"""Pairs of German statements: which of them a newsroom would call one claim, and which never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.sameness import says_the_same

THE_SAME = [
    ("Die Rakete fliegt schnell.", "Die Rakete fliegt schnell"),
    ("Die Rakete fliegt schnell.", "die Rakete  fliegt\u00a0schnell!"),
    ("„Die Rakete“ fliegt schnell.", "»Die Rakete« fliegt schnell."),
    ("Mit Hyperschallgeschwindigkeit fliegt die Rakete", "Die Rakete fliegt mit Hyperschallgeschwindigkeit."),
    ("Am Montag griff Russland Odessa an.", "Russland griff Odessa am Montag an."),
    ("Gestern griff Russland Odessa an.", "Russland griff gestern Odessa an."),
    ("Die Behörde ist überlastet.", "Die Behörde sei überlastet."),
    ("Russland hat 1.000 Soldaten verloren.", "Russland habe 1000 Soldaten verloren."),
    ("Russland hat 1 000 Soldaten verloren.", "Russland hat 1.000 Soldaten verloren."),
    ("Die Preise stiegen um 5 Prozent.", "Die Preise stiegen um 5 %."),
    ("Der Schaden beträgt 3 Mio. Euro.", "Der Schaden beträgt drei Millionen €."),
    ("Es gab zwei Tote und fünf Verletzte.", "Es gab 5 Verletzte und 2 Tote."),
    ("Die Gas-Pipeline ist dicht.", "Die Gas‑Pipeline ist dicht."),
    ("Die F-16 flog nach Kyjiw.", "Die F16 flog nach Kyjiw."),
    ("Eine neue Rakete fliegt über Größe und Höhe.", "Eine neue Rakete fliegt auch über Größe und Höhe."),
    ("Die Große Koalition zerbricht.", "Die Grosse Koalition zerbricht."),
    ("A\u0308rzte warnen vor dem Winter.", "Ärzte warnen vor dem Winter."),
]
NOT_THE_SAME = [
    # negations
    ("Die Rakete fliegt schnell.", "Die Rakete fliegt nicht schnell."),
    ("Es gab Verletzte.", "Es gab keine Verletzten."),
    ("Das Abkommen ist gültig.", "Das Abkommen ist ungültig."),
    ("Niemand hat das bestätigt.", "Jemand hat das bestätigt."),
    ("Die Bundeswehr liefert nie Waffen.", "Die Bundeswehr liefert Waffen."),
    ("Der Angriff erfolgte mit Warnung.", "Der Angriff erfolgte ohne Warnung."),
    # numbers
    ("Es gab 12 Tote.", "Es gab 13 Tote."),
    ("Es gab zwei Tote und fünf Verletzte.", "Es gab fünf Tote und zwei Verletzte."),
    ("Nord Stream 1 ist dicht.", "Nord Stream 2 ist dicht."),
    ("Russland hat 1.000 Soldaten verloren.", "Russland hat 10.000 Soldaten verloren."),
    ("Die Preise stiegen um 5,1 Prozent.", "Die Preise stiegen um 5,7 Prozent."),
    ("Der Schaden beträgt 3 Millionen Euro.", "Der Schaden beträgt 3 Milliarden Euro."),
    ("Der Panzer T-72 wurde zerstört.", "Der Panzer T-90 wurde zerstört."),
    ("Es sind mehr als 100 Drohnen.", "Es sind weniger als 100 Drohnen."),
    ("Die Kosten liegen über 100 Euro.", "Die Kosten liegen unter 100 Euro."),
    ("Das geschah am 24.02.2022.", "Das geschah am 24.02.2023."),
    # names
    ("Herr Schmidt hat das Gesetz gebrochen.", "Herr Schmitt hat das Gesetz gebrochen."),
    ("Die Rakete traf Odessa.", "Die Rakete traf Charkiw."),
    ("Nordkorea liefert Munition.", "Südkorea liefert Munition."),
    ("Der Iran bestreitet das.", "Der Irak bestreitet das."),
    ("Frau Müller trat zurück.", "Frau Möller trat zurück."),
    ("Lukas fährt nach Bonn.", "Luka fährt nach Bonn."),
    # who does what to whom
    ("Russland greift die Ukraine an.", "Die Ukraine greift Russland an."),
    ("Moskau wirft Kyjiw Lügen vor.", "Kyjiw wirft Moskau Lügen vor."),
    ("Der Zug fuhr von Bonn nach Kassel.", "Der Zug fuhr von Kassel nach Bonn."),
    # how sure, when, how many
    ("Die Rakete kann fliegen.", "Die Rakete könnte fliegen."),
    ("Die Rakete soll geflogen sein.", "Die Rakete ist geflogen."),
    ("Die Preise steigen.", "Die Preise sinken."),
    ("Alle Ärzte warnen.", "Einige Ärzte warnen."),
    ("Eine Rakete traf das Haus.", "Raketen trafen das Haus."),
    ("Er ist Präsident.", "Er war Präsident."),
    ("Die Bahn fährt vor dem Streik.", "Die Bahn fährt nach dem Streik."),
    ("Die Rakete fliegt schnell.", "Die Rakete fliegt schnell und hoch."),
    ("", ""),
    ("...", "!"),
]


@pytest.mark.parametrize(("left", "right"), THE_SAME)
def test_says_the_same_forgives_order_articles_and_signs(left, right):
    assert says_the_same(left, right)
    assert says_the_same(right, left)


@pytest.mark.parametrize(("left", "right"), NOT_THE_SAME)
def test_says_the_same_minds_negations_numbers_names_and_roles(left, right):
    assert not says_the_same(left, right)
    assert not says_the_same(right, left)


@given(st.text(max_size=80), st.text(max_size=80))
def test_says_the_same_bears_any_text_and_is_the_same_both_ways(left, right):
    assert says_the_same(left, right) == says_the_same(right, left)

"""
Wer darf was? Die Wahrheitstafel der Redaktion, an den echten Taten geprüft.

Eine Zeile sagt: Tat, wessen Sache, in welchem Stand, und für jede Rolle, was geschieht.

    R Redaktion   P Prüfung   C Chef:in vom Dienst   V Verwaltung   S Superuser: nie mehr als alle Rollen zusammen
    O ohne Rolle: ein Konto ohne Rolle, jemand von außen, jemand, der gegangen ist

    ja  geschieht
    –   verboten: die Rolle oder eine Regel lässt es nicht zu
    !   jetzt nicht: die Rolle dürfte es, aber nicht in diesem Stand; ein Satz sagt, was zu tun ist

„eigen, fremd“ oder mehrere Stände in einer Zeile heißt: in jedem davon dasselbe. „jeder“ und „jede“ sind alle
Stände eines Artikels und einer Prüfung. Über jeder Gruppe steht in Klammern, wie das Recht im Programm heißt.

A new act needs lines here and, for each deed that is new, a function in truth.py under the words of its line.
"""

import itertools

import pytest

from articles.workflow.permissions import ROLES
from tests.workflow import truth

pytestmark = pytest.mark.django_db

TABLE = """
                                    | wessen       | in welchem Stand                               | R  P  C  V  S  O

[see_desk]
den Schreibtisch öffnen             |              |                                                | ja ja ja ja ja –

[write_article]
einen Artikel anlegen               | eigen        | neu                                            | ja –  ja –  ja –
einen Text importieren              | eigen        | neu                                            | ja –  ja –  ja –
einen Artikel ändern                | eigen, fremd | jeder                                          | ja –  ja –  ja –
einen Artikel automatisch sichern   | eigen, fremd | Entwurf, live                                  | ja –  ja –  ja –
einen Artikel einreichen            | eigen, fremd | Entwurf, geplant, live                         | ja –  ja –  ja –
einen Artikel einreichen            | eigen, fremd | Abnahme, zurückgezogen                         | !  –  !  –  !  –
eine Fassung zurückholen            | eigen, fremd | geplant, live                                  | ja –  ja –  ja –
eine Fassung zurückholen            | eigen, fremd | zurückgezogen                                  | !  –  !  –  !  –

[review_article]
einen Artikel zurückgeben           | eigen, fremd | Abnahme                                        | –  –  ja –  ja –
einen Artikel zurückgeben           | eigen, fremd | Entwurf, geplant, live, zurückgezogen          | –  –  !  –  !  –

[publish]
einen Artikel veröffentlichen       | eigen, fremd | jeder                                          | –  –  ja –  ja –
einen Artikel einplanen             | eigen, fremd | jeder                                          | –  –  ja –  ja –
die Einplanung aufheben             | eigen, fremd | geplant                                        | –  –  ja –  ja –
die Einplanung aufheben             | eigen, fremd | Entwurf, Abnahme, live, zurückgezogen          | –  –  !  –  !  –

[correct]
einen Artikel korrigieren           | eigen, fremd | live                                           | –  –  ja –  ja –
einen Artikel korrigieren           | eigen, fremd | Entwurf, Abnahme, geplant, zurückgezogen       | –  –  !  –  !  –
einen Tippfehler beheben            | eigen, fremd | live                                           | –  –  ja –  ja –
einen Tippfehler beheben            | eigen, fremd | Entwurf, Abnahme, geplant, zurückgezogen       | –  –  !  –  !  –

[withdraw]
einen Artikel zurückziehen          | eigen, fremd | live                                           | –  –  ja –  ja –
einen Artikel zurückziehen          | eigen, fremd | Entwurf, Abnahme, geplant, zurückgezogen       | –  –  !  –  !  –

[override_gate]
die Sperre mit Begründung übergehen | eigen, fremd | gesperrt                                       | –  –  ja –  ja –
trotz Sperre veröffentlichen        | eigen, fremd | gesperrt                                       | –  –  !  –  !  –

[annotate]
eine Behauptung markieren           | eigen, fremd | jeder                                          | ja ja ja –  ja –
eine Markierung versetzen           | eigen, fremd | Entwurf, live                                  | ja ja ja –  ja –
eine Markierung lösen               | eigen, fremd | Entwurf, live                                  | ja ja ja –  ja –
eine Markierung bestätigen          | eigen, fremd | verschoben                                     | ja ja ja –  ja –
eine Markierung bestätigen          | eigen, fremd | Entwurf, live                                  | !  !  !  –  !  –
die Markierungen neu suchen         | eigen, fremd | Entwurf, live                                  | ja ja ja –  ja –

[write_claim]
eine Behauptung anlegen             |              | neu                                            | ja ja ja –  ja –
eine Behauptung ändern              | eigen, fremd | ungeprüft, geprüft                             | ja ja ja –  ja –
einen Beleg eintragen               | eigen, fremd | ungeprüft, geprüft                             | ja ja ja –  ja –
eine Anfrage eintragen              | eigen, fremd | ungeprüft, geprüft                             | ja ja ja –  ja –

[write_source]
eine Quelle anlegen                 |              | neu                                            | ja ja ja –  ja –
eine Quelle ändern                  |              | vorhanden                                      | ja ja ja –  ja –

[write_picture]
ein Bild aufnehmen                  |              | neu                                            | ja –  ja –  ja –

[write_taxonomy]
ein Thema anlegen                   |              | neu                                            | ja –  ja ja ja –
eine Autor:in anlegen               |              | neu                                            | ja –  ja ja ja –

[examine]
eine Prüfung eröffnen               | eigen, fremd | ungeprüft, geprüft                             | –  ja ja –  ja –
eine Prüfung eröffnen               | eigen, fremd | wird geprüft                                   | –  !  !  –  !  –

[edit_factcheck]
eine Prüfung speichern              | eigen        | in Arbeit, zurück                              | –  ja ja –  ja –
eine Prüfung speichern              | eigen        | eingereicht, gilt, abgelöst, aufgegeben        | –  !  !  –  !  –
eine Prüfung speichern              | fremd        | jede                                           | –  –  –  –  –  –
eine Prüfung einreichen             | eigen        | in Arbeit, zurück                              | –  ja ja –  ja –
eine Prüfung einreichen             | eigen        | eingereicht, gilt, abgelöst, aufgegeben        | –  !  !  –  !  –
eine Prüfung einreichen             | fremd        | jede                                           | –  –  –  –  –  –

[approve_factcheck]
eine Prüfung freigeben              | eigen        | jede                                           | –  –  –  –  –  –
eine Prüfung freigeben              | fremd        | eingereicht                                    | –  ja ja –  ja –
eine Prüfung freigeben              | fremd        | in Arbeit, zurück, gilt, abgelöst, aufgegeben  | –  !  !  –  !  –
eine Prüfung zurückgeben            | eigen        | jede                                           | –  –  –  –  –  –
eine Prüfung zurückgeben            | fremd        | eingereicht                                    | –  ja ja –  ja –
eine Prüfung zurückgeben            | fremd        | in Arbeit, zurück, gilt, abgelöst, aufgegeben  | –  !  !  –  !  –

[withdraw_factcheck]
eine Prüfung zurückziehen           | eigen        | in Arbeit, zurück, eingereicht                 | –  ja ja –  ja –
eine Prüfung zurückziehen           | eigen        | gilt                                           | –  –  ja –  ja –
eine Prüfung zurückziehen           | eigen        | abgelöst, aufgegeben                           | –  !  !  –  !  –
eine Prüfung zurückziehen           | fremd        | in Arbeit, zurück, eingereicht, gilt           | –  –  ja –  ja –
eine Prüfung zurückziehen           | fremd        | abgelöst, aufgegeben                           | –  –  !  –  !  –

[manage_house]
ein Ressort anlegen                 |              | neu                                            | –  –  –  ja ja –
eine Bewertung der Skala ändern     |              | vorhanden                                      | –  –  –  ja ja –
eine Pflichtseite schreiben         |              | vorhanden                                      | –  –  –  ja ja –
ein Konto anlegen                   |              | neu                                            | –  –  –  ja ja –
ein Konto stilllegen                | fremd        | offen                                          | –  –  –  ja ja –
ein Konto stilllegen                | eigen        | offen                                          | –  –  –  !  !  –

[delete]
einen Artikel löschen               | eigen, fremd | Entwurf                                        | –  –  ja –  ja –
einen Artikel löschen               | eigen, fremd | geplant, live, zurückgezogen                   | –  –  !  –  !  –
eine Behauptung löschen             | eigen, fremd | ungeprüft                                      | –  –  ja –  ja –
eine Behauptung löschen             | eigen, fremd | wird geprüft, geprüft                          | –  –  !  –  !  –
ein Thema löschen                   |              | vorhanden                                      | –  –  ja ja ja –
ein Ressort löschen                 |              | vorhanden                                      | –  –  –  ja ja –
eine Quelle löschen                 |              | vorhanden                                      | –  –  ja –  ja –

[assign_factcheck]
eine Prüfung übergeben              | eigen        | in Arbeit, zurück, eingereicht                 | –  ja ja –  ja –
eine Prüfung übergeben              | fremd        | in Arbeit, zurück, eingereicht                 | –  –  ja –  ja –
eine Prüfung übergeben              | eigen        | gilt, abgelöst, aufgegeben                     | –  !  !  –  !  –
eine Prüfung übergeben              | fremd        | gilt, abgelöst, aufgegeben                     | –  –  !  –  !  –

[reopen_factcheck]
eine Prüfung wieder aufnehmen       | eigen        | zurück, aufgegeben                             | –  ja ja –  ja –
eine Prüfung wieder aufnehmen       | fremd        | zurück, aufgegeben                             | –  –  ja –  ja –
eine Prüfung wieder aufnehmen       | eigen, fremd | gilt                                           | –  ja ja –  ja –
eine Prüfung wieder aufnehmen       | eigen, fremd | abgelöst                                       | –  !  !  –  !  –
eine Prüfung wieder aufnehmen       | eigen        | in Arbeit, eingereicht                         | –  !  !  –  !  –
eine Prüfung wieder aufnehmen       | fremd        | in Arbeit, eingereicht                         | –  –  !  –  !  –

[ask_opinion]
um eine Zweitmeinung bitten         | eigen        | in Arbeit, eingereicht, zurück                 | –  ja ja –  ja –
um eine Zweitmeinung bitten         | fremd        | in Arbeit, eingereicht, zurück                 | –  –  ja –  ja –
um eine Zweitmeinung bitten         | eigen        | gilt, abgelöst, aufgegeben                     | –  !  !  –  !  –
um eine Zweitmeinung bitten         | fremd        | gilt, abgelöst, aufgegeben                     | –  –  !  –  !  –

[give_opinion]
eine Zweitmeinung abgeben           | eigen        | erbeten                                        | –  ja ja –  ja –
eine Zweitmeinung abgeben           | eigen        | abgegeben                                      | –  !  !  –  !  –
eine Zweitmeinung abgeben           | fremd        | erbeten, abgegeben                             | –  –  –  –  –  –

[take_back_request]
eine Bitte zurücknehmen             | eigen        | erbeten                                        | –  –  –  –  –  –
eine Bitte zurücknehmen             | fremd        | erbeten                                        | –  –  ja –  ja –
eine Bitte zurücknehmen             | fremd        | abgegeben                                      | –  –  !  –  !  –

[dismiss]
eine Fundstelle verwerfen           | eigen, fremd | auffällig                                      | ja ja ja –  ja –
eine Fundstelle verwerfen           | eigen, fremd | erledigt                                       | !  !  !  –  !  –

[publish_reply]
eine Gegendarstellung drucken       | eigen, fremd | live                                           | –  –  ja –  ja –
eine Gegendarstellung drucken       | eigen, fremd | Entwurf, zurückgezogen                         | –  –  !  –  !  –

[end_reply]
eine Gegendarstellung beenden       |              | ohne Anlass                                    | –  –  ja –  ja –
eine Gegendarstellung beenden       |              | behauptet, beendet                             | –  –  !  –  !  –

[merge_claims]
zwei Behauptungen zusammenlegen     | eigen, fremd | ungeprüft, geprüft, wird geprüft               | –  ja ja –  ja –
eine Zusammenlegung aufheben        | eigen, fremd | zusammengelegt                                 | –  ja ja –  ja –
eine Zusammenlegung aufheben        | eigen, fremd | ungeprüft                                      | –  !  !  –  !  –

[settle_point]
einen offenen Punkt erledigen       | eigen        | offen                                          | ja ja ja ja ja –
einen offenen Punkt erledigen       | eigen        | erledigt                                       | !  !  !  !  !  –
einen offenen Punkt erledigen       | fremd        | offen                                          | –  –  ja –  ja –
einen offenen Punkt erledigen       | fremd        | erledigt                                       | –  –  !  –  !  –

[override_sources]
die Zwei-Quellen-Regel übergehen    | eigen, fremd | zu wenig                                       | –  –  ja –  ja –
die Zwei-Quellen-Regel übergehen    | eigen, fremd | gilt                                           | –  –  !  –  !  –
"""
PEOPLE = {
    "R": "Redaktion",
    "P": "Prüfung",
    "C": "CvD",
    "V": "Verwaltung",
    "S": "Superuser",
    "O": "ohne Rolle",
}
OUTCOMES = {"ja": "ja", "–": "nein", "!": "jetzt nicht"}
EVERY = {
    "jeder": "Entwurf, Abnahme, geplant, live, zurückgezogen",
    "jede": "in Arbeit, zurück, eingereicht, gilt, abgelöst, aufgegeben",
}


def lines():
    """Return the table's lines as (right, deed, whose, states, outcome by person)."""
    head, *rows = [line for line in TABLE.splitlines() if line.strip()]
    letters, right, found = cells(head)[-1].split(), "", []
    for row in rows:
        if row.startswith("["):
            right = row.strip("[]")
            continue
        deed, whose, states, signs = cells(row)
        outcomes = [OUTCOMES[sign] for sign in signs.split()]
        found.append((right, deed, whose, states, dict(zip(map(PEOPLE.get, letters), outcomes, strict=True))))
    return found


def cells(row):
    return [cell.strip() for cell in row.split("|")]


def cases(whose, states):
    return list(itertools.product(whose.split(", "), EVERY.get(states, states).split(", ")))


def size():
    """Return how many single cases the table decides; „ohne Rolle“ stands for three kinds of people."""
    return sum(
        len(cases(whose, states)) * sum(len(truth.PEOPLE[person]) for person in outcomes)
        for _, _, whose, states, outcomes in lines()
    )


def test_table_names_every_right_and_every_deed_of_it():
    assert {right for right, *_ in lines()} == set(ROLES)
    assert {deed for _, deed, *_ in lines()} == set(truth.DEEDS)


def test_table_is_written_in_its_own_words_and_decides_each_case_once():
    decided = [(deed, *case) for _, deed, whose, states, _ in lines() for case in cases(whose, states)]

    assert {word for *_, outcomes in lines() for word in outcomes.values()} == {"ja", "nein", "jetzt nicht"}
    assert len(decided) == len(set(decided))
    assert size() >= 1300


@pytest.mark.parametrize(("right", "deed", "whose", "states", "outcomes"), lines())
def test_deeds_do_what_the_table_says(right, deed, whose, states, outcomes):
    people = [(person, maker()) for person in outcomes for maker in truth.PEOPLE[person]]

    found = {
        case: list(zip(names(people), truth.outcomes(deed, *case, [user for _, user in people]), strict=True))
        for case in cases(whose, states)
    }

    assert found == {case: [(name, outcomes[name]) for name in names(people)] for case in cases(whose, states)}


def names(people):
    return [name for name, _ in people]

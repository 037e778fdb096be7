"""Answer words from worst to best, as questionnaires of many languages print them."""

import pytest

from data.importing.ladders import match

LADDERS = [  # from the worst answer to the best, all of them
    "Not at all satisfied / Not very satisfied / Fairly satisfied / Very satisfied",
    "Not at all satisfied / Not so satisfied / Somewhat satisfied / Very satisfied / "
    "Extremely satisfied",
    "Not at all clean / Not very clean / Fairly clean / Very clean",
    "Not responsive at all / Slightly responsive / Moderately responsive / Very responsive / "
    "Extremely responsive",
    "Definitely not / Probably not / Probably yes / Definitely yes",
    "Poor / Average / Good / Very good",
    "Very unsafe / Unsafe / Neutral / Safe / Very safe",
    "sehr unzufrieden / unzufrieden / teils/teils / zufrieden / sehr zufrieden",
    "Stimme gar nicht zu / Stimme eher nicht zu / Stimme eher zu / Stimme voll und ganz zu",
    "trifft gar nicht zu / trifft eher nicht zu / teils/teils / trifft eher zu / trifft voll zu",
    "ungenügend / mangelhaft / ausreichend / befriedigend / gut / sehr gut",
    "Pas du tout satisfait / Plutôt insatisfait / Plutôt satisfait / Très satisfait",
    "Pas du tout d'accord / Plutôt pas d’accord / Plutôt d'accord / Tout à fait d'accord",
    "Muy insatisfecho/a / Insatisfecho/a / Neutral / Satisfecho/a / Muy satisfecho/a",
    "Totalmente en desacuerdo / En desacuerdo / Ni de acuerdo ni en desacuerdo / De acuerdo / "
    "Totalmente de acuerdo",
    "Malo / Regular / Bueno / Excelente",
    "Péssimo / Ruim / Regular / Bom / Ótimo",
    "Discordo totalmente / Discordo / Neutro / Concordo / Concordo totalmente",
    "Per niente / Poco / Abbastanza / Molto",
    "Zeer ontevreden / Ontevreden / Neutraal / Tevreden / Zeer tevreden",
    "Zdecydowanie nie / Raczej nie / Trudno powiedzieć / Raczej tak / Zdecydowanie tak",
    "Полностью не удовлетворена / Скорее не удовлетворена / Скорее удовлетворена / "
    "Полностью удовлетворена",
    "とても不満 / 不満 / どちらともいえない / 満足 / とても満足",
    "全くそう思わない / あまりそう思わない / どちらともいえない / ややそう思う / とてもそう思う",
    "매우 불만족 / 불만족 / 보통 / 만족 / 매우 만족",
    "전혀 그렇지 않다 / 그렇지 않다 / 보통이다 / 그렇다 / 매우 그렇다",
    "Rất không hài lòng / Không hài lòng / Bình thường / Hài lòng / Rất hài lòng",
    "Sangat tidak puas / Tidak puas / Cukup puas / Puas / Sangat puas",
    "Kesinlikle katılmıyorum / Katılmıyorum / Kararsızım / Katılıyorum / Kesinlikle katılıyorum",
]


@pytest.mark.parametrize("words", LADDERS)
def test_the_words_of_a_ladder_stand_in_order(words):
    labels = words.split(" / ")
    ladder, rungs = match(reversed(labels))
    assert len(ladder.rungs) == len(labels)
    assert [rungs[label] for label in labels] == list(range(1, len(labels) + 1))


@pytest.mark.parametrize(
    ("words", "rungs"),
    [
        ("zufrieden / sehr zufrieden", [4, 5]),  # nobody chose the rungs below
        ("Très bien / Moyen / Bien", [5, 3, 4]),
        ("gar nicht / eher selten / sehr häufig", [1, 3, 6]),
    ],
)
def test_a_rung_nobody_chose_still_counts(words, rungs):
    labels = words.split(" / ")
    found = match(labels)
    assert [found[1][label] for label in labels] == rungs


@pytest.mark.parametrize(
    "words", ["Very dark / Fairly dark / Blue", "Centro / Norte", "puas / Anda"]
)
def test_other_words_are_no_ladder(words):
    assert match(words.split(" / ")) is None

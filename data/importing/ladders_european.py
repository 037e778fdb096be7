"""Answer words from worst to best in European languages other than English.

Each family lists seven rungs, from the lowest to the highest; a rung's wordings are separated by
`|`. Questionnaires use three, four, five or all seven of them.
"""

from __future__ import annotations

from data.importing.rungs import graded, inflected

GERMAN_MIDDLE = (
    "neutral|teils teils|teilsteils|weder noch|mittelmäßig|mittel|unentschieden|unentschlossen|"
    "geht so|teilweise"
)
GERMAN_AGREE = (
    "stimme gar nicht zu|stimme überhaupt nicht zu|stimme absolut nicht zu|lehne voll ab",
    "stimme nicht zu|lehne ab",
    "stimme eher nicht zu|stimme weniger zu|stimme kaum zu|lehne eher ab",
    f"{GERMAN_MIDDLE}|stimme teils zu|stimme teilweise zu|stimme teils teils zu",
    "stimme eher zu|stimme etwas zu|stimme größtenteils zu|stimme überwiegend zu",
    "stimme zu",
    "stimme voll zu|stimme voll und ganz zu|stimme völlig zu|stimme vollständig zu|"
    "stimme vollkommen zu|stimme absolut zu|stimme sehr zu|stimme stark zu",
)
GERMAN = [
    *graded(
        "sehr unzufrieden|völlig unzufrieden|äußerst unzufrieden|gar nicht zufrieden|"
        "überhaupt nicht zufrieden",
        "unzufrieden|nicht zufrieden",
        "eher unzufrieden|weniger zufrieden|eher nicht zufrieden",
        f"{GERMAN_MIDDLE}|weder zufrieden noch unzufrieden",
        "eher zufrieden|ziemlich zufrieden|größtenteils zufrieden",
        "zufrieden",
        "sehr zufrieden|völlig zufrieden|vollkommen zufrieden|äußerst zufrieden|"
        "voll und ganz zufrieden",
    ),
    *graded(*GERMAN_AGREE),
    *graded(*(rung.replace("stimme", "trifft") for rung in GERMAN_AGREE)),
    *graded(
        "sehr unwichtig|überhaupt nicht wichtig|gar nicht wichtig",
        "unwichtig|nicht wichtig",
        "eher unwichtig|weniger wichtig",
        f"{GERMAN_MIDDLE}",
        "eher wichtig",
        "wichtig",
        "sehr wichtig|äußerst wichtig",
    ),
    "ungenügend / mangelhaft / ausreichend / befriedigend / gut / sehr gut",
    f"sehr schlecht / schlecht|eher schlecht / {GERMAN_MIDDLE}|durchschnittlich|okay|ok / "
    "gut|eher gut / sehr gut|ausgezeichnet|hervorragend",
    "nie|niemals / selten|fast nie / manchmal|gelegentlich|ab und zu / oft|häufig|meistens / "
    "immer|sehr oft|sehr häufig",
    "gar nicht|nie / selten|sehr selten / eher selten / eher häufig / häufig / sehr häufig",
]
FRENCH = [
    *inflected(
        (
            "très insatisfait|pas du tout satisfait|tout à fait insatisfait|"
            "extrêmement insatisfait",
            "insatisfait|pas satisfait|peu satisfait",
            "plutôt insatisfait|plutôt pas satisfait|assez insatisfait",
            "neutre|ni satisfait ni insatisfait|moyennement satisfait|mitigé",
            "plutôt satisfait|assez satisfait",
            "satisfait",
            "très satisfait|tout à fait satisfait|extrêmement satisfait|entièrement satisfait|"
            "totalement satisfait",
        ),
        "satisfait",
        "satisfaite",
        "satisfaits",
        "satisfaites",
    ),
    *graded(
        "pas du tout d'accord|tout à fait en désaccord|fortement en désaccord|"
        "totalement en désaccord",
        "pas d'accord|en désaccord",
        "plutôt pas d'accord|plutôt en désaccord|peu d'accord",
        "neutre|ni d'accord ni pas d'accord|ni d'accord ni en désaccord|"
        "ni en accord ni en désaccord|indécis",
        "plutôt d'accord|assez d'accord",
        "d'accord|en accord",
        "tout à fait d'accord|totalement d'accord|entièrement d'accord|fortement d'accord|"
        "très d'accord",
    ),
    "très mauvais|très mauvaise / mauvais|mauvaise|médiocre|insuffisant / moyen|moyenne|passable|"
    "correct|correcte / bon|bonne|bien|satisfaisant / très bon|très bonne|très bien|excellent|"
    "excellente",
    "jamais / rarement / parfois|quelquefois|de temps en temps / souvent / toujours|très souvent",
]
SPANISH = [
    *inflected(
        (
            "muy insatisfecho|totalmente insatisfecho|nada satisfecho|completamente insatisfecho",
            "insatisfecho|poco satisfecho",
            "algo insatisfecho",
            "neutral|neutro|ni satisfecho ni insatisfecho|indiferente|regular",
            "algo satisfecho|bastante satisfecho",
            "satisfecho",
            "muy satisfecho|totalmente satisfecho|completamente satisfecho",
        ),
        "satisfecho",
        "satisfecha",
        "satisfechos",
    ),
    *graded(
        "totalmente en desacuerdo|muy en desacuerdo|completamente en desacuerdo|nada de acuerdo",
        "en desacuerdo|poco de acuerdo",
        "algo en desacuerdo|parcialmente en desacuerdo",
        "ni de acuerdo ni en desacuerdo|ni en acuerdo ni en desacuerdo|neutral|neutro|"
        "indiferente|indeciso",
        "algo de acuerdo|parcialmente de acuerdo|bastante de acuerdo",
        "de acuerdo",
        "totalmente de acuerdo|muy de acuerdo|completamente de acuerdo",
    ),
    "malo|mala / regular / bueno|buena / excelente|muy bueno|muy buena",
    "malo|mala|deficiente / regular / bueno|buena / muy bueno|muy buena / excelente",
    "muy malo|muy mala|muy mal|pésimo|pésima|muy deficiente / malo|mala|mal|deficiente / regular|"
    "aceptable|normal / bueno|buena|bien / muy bueno|muy buena|muy bien|excelente",
    "nunca / rara vez|casi nunca|raramente / a veces|algunas veces|ocasionalmente / "
    "frecuentemente|a menudo|casi siempre|con frecuencia / siempre",
]
PORTUGUESE = [
    *inflected(
        (
            "muito insatisfeito|totalmente insatisfeito|extremamente insatisfeito",
            "insatisfeito|pouco satisfeito",
            "parcialmente insatisfeito",
            "neutro|nem satisfeito nem insatisfeito|indiferente|regular|mais ou menos",
            "parcialmente satisfeito",
            "satisfeito",
            "muito satisfeito|totalmente satisfeito|extremamente satisfeito",
        ),
        "satisfeito",
        "satisfeita",
        "satisfeitos",
    ),
    *graded(
        "discordo totalmente|discordo completamente|discordo plenamente|discordo fortemente",
        "discordo",
        "discordo parcialmente|discordo em parte",
        "não concordo nem discordo|nem concordo nem discordo|nem discordo nem concordo|neutro|"
        "indiferente",
        "concordo parcialmente|concordo em parte",
        "concordo",
        "concordo totalmente|concordo completamente|concordo plenamente|concordo fortemente",
    ),
    "ruim / regular / bom|boa / ótimo|ótima|excelente|muito bom|muito boa",
    "péssimo|péssima|muito ruim / ruim|mau / regular|razoável|médio / bom|boa / ótimo|ótima|"
    "muito bom|muito boa|excelente",
    "nunca / raramente|quase nunca / às vezes|ocasionalmente / frequentemente|muitas vezes|"
    "quase sempre / sempre",
]
ITALIAN = [
    *inflected(
        (
            "molto insoddisfatto|per niente soddisfatto|per nulla soddisfatto",
            "insoddisfatto|poco soddisfatto|non soddisfatto",
            "abbastanza insoddisfatto",
            "neutro|neutrale|né soddisfatto né insoddisfatto|indifferente",
            "abbastanza soddisfatto",
            "soddisfatto",
            "molto soddisfatto|completamente soddisfatto|pienamente soddisfatto",
        ),
        "soddisfatto",
        "soddisfatta",
        "soddisfatti",
    ),
    *graded(
        "per niente d'accordo|totalmente in disaccordo|fortemente in disaccordo|"
        "completamente in disaccordo",
        "in disaccordo|poco d'accordo|non d'accordo",
        "abbastanza in disaccordo|parzialmente in disaccordo",
        "né d'accordo né in disaccordo|neutrale|neutro|incerto",
        "abbastanza d'accordo|parzialmente d'accordo",
        "d'accordo",
        "molto d'accordo|totalmente d'accordo|completamente d'accordo|fortemente d'accordo|"
        "pienamente d'accordo",
    ),
    "per niente|per nulla / poco / abbastanza / molto|moltissimo",
    "pessimo|pessima|molto scarso / scarso|scarsa|insufficiente / sufficiente|discreto|discreta / "
    "buono|buona / ottimo|ottima|eccellente",
]
DUTCH = [
    *graded(
        "zeer ontevreden|heel ontevreden|erg ontevreden",
        "ontevreden|niet tevreden",
        "enigszins ontevreden|eerder ontevreden",
        "neutraal|niet tevreden niet ontevreden|noch tevreden noch ontevreden",
        "enigszins tevreden|eerder tevreden",
        "tevreden",
        "zeer tevreden|heel tevreden|erg tevreden",
    ),
    *graded(
        "helemaal mee oneens|zeer mee oneens|volledig mee oneens|helemaal oneens",
        "mee oneens|oneens|niet mee eens",
        "enigszins mee oneens|eerder oneens",
        "neutraal|niet mee eens niet mee oneens|noch eens noch oneens",
        "enigszins mee eens|eerder eens",
        "mee eens|eens",
        "helemaal mee eens|zeer mee eens|volledig mee eens|helemaal eens",
    ),
    "zeer slecht / slecht / matig|redelijk|neutraal|voldoende / goed / zeer goed|uitstekend",
]
POLISH = [
    "zdecydowanie nie / raczej nie / trudno powiedzieć|ani tak ani nie / raczej tak / "
    "zdecydowanie tak",
    "bardzo niezadowolony|bardzo niezadowolona / niezadowolony|niezadowolona / neutralny|neutralna|"
    "neutralnie / zadowolony|zadowolona / bardzo zadowolony|bardzo zadowolona",
    "bardzo źle|bardzo zła / źle|zła / średnio|przeciętnie|przeciętna / dobrze|dobra / "
    "bardzo dobrze|bardzo dobra",
]
RUSSIAN = [
    *inflected(
        (
            "полностью не удовлетворен|совсем не удовлетворен|совершенно не удовлетворен|"
            "очень недоволен",
            "не удовлетворен|недоволен|неудовлетворен",
            "скорее не удовлетворен|скорее недоволен|скорее неудовлетворен",
            "нейтрально|и да и нет|ни да ни нет",
            "скорее удовлетворен|скорее доволен",
            "удовлетворен|доволен",
            "полностью удовлетворен|очень доволен|очень удовлетворен|совершенно удовлетворен",
        ),
        "удовлетворен",
        "удовлетворена",
    ),
    *inflected(
        (
            "полностью не согласен|совершенно не согласен|категорически не согласен",
            "не согласен",
            "скорее не согласен",
            "нейтрально|и да и нет|отчасти согласен",
            "скорее согласен",
            "согласен",
            "полностью согласен|совершенно согласен",
        ),
        "согласен",
        "согласна",
    ),
    "очень плохо / плохо / удовлетворительно|нормально|средне / хорошо / отлично|очень хорошо",
]
SOURCES = [
    *GERMAN, *FRENCH, *SPANISH, *PORTUGUESE, *ITALIAN, *DUTCH, *POLISH, *RUSSIAN,
]  # fmt: skip

"""The words by which a hint knows a solution, an action, a figure, a learning: English, German, French.

A sheet in another language gets none of the hints that read words. The patterns are narrow on purpose: a
hint that is missed costs nothing, a wrong one costs the trust in all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOOLS_EN = (
    r"(?:crm|erp|apps?|campaigns?|websites?|web ?shops?|tools?|software|systems?|platforms?|portals?"
    r"|chatbots?|dashboards?|newsletters?|price lists?|trainings?|workshops?|brochures?|landing pages?"
    r"|(?:loyalty|referral|training|partner) program(?:me)?s?)"
)
_BEGIN_EN = (
    r"(?:introduc(?:e|ing)|implement(?:ing)?|roll(?:ing)? ?-?out|launch(?:ing)?"
    r"|relaunch(?:ing)?|deploy(?:ing)?|build(?:ing)?|creat(?:e|ing)|develop(?:ing)?|set(?:ting)? up"
    r"|install(?:ing)?|redesign(?:ing)?|buy(?:ing)?|hir(?:e|ing)|automat(?:e|ing)"
    r"|establish(?:ing)?|migrat(?:e|ing) to)"
)
_THING_EN = r"(?:an?|the|our|new|more|another|one|two|three)"
_TOOLS_DE = (
    r"(?:crm|(?:\w*-)?apps?|\w*kampagnen?|web(?:site|seite|shop)s?|tools?|\w*software|\w*systeme?"
    r"|\w*plattform(?:en)?|\w*portale?|chatbots?|newsletter|preislisten?|\w*schulung(?:en)?|broschüren?)"
)
_END_DE = (
    r"(?:einführen|einzuführen|ausrollen|implementieren|entwickeln|aufbauen|starten|launchen|lancieren|erstellen"
    r"|einrichten|beschaffen|anschaffen|aufsetzen|etablieren|durchführen)"
)
_BEGIN_FR = (
    r"(?:mettre en place|lancer|introduire|déployer|créer|développer|installer|implémenter|refondre|acheter"
    r"|automatiser)"
)
_TOOLS_FR = (
    r"(?:crm|application|appli|campagne|site(?: web)?|outil|logiciel|système|plateforme|portail|newsletter"
    r"|infolettre|formation|brochure)s?"
)


@dataclass(frozen=True)
class Language:
    """The patterns of one language; all are searched without regard to case.

    `begun` is a solution whatever follows. `named` is one unless the title also says something about it
    (`says`): “New CRM for dealers”, but not “New CRM loses the contacts of dealers”. `action` begins or ends
    a goal that is an action; where a `cause` is named, `tested` says that there is proof.
    """

    begun: re.Pattern[str]
    named: re.Pattern[str]
    says: re.Pattern[str]
    action: re.Pattern[str]
    number: re.Pattern[str]
    compared: re.Pattern[str]
    cause: re.Pattern[str]
    tested: re.Pattern[str]
    learned: re.Pattern[str]


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_ENGLISH = Language(
    begun=_pattern(
        rf"^{_BEGIN_EN} {_THING_EN}\b",
        rf"\b(?<!not )(?<!longer )needs? (?:an?|another|more|new) (?:[\w-]+ ){{0,2}}{_TOOLS_EN}\b",
        r"^(?:keep|maintain|sustain) (?:the|our) .*"
        r"\b(?:healthy|running|alive|going|working|in use|up to date)\b",
    ),
    named=_pattern(
        rf"^{_BEGIN_EN} \w",
        r"^(?:introduction|implementation|roll-?out|launch|relaunch|creation|redesign|automation) of\b",
        rf"^(?:an? |the |our |one )?(?:new|better|modern|improved) (?:[\w-]+ ){{0,2}}{_TOOLS_EN}"
        r"(?: (?:for|in|to|on)\b|$)",
        rf"^(?:(?:marketing|e-?mail|mobile|sales|loyalty|online|social media|image|advertising|customer) )?"
        rf"{_TOOLS_EN}(?: (?:for|to)\b|$)",
    ),
    says=_pattern(
        r"\b(?:is|are|was|were|has|have|had|do|does|did|will|can|cannot|not|no|none|never|nobody|nothing|without"
        r"|why|when|after|before|until|because|too|fewer|less|late|slow|lost|unused|missing|failed|ends?|helps?"
        r"|needs?|lets?|keeps?|gives?|reach(?:es)?|stay(?:s)?|go(?:es)?|comes?|finds?|reads?|uses?|works?|sells?"
        r"|takes?|costs?|makes?|brings?|loses?|lose|fails?|falls?|drops?|stops?|stalls?|waits?|leaves?|leave"
        r"|declines?|shrinks?|misse?s?|confuses?|annoys?|ignores?|forgets?|varies|vary)\b",
    ),
    action=_pattern(
        r"^(?:introduce|implement|roll out|develop|create|build|set up|organi[sz]e|establish|install|hire"
        r"|improve|increase|strengthen|optimi[sz]e|raise|reduce|boost|redesign|automate|educate) \w",
        r"^(?:launch|train|hold|send|write|call|visit|run|give|start|make) (?:an?|the|our|all|each|every|more"
        r"|new|two|three|regular|weekly|monthly|customers?|dealers?|people|staff|sales)\b",
    ),
    number=_pattern(
        r"\b(?:half|(?:a|one|two) thirds?|(?:a|one|three) quarters? of|one in|two|three|four|five|six|seven"
        r"|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|per ?cent|twice|double)\b",
    ),
    compared=_pattern(
        r"\b(?:against|vs|versus|from|before|instead of|up from|down from|was|were|compared)\b"
    ),
    cause=_pattern(r"\b(?:root )?causes?\b"),
    tested=_pattern(
        r"(?<!not )(?<!never )\b(?:test(?:s|ed)?|verified|prov(?:ed|en)|proof|tried|facts?|checked|confirmed"
        r"|likely|asked|measured|counted|shown|read again)\b",
    ),
    learned=_pattern(
        r"\b(?:learn(?:ed|t|s|ing|ings)?|lessons?|insights?|understood|now know|did not know|surpris\w*"
        r"|next time|looking back|in hindsight)\b"
    ),
)

_GERMAN = Language(
    begun=_pattern(
        r"^(?:einführung|implementierung|einrichtung|aufbau|entwicklung|anschaffung) eine[sr]\b"
        r"(?!.*\b(?:ist|sind|hat|haben|dauert|stockt|scheitert|kostet|bringt|macht|nicht|keine?n?)\b)",
        rf"\bbrauch(?:t|en) (?:eine?n? )?(?:neue[sn]? )?{_TOOLS_DE}$",
    ),
    named=_pattern(
        rf"^[^,:–?]*\b{_END_DE}$",
        r"^(?:einführung|implementierung|rollout|roll-out|launch|relaunch) (?:von|vom|des|der|neuer)\b",
        rf"^(?:eine? )?neue[sr]? (?:[\w-]+ )?{_TOOLS_DE}(?: (?:für|im|in)\b|$)",
    ),
    says=_pattern(
        r"\b(?:ist|sind|war|waren|hat|haben|wird|werden|dauert|stockt|scheitert|kostet|bringt|macht|führt|verliert"
        r"|verlieren|fehlt|fehlen|springen|kommen|kommt|bleibt|bleiben|können|kann|wollen|will|müssen|sollen|möchten"
        r"|nicht|nie|keine?[nrms]?|ohne|zu|wenige?|weniger|warum|wie|wenn|weil|bevor|nachdem|spät|später)\b",
    ),
    action=_pattern(
        rf"^(?!.*\b(?:nicht|keine?n?|weil|ursache)\b).*\b(?:{_END_DE[3:-1]}|schulen|umsetzen|verbessern|steigern"
        r"|erhöhen|optimieren|stärken|senken)$",
        r"^(?:einführung|durchführung|verbesserung|steigerung|optimierung|erstellung)"
        r" (?:von|vom|des|der|eine[sr])\b",
    ),
    number=_pattern(
        r"\b(?:halb\w*|hälfte|drittel|viertel|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzend\w*"
        r"|hunderte?|tausende?|millionen|prozent|doppelt\w*)\b",
    ),
    compared=_pattern(r"\b(?:gegen|gegenüber|statt|vorher|zuvor|früher|von|war|waren|verglichen)\b"),
    cause=_pattern(r"\b\w*ursachen?\b"),
    tested=_pattern(
        r"(?<!nicht )(?<!nie )\b(?:tests?|getestet|geprüft|belegt|bewiesen|beleg|nachweis|versuch|bestätigt"
        r"|gemessen|gezählt|gefragt|tatsache)\b",
    ),
    learned=_pattern(
        r"\b(?:gelernt\w*|lernen|lehre|erkenntnis\w*|überrasch\w*|nächstes mal|wir wissen|rückblick\w*)\b"
    ),
)

_FRENCH = Language(
    begun=_pattern(rf"^{_BEGIN_FR} (?:une?\b|l[ea]s?\b|l['’]|des?\b|du\b|notre\b|nos\b|d['’])"),
    named=_pattern(
        r"^(?:mise en place|lancement|introduction|déploiement|création|refonte) (?:d['’]|de\b|du\b|des\b)",
        rf"^(?:une? )?nouve(?:au|l|lle)s? (?:[\w-]+ )?{_TOOLS_FR}(?: (?:pour|dans|de)\b|$)",
    ),
    says=_pattern(
        r"\b(?:est|sont|était|a|ont|ne|pas|sans|trop|prend|prennent|dure|coûte|échoue|tarde|perd|perdent|quittent"
        r"|quitte|manque|reste|restent|pourquoi|quand|avant|après|parce|peu|moins)\b|\bn['’]",
    ),
    action=_pattern(
        rf"^(?:{_BEGIN_FR[3:-1]}|organiser|former|améliorer|augmenter|renforcer|optimiser|réduire) \w",
        r"^(?:mise en place|création|amélioration|organisation) (?:d['’]|de\b|du\b|des\b)",
    ),
    number=_pattern(
        r"\b(?:moitié|(?:un|deux) tiers|(?:un|trois) quarts?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
        r"|onze|douze|douzaine|cent|cents|mille|millions?|pour cent|double)\b",
    ),
    compared=_pattern(r"\b(?:contre|avant|au lieu de|était|étaient|de|comparé\w*)\b"),
    cause=_pattern(r"\bcauses?\b"),
    tested=_pattern(
        r"(?<!pas )(?<!jamais )\b(?:tests?|testée?s?|vérifiée?s?|preuves?|prouvée?s?|essai|confirmée?s?"
        r"|mesurée?s?|comptée?s?|demandé)\b",
    ),
    learned=_pattern(
        r"\b(?:appris|leçons?|apprentissages?|retenons|retenu|enseignements?|surpri\w*|la prochaine fois)\b"
    ),
)

#: By the first part of the sheet's language: “fr” for “fr-CA”.
LANGUAGES: Final = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH}

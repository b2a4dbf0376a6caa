"""The catalogues: complete, used, and with the same gaps to fill in every language."""

import re
from datetime import date
from pathlib import Path

import pytest

from data import contract
from data.model import RULES, Cell, Link, Period, Plan, State, Status
from data.reading import load
from data.text import words
from tests.support.readings import shipped

ROOT = Path(__file__).parent.parent
CODE = "\n".join(
    path.read_text("utf-8")
    for folder in ("components", "pages", "data")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".html", ".xml")
)
OTHERS = [code for code in words.languages() if code != words.FALLBACK]
FORMER = re.compile(
    r"(?i:\b(?:steps?|kinds?|choices?|on record|up to date|delivered|under way|stands?|headline"
    r"|dossiers?|caveats?|silent)\b)|member states?"
)
"""Former English words; now milestone, type, selection, recorded, on schedule, confirmed, ..."""

BANNED = {
    "en": r"(?i:without news|no news\b|brought nothing|(?:is|are|be) to come\b|how exactly"
    r"|as exactly|called up again|rests on one|speaks? of an? |\bour (?:own|inference|arithmetic)"
    r"|contract 2|ministerial(?=[.:]| of\b)|(?:day|date|days|start) (?:is|are) not shown"
    r"|\be-mails?\b|on a day not known|\bby us\b|implementing activity|on the public record"
    r"|\bowes?\b)|\bWe\b|Baseline: ",
    "es": r"(?i:sin noticias|con una sola fuente|día conocido|ya existentes? antes|fecha vencida"
    r"|lo vencido|datos vigentes|edici[oó]n(?:es)? congelada|congelar una edición"
    r"|huella de los datos|(?:resumen|inferencia|cálculo|asignación) propi[oa]|por venir\b"
    r"|lista fija de pasos|otro paso|cronología|una clasificación"
    r"|estados? (?:miembros? )?del clasi|línea de base|(?:inferencia|suposición) nuestra"
    r"|suposición propia|acción propia|informe propio|\bla parte de la ue\b|del lado de la ue\b"
    r"|(?:a la espera|pendientes?) de una segunda fuente|con confirmación\b|celebrad[oa]s?\b"
    r"|con fecha hasta (?!ese mes)|\bla ue sola|aún por alcanzar|resúmenes son propios)"
    r"|\bIntro\b|«|\"|(?<![\d.])\d\.\d{3}\b",
    "pt": r"(?i:sem notícia|com uma única fonte|à espera de uma segunda|já existentes? antes"
    r"|data vencida|do que já venceu|base atual|ediç(?:ão|ões) congelada|congelar uma edição"
    r"|código de verificação|\buma? só\b|nota de país|pasta de trabalho|dia conhecido|cronologia"
    r"|contrato de dados|\bnoss[ao]s?\b|por nós\b|por vir\b|lista fixa de etapas|outra etapa"
    r"|estados?(?:-membros?)? do clasi|linha de base|\bsina(?:l|is)\b|com confirmação\b"
    r"|ainda pendente|do lado da ue\b|redação própria|conforme com\b|desproporcionad|desmentido"
    r"|, por isso (?=\w))|\d %|Estados?-Membro|\"|'\{",
}
"""What nobody may say: other names of a state, blame, an owner left out, calques, private words."""


def bare(key):
    """A key without the number that it is for, and without the kind of plan."""
    return key.removesuffix(".one").removesuffix(".other").removeprefix(words.OPEN)


def own(language):
    return {
        key: text
        for key, text in words.catalogue(language).items()
        if not key.startswith("contract.")
    }


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys_as_english(language):
    assert own(language).keys() == own("en").keys()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_the_same_values_as_the_english(language):
    english, other = own("en"), own(language)
    assert {
        key for key in english if words.placeholders(english[key]) != words.placeholders(other[key])
    } == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_table_and_column_of_the_contract_is_explained(language):
    wanted = {
        f"contract.{table.name}.{item}"
        for table in contract.tables().values()
        for item in ["_title", "_description", *table.columns]
    }
    assert {key for key in words.catalogue(language) if key.startswith("contract.")} == wanted


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_is_not_left_in_english(language):
    english, other = own("en"), own(language)
    assert [
        key for key in english if english[key] == other[key] and len(english[key].split()) > 2
    ] == []


def test_english_has_one_term_for_one_thing():
    texts = {key: re.sub(r"\{\w*\}", "", text) for key, text in own("en").items()}
    texts["METHOD.md"] = re.sub(r"\{#.+?\}", "", words.method("en"))
    assert {key: FORMER.findall(text) for key, text in texts.items() if FORMER.search(text)} == {}


@pytest.mark.parametrize("language", words.languages())
def test_no_text_says_what_the_glossary_excludes(language):
    texts = {**words.catalogue(language), "method": words.method(language)}
    dataset = shipped("record")
    texts |= words.translations(dataset, language)
    if language == words.FALLBACK:
        texts["contract"] = (load.FOLDER / "contract.json").read_text("utf-8")
        columns = ((table, column) for table, _, column in words.translations(dataset, OTHERS[0]))
        texts |= {
            (table, column, row): text
            for table, column in sorted(set(columns) - {("participants", "name")})
            for row, text in dataset.tables[table][column].dropna().items()
        }
    # What the data said before a correction keeps the words in which they said it.
    texts = {key: text for key, text in texts.items() if key[0] != "revisions" or "said" not in key}
    banned = re.compile(BANNED[language])
    assert {key: found[0] for key, text in texts.items() if (found := banned.search(text))} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_an_open_record_blames_nobody_for_a_date_and_owes_no_report(language):
    texts = {key: text for key, text in own(language).items() if key.startswith(words.OPEN)}
    assert {
        key for key, text in texts.items() if re.search("venc|(sin|sem) (informe|rela)", text)
    } == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_working_arrangement_is_not_lost_in_translation(language):
    term = {"es": "acuerdos? de trabajo", "pt": "acordos? de trabalho"}[language]
    texts = own(language)
    named = [key for key, text in own("en").items() if "working arrangement" in text]
    assert named
    assert [key for key in named if not re.search(term, texts[key])] == []


def test_every_key_in_the_code_has_words():
    used = set(re.findall(r"""\bt\(\s*["']([a-z_]+\.[a-z_]+)["']""", CODE))
    used |= set(re.findall(r"""["'](column\.[a-z_]+)["']""", CODE))
    assert used - set(map(bare, own("en"))) == set()


def test_every_word_is_used():
    built = ("board.", "column.", "contract.", "problem.", "filters.", "headline.", "names.")
    families = (
        set(re.findall(r"""f["']((?:[a-z_]+\.)+)\{""", CODE))
        | set(re.findall(r"""["']((?:[a-z_]+\.)+)["'] [+~]""", CODE))
        | set(built)
    )
    assert {
        key
        for key in map(bare, own("en"))
        if f'"{key}"' not in CODE and f"'{key}'" not in CODE and not key.startswith(tuple(families))
    } == set()


@pytest.mark.parametrize(("language", "word"), [("en", "public source"), ("es", "fuente pública")])
def test_a_complete_plan_is_told_of_reports_and_not_of_what_is_public(language, word):
    """What it does not hold was not looked for in public."""
    keys = ("agencies.subtitle", "headline.passed_small", "country_note.fair_record")
    complete, record = (words.words(language, plan) for plan in (Plan.COMPLETE, Plan.OPEN))
    assert word not in complete(keys[0], stages="")
    assert word in record(keys[0], stages="")
    assert not [key for key in keys[1:] if word in complete(key)]


def test_words_of_an_open_record_stand_in_the_place_of_others():
    known = {bare(key) for key in own("en") if not key.startswith(words.OPEN)}
    assert {bare(key) for key in own("en") if key.startswith(words.OPEN)} - known == set()


def test_an_open_record_has_its_own_words_also_where_they_have_forms_and_the_others_have_none():
    period = Period(starts=date(2025, 3, 5), ends=date(2026, 12, 31))
    complete, open_ = words.words("en", Plan.COMPLETE, period), words.words("en", Plan.OPEN, period)
    values = {"n": 1, "confirmed": 0, "count": 0, "of": 2}
    text = complete("overview.priorities_title", reached=1, **values)
    assert text == "Milestones reached: 1 of 2; confirmed: 0"
    assert (
        open_("overview.priorities_title", **values)
        == "1 milestone reached since 5 March 2025, 0 confirmed"
    )


@pytest.mark.parametrize("language", words.languages())
def test_every_state_status_and_cell_has_a_word(language):
    known = own(language)
    wanted = [
        *(f"state.{s}" for s in State),
        *(f"status.{s}" for s in Status),
        *(f"cell.{c}" for c in Cell),
        *(f"rule.{s}" for s in RULES),
    ]
    wanted += [f"link.{link}" for link in Link]
    assert [key for key in wanted if key not in known] == []


@pytest.mark.parametrize("language", words.languages())
def test_every_allowed_code_of_the_contract_that_a_page_shows_has_a_word(language):
    known = own(language)
    families = ("kind", "role", "confidence", "stage", "step")
    for table in ("actions", "action_participants", "reports", "milestones"):
        for field in contract.tables()[table].fields:
            if field.name in families:
                assert [
                    code
                    for code in field.constraints["enum"]
                    if f"{field.name}.{code}" not in known
                ] == []


@pytest.mark.parametrize(
    ("language", "day", "precision", "written"),
    [
        ("en", date(2026, 6, 4), "day", "4 June 2026"),
        ("es", date(2026, 6, 4), "day", "4 de junio de 2026"),
        ("pt", date(2026, 6, 4), "day", "4 de junho de 2026"),
        ("en", date(2024, 11, 1), "month", "Nov 2024"),
        ("es", date(2024, 11, 1), "month", "nov 2024"),
        ("pt", date(2024, 11, 1), "month", "nov. de 2024"),
        ("pt", date(2026, 5, 1), "day", "1º de maio de 2026"),
        ("pt", date(2026, 5, 11), "day", "11 de maio de 2026"),
        ("en", date(2025, 10, 1), "quarter", "Q4 2025"),
        ("pt", date(2025, 10, 1), "quarter", "4º trimestre de 2025"),
        ("es", date(2025, 10, 1), "quarter", "4.º trimestre de 2025"),
        ("es", date(2025, 7, 1), "quarter", "3.er trimestre de 2025"),
        ("es", date(2024, 1, 1), "year", "2024"),
    ],
)
def test_a_date_is_written_no_more_exactly_than_it_is_known(language, day, precision, written):
    assert words.words(language).date(day, precision) == written


@pytest.mark.parametrize(
    ("language", "first", "last", "written"),
    [
        ("en", date(2025, 11, 19), date(2025, 11, 20), "19–20 Nov 2025"),
        ("pt", date(2025, 6, 1), date(2025, 6, 4), "1º–4 jun. 2025"),
        ("pt", date(2025, 11, 30), date(2025, 12, 2), "30 nov. 2025 – 2 dez. 2025"),
        ("es", date(2026, 9, 10), date(2026, 9, 10), "10 sept 2026"),
    ],
)
def test_the_days_of_a_meeting_are_written_as_the_dates_beside_them(language, first, last, written):
    assert words.words(language).days(first, last) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["between 1 Jan and 20 Feb 2026", "between 3 and 9 Jan 2025", "3 or 4 Jan 2025"]),
        (
            "es",
            [
                "entre el 1 ene y el 20 feb 2026",
                "entre el 3 y el 9 ene 2025",
                "el 3 o el 4 ene 2025",
            ],
        ),
        ("pt", ["entre 1º jan. e 20 fev. 2026", "entre 3 e 9 jan. 2025", "3 ou 4 jan. 2025"]),
    ],
)
def test_one_unknown_day_reads_as_lying_between_two_and_never_as_lasting(language, written):
    t = words.words(language)
    spans = (
        (date(2026, 1, 1), date(2026, 2, 20)),
        *((date(2025, 1, 3), date(2025, 1, last)) for last in (9, 4)),
    )
    assert [t.date(first, "day", last) for first, last in spans] == written
    assert t.date(date(2025, 12, 31), "day", date(2026, 2, 20)).count("202") == 2


def test_portuguese_shortens_dates_as_a_brazilian_ministry_does():
    t = words.words("pt")
    assert (t.short_date(date(2026, 2, 26)), t.short_date(date(2026, 2, 1), "month")) == (
        "26 fev. 2026",
        "fev. 2026",
    )
    assert (t.short_date(date(2026, 5, 1)), t.narrow_date(date(2026, 4, 1), "quarter")) == (
        "1º mai. 2026",
        "2º tri. 2026",
    )


@pytest.mark.parametrize(
    ("language", "number", "share"),
    [("en", "12,345", "45%"), ("es", "12.345", "45 %"), ("pt", "12.345", "45%")],
)
def test_numbers_are_written_as_the_language_writes_them(language, number, share):
    t = words.words(language)
    assert (t.number(12345), t.percent(0.45).replace("\xa0", " ")) == (number, share)


def test_a_number_after_a_name_in_arabic_is_read_after_it():
    t = words.Words("en")
    text = t("headline.of", count="المحيط", of=3)
    assert text == "المحيط\u200e of 3"
    assert t("priority.numbered", number="1", title="المحيط") == "1. المحيط"
    assert "\u200e" not in t("headline.of", count="Cañada", of=3)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Brazil"), ("es", "Brasil"), ("pt", "Brasil")]
)
def test_countries_are_named_in_the_readers_language(language, name):
    dataset = shipped("record")
    assert words.words(language).participant(dataset, "BRA") == name
    assert (
        words.words(language).participant(dataset, "ESP")
        == {"en": "Spain", "es": "España", "pt": "Espanha"}[language]
    )


TRANSLATED = {
    "priorities": ["title", "description"],
    "actions": ["title", "description"],
    "denials": ["text"],
    "revisions": ["said", "says", "reason"],
    "milestones": ["title"],
    "date_changes": ["reason"],
    "reports": ["note"],
    "meetings": ["title", "outcome"],
    "decisions": ["text"],
    "rounds": ["title"],
    "frameworks": ["title", "description"],
    "notes": ["text"],
}
"""Table to its columns that a reader sees in his own language."""


@pytest.mark.parametrize("name", ["record", "exercise"])
@pytest.mark.parametrize("language", OTHERS)
def test_all_content_of_a_dataset_is_translated(name, language):
    dataset = shipped(name)
    done = words.translations(dataset, language)
    for table, columns in TRANSLATED.items():
        rows = dataset.tables[table]
        keys = contract.row_keys(rows, table)
        for column in columns:
            filled = [key for key, cell in zip(keys, rows[column].notna(), strict=True) if cell]
            assert [key for key in filled if (table, key, column) not in done] == []


def test_every_link_to_the_method_leads_to_a_section():
    anchors = set(re.findall(r"\{#([a-z-]+)\}", (load.FOLDER / "METHOD.md").read_text("utf-8")))
    linked = set(re.findall(r'(?:method|section)="([a-z-]+)"', CODE))
    assert linked - anchors == set()

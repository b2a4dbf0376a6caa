"""Marking: what `data.publish` leaves out is not in the folder, nor in what its server sends."""

import csv
import io
import re
import shutil
import zipfile
from datetime import date
from itertools import count
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

import dashboard
from components.documents import registry
from components.server.api.resources import FORMS, RESOURCES
from components.server.limits import LIMITS, Limit
from components.server.prerender import deadline
from components.view import stores
from components.view.view import open_view
from data import archive, check, contract, editions, publish
from data.model import Audience
from data.publish import PublishError
from data.reading import load
from data.text import words
from data.visibility import visible_rows
from tests.support import shapes
from tests.support.edits import claimed
from tests.support.opened import parts_in
from tests.support.single import SINGLE

CANARY = "zorzal"
"""A word that no text of the project or of the exercise holds."""
LONGEST = 41
"""Characters of a short name that leave room for it."""
TEXTS = {
    "actions": ("title", "description"),
    "action_participants": ("detail",),
    "date_changes": ("reason",),
    "decisions": ("text",),
    "denials": ("text",),
    "evidence": ("quote",),
    "milestones": ("title",),
    "notes": ("text",),
    "participants": ("name",),
    "reports": ("note",),
    "revisions": ("said", "says", "reason"),
    "sources": ("title", "publisher"),
    "texts": ("text",),
}
"""Columns of words of the tables of which rows can be restricted."""
ADDED = {
    "participants": {"kind": "eu_agency", "name": "Agency", "reports": "false"},
    "action_participants": {"action_id": "EX-A001", "role": "partner"},
    "denials": {
        **{"action_id": "EX-A001", "participant_id": "ARG", "text": "No.", "source_id": "EX-SZ"},
        **{"denied_on": "2026-05-14", "denied_precision": "day"},
    },
    "sources": {
        **{"url": "https://example.org/z", "title": "Z", "publisher": "Z", "language": "en"},
        **{"source_id": "EX-SZ", "kind": "official"},
    },
    "decisions": {"meeting_id": "EX-M03", "text": "Do it.", "confidence": "high"},
    "date_changes": {
        **{"milestone_id": "EX-A001-signed", "kind": "in_force", "moved_to": "2026-12-01"},
        **{"precision": "month", "known_on": "2026-04-03", "reason": "Late."},
    },
}
"""A row about a restricted action in each table that has none, and those that only it names."""
CODES = {"participant_id": "ZZA", "decision_id": "EX-DZ", "change_id": "EX-CZ"}


def rewrite(folder, name, change=lambda row, _: row, added=()):
    """Every row of a table as `change` leaves it, by the line where it stands, and some more."""
    path, columns = folder / contract.tables()[name].path, contract.tables()[name].columns
    reader = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
    rows, line = [], 2
    for row in reader:
        rows.append(change(dict(row), line))
        line = reader.line_num + 1
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, *added])


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The exercise with the canary in every text of every restricted row, and an edition of it."""
    folder = tmp_path_factory.mktemp("whole") / "marked"
    shutil.copytree(load.FOLDER / "exercise", folder, ignore=shutil.ignore_patterns("editions"))
    for name, row in ADDED.items():
        codes = {key: code for key, code in CODES.items() if key in contract.tables()[name].columns}
        rewrite(folder, name, added=[{**codes, **row}])
    about = {"participants": ("ZZA", "name"), "denials": ("EX-A001/ARG", "text")}
    about |= {"sources": ("EX-SZ", "title"), "actions": ("EX-A001", "title")}
    revealed = [
        {"table": table, "row_id": code, "field": column, "language": language, "text": "Z"}
        for table, (code, column) in about.items()
        for language in (("es", "pt") if table != "actions" else ("fr",))
    ]
    rewrite(folder, "texts", added=revealed)
    whole = load.load(folder)
    public = visible_rows(whole, Audience.PUBLIC)
    for name, columns in TEXTS.items():
        out = set(whole.tables[name].index.difference(public.tables[name].index))
        assert out, name

        def change(row, line, columns=columns, out=out):
            most = LONGEST if row.get("field") == "short" else None
            mark = {column: f"{row[column][:most]} {CANARY}".strip() for column in columns}
            return {**row, **mark} if line in out else row

        rewrite(folder, name, change)
    texts = load.load(folder).texts
    assert set(texts.loc[texts["text"].str.contains(CANARY), "language"]) == {"es", "pt", "fr"}
    dataset = load.load(folder)
    editions.freeze(dataset, folder / "editions", "Before", date(2026, 9, 11), "EX-M06")
    return folder


@pytest.fixture(scope="module")
def public(marked, tmp_path_factory):
    """What the public may see of it."""
    target = tmp_path_factory.mktemp("public") / "shown"
    publish.publish(marked, target, Audience.PUBLIC)
    return target


@pytest.fixture
def client(monkeypatch):
    """A server that counts nobody's requests."""
    monkeypatch.setenv("ROADMAP_API_RATE", "0")
    monkeypatch.setenv("ROADMAP_EMBED", "ministry.example.org")
    monkeypatch.setattr(deadline, "PATIENCE", 60)
    monkeypatch.setattr(deadline, "OF_PROGRAMS", 60)
    for kind in ("html", "board", "search"):
        monkeypatch.setitem(LIMITS, kind, Limit(2))
    return TestClient(dashboard.app._build_starlette_app())


def words_in(content):
    """The text of a file, whatever its form."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return "\n".join(words_in(opened.read(name)) for name in opened.namelist())
    if content.startswith(b"PAR1"):
        return repr(pq.read_table(io.BytesIO(content)).to_pydict())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", "replace")


def secrets(folder):
    """The codes of what is not public, by which it could be told of without its words."""
    actions = load.load(folder).actions
    return [*actions.loc[actions["marking"] != "public", "action_id"], *CODES.values()]


def revealed(text, codes):
    """What of it a text tells."""
    return [one for one in (CANARY, *codes) if one in text and re.search(rf"\b{one}\b", text)]


def test_the_folder_holds_nothing_that_is_marked_higher(marked, public, capsys):
    files = [path for path in public.rglob("*") if path.is_file()]
    assert len(files) == len(list(marked.glob("*.csv"))) + 3
    text = "\n".join(words_in(path.read_bytes()) for path in files)
    assert revealed(text, secrets(marked)) == []
    assert revealed(words_in((marked / "editions/Before.edition.zip").read_bytes()), ()) == [CANARY]
    assert check.main([str(public)]) == 0, capsys.readouterr()


def test_what_is_left_is_what_the_whole_says_of_it(marked, public):
    whole, left = load.load(marked), load.load(public)
    assert (left.audience, set(left.actions["marking"])) == (Audience.PUBLIC, {"public"})
    codes = whole.actions.loc[whole.actions["marking"] == "public", "action_id"]
    assert list(left.actions["action_id"]) == list(codes)
    [entry] = editions.entries(public / "editions")[0]
    assert entry.marking == "public"
    then, now = editions.open_edition(entry.path), stores.snapshot_on(left, entry.as_of)
    states = ["milestone_id", "state"]
    frozen = then.snapshot.milestones[states].reset_index(drop=True)
    assert frozen.equals(now.milestones[states].reset_index(drop=True))


def addresses(client):
    """What a reader, a program, another site or a search engine can ask a server for.

    By turns one of the four of a card, and one form of a document: each has what the others have.
    """
    turn = count()
    pages = [(page, "") for page in dashboard.PAGES]
    pages += [("actions", own) for own in ("action=EX-A001", "action=EX-A002", f"q={CANARY}")]
    pages += [("meetings", f"meeting={code}") for code in ("EX-M03", "EX-M06", "EX-M12")]
    pages += [("overview", f"behind={name}") for name in ("completed", "due", "missing")]
    pages += [("overview", "edition=Before"), ("changes", "before=Before")]
    for page, own in pages:
        query = f"lang=es&{own}"
        yield from (f"/{page}?{query}", f"/board/{page}?{query}")
        for card in parts_in(client.get(f"/board/{page}?{query}").json(), "card"):
            what = f"{page}/{card['key']}"
            of_it = (f"board/{what}", f"board/{what}/counted", f"files/{what}.csv", f"embed/{what}")
            yield f"/{of_it[next(turn) % 4]}?{query}"
    names = [one.name for one in RESOURCES if "{table}" not in one.name]
    for name in (*names, *(f"tables/{table}" for table in contract.tables())):
        yield from (f"/api/v1/{name}{form.ending}" for form in FORMS)
    yield from ("/api/v1/datasets", "/api/v1/openapi.json", "/sitemap.xml", "/readyz")
    yield from (f"/search?lang=es&text={text}" for text in (CANARY, "zorz", "EX-A001", "puertos"))
    yield from ("/files/editions/Before.zip", "/files/meetings.ics")
    for one in SINGLE:
        name = f"{one.key}/ECU" if one.about else one.key
        form = one.forms[next(turn) % len(one.forms)]
        yield f"/files/{name}.{form.ending}?lang=es"


def test_nothing_that_its_server_sends_or_logs_tells_of_it(
    marked, public, client, monkeypatch, caplog, capsys
):
    monkeypatch.setenv("ROADMAP_DATA", str(public))
    monkeypatch.setattr(load, "shipped", lambda: [])
    codes, requests = secrets(marked), list(addresses(client))
    assert len(requests) > 200
    for address in requests:
        answer = client.get(address)
        assert answer.status_code in (200, 400, 404, 422), (address, answer.text)
        own = re.findall("EX-A001|zorzal|zorz", address)
        text = re.sub(rf"(=|%3D|\W)({'|'.join(own) or '$'})\b", "", words_in(answer.content))
        assert revealed(text, codes) == [], address
    logged = caplog.text + "".join(capsys.readouterr())
    assert revealed(logged, codes) == []
    monkeypatch.setenv("ROADMAP_DATA", str(marked))
    assert CANARY in client.get("/board/actions?lang=es").text, "the whole holds it"


def test_whose_folder_is_shown_is_said_on_every_page_and_in_every_file(
    marked, client, tmp_path, monkeypatch
):
    real = shutil.copytree(marked, tmp_path / "real", ignore=shutil.ignore_patterns("editions"))
    claimed(real)
    publish.publish(real, tmp_path / "inner", Audience.PARTICIPANTS)
    shown = set(load.load(tmp_path / "inner").actions["marking"])
    assert shown == set(Audience.PARTICIPANTS.markings)
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path / "inner"))
    marking = words.words("es")("marking.participants")
    for page in dashboard.PAGES:
        html, drawn = client.get(f"/{page}?lang=es"), client.get(f"/board/{page}?lang=es").json()
        assert (drawn["marking"], marking in html.text) == (marking, True)
        assert drawn["window"].startswith(marking)
        assert 'content="noindex' in html.text
    for one in SINGLE:
        view = open_view(one.page, "es", {})
        for form in one.forms:
            made = registry.make(view, one, form, "", "ECU" if one.about else None)
            assert marking in words_in(made.content), made.name
            assert "_participants_" in made.name
    table = client.get("/files/overview/priorities.csv?lang=es")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert all(row[-1] == marking for row in rows[1:])
    answer = client.get("/api/v1/measures?lang=es")
    assert answer.json()["meta"]["marking"] == marking
    for sent in (table, answer, client.get("/api/v1/datasets")):
        assert "access-control-allow-origin" not in sent.headers


LEAKS = {
    ("notes", "text"): "See also EX-A001-signed.",
    ("sources", "publisher"): "With the agency ZZA",
    ("meetings", "outcome"): (
        f"Secret: Agreement on the exchange of police data, Exercise port network {CANARY}"
    ),
}


def test_a_row_that_mentions_what_is_left_out_is_named_and_nothing_is_published(
    marked, tmp_path, capsys
):
    leaky = shutil.copytree(marked, tmp_path / "leaky")
    for (name, column), text in LEAKS.items():

        def leak(row, line, column=column, text=text):
            return {**row, column: text} if line == 2 else row

        rewrite(leaky, name, leak)
    dataset = load.load(leaky)
    editions.freeze(dataset, leaky / "editions", "Leaky", dataset.horizon)
    assert publish.main([str(leaky), str(tmp_path / "out"), "--for", "public"]) == 1
    printed = capsys.readouterr().err
    for name, _ in LEAKS:
        assert f"{name}.csv: " in printed
        assert f"Leaky.edition.zip, tables/{name}.parquet: " in printed
    assert [path.name for path in tmp_path.iterdir()] == ["leaky"]


def test_the_name_of_a_participant_is_no_secret_where_it_is_left_out(marked):
    whole, name = load.load(marked), "European Union Drugs Agency"
    whole = shapes.with_tables(whole, notes=whole.notes.head(1).assign(text=name))
    left = shapes.with_tables(whole, notes=whole.notes.head(0))
    _, texts = publish._codes_and_texts([publish.Part(whole, left)])
    assert name not in texts


def test_an_edition_loses_what_is_restricted_by_now(marked, tmp_path):
    later = shutil.copytree(marked, tmp_path / "later")
    rewrite(
        later,
        "actions",
        lambda row, _: {**row, "marking": "secretariat"} if row["action_id"] == "EX-A002" else row,
    )
    publish.publish(later, tmp_path / "out", Audience.PUBLIC)
    edition = editions.open_edition(tmp_path / "out/editions/Before.edition.zip")
    assert "EX-A002" not in set(edition.snapshot.dataset.actions["action_id"])


def test_a_target_is_replaced_only_as_it_was_published_and_for_the_same_readers(
    marked, public, tmp_path
):
    target = Path(shutil.copytree(public, tmp_path / "out"))
    publish.publish(marked, target, Audience.PUBLIC)
    before = {path: path.stat().st_ino for path in target.rglob("*")}
    with pytest.raises(PublishError):
        publish.publish(marked, target, Audience.PARTICIPANTS)
    (target / "more.txt").touch()
    with pytest.raises(PublishError):
        publish.publish(marked, target, Audience.PUBLIC)
    (target / "more.txt").unlink()
    assert {path: path.stat().st_ino for path in target.rglob("*")} == before
    (tmp_path / "link").symlink_to(target)
    (tmp_path / "empty").mkdir()
    for other in ("link", "empty"):
        with pytest.raises(PublishError):
            publish.publish(marked, tmp_path / other, Audience.PUBLIC)
    with pytest.raises(PublishError):
        publish.publish(target, tmp_path / "wider", Audience.PARTICIPANTS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "link", "out"]


def test_an_edition_of_the_whole_that_was_copied_there_is_not_shown(
    marked, public, client, tmp_path, monkeypatch
):
    folder = shutil.copytree(public, tmp_path / "copied")
    shutil.copy(marked / "editions/Before.edition.zip", folder / "editions")
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    assert stores.entries_in(folder) == []
    assert open_view("overview", "en", {"edition": ["Before"]}).dropped == ["edition=Before"]
    assert client.get("/files/editions/Before.zip").status_code == 404


def test_a_damaged_edition_is_not_published(marked, tmp_path):
    damaged = shutil.copytree(marked, tmp_path / "damaged")
    path = damaged / "editions/Before.edition.zip"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(archive.EditionError):
        publish.publish(damaged, tmp_path / "out", Audience.PUBLIC)
    assert not (tmp_path / "out").exists()

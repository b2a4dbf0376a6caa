"""Pages that change data, and files that come in: only where ROADMAP_WRITE lets them."""

import gc
import importlib
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

import dashboard
from components.layout import writing
from components.layout.parts import StreamlitSlot
from components.server import asgi, limits, request_limit
from components.server.app import entry_forms, returns
from components.server.board import content
from components.server.streamlit_internals import UPLOADING, UPLOADS, BackMsg
from components.server.websocket_limits import is_needed
from components.view import copies
from components.view.view import open_view
from data.reading import load
from data.round import tables
from data.text import words

T = words.words("es")
UPLOAD = f"{UPLOADS}session/file"


@pytest.fixture
def pages(monkeypatch):
    """The pages of a server with ROADMAP_WRITE, or of one without it."""

    def made(allowed):
        monkeypatch.setenv(writing.WRITE, "1" if allowed else "0")
        monkeypatch.setattr(content, "_kept", content.Cache(content.MOST_KEPT))
        return importlib.reload(dashboard).PAGES

    yield made
    monkeypatch.undo()
    importlib.reload(dashboard)


def visitor(pages):
    routes = asgi.routes(pages)
    return TestClient(Starlette(routes=routes, middleware=asgi.middleware(pages, routes)))


def addresses(page):
    """Every address at which something of a page is answered."""
    yield from (f"/{page}", f"/board/{page}", f"/files/{page}/x.csv", f"/embed/{page}/x")


def test_without_it_nothing_that_writes_is_at_any_address(pages):
    there = pages(True)
    paths = {route.path for route in asgi.routes(there)}
    reading = pages(False)
    paths -= {route.path for route in asgi.routes(reading)}
    assert paths == {f"/{name}" for name in (writing.PLAY, *(there.keys() - reading.keys()))}
    writes = there.keys() - reading.keys()
    assert writes and writes == {name for name, page in there.items() if page.writes}
    client = visitor(reading)
    assert client.get(f"/{writing.PLAY}?dataset=exercise").status_code == 404
    for page in writes:
        for address in addresses(page):
            assert client.get(address).status_code == 404, address
        for other in ("/overview", "/sitemap.xml", "/search?text=round", "/board/overview"):
            assert f"{page}?" not in client.get(other, headers={"host": "a.example"}).text
    for method in ("PUT", "POST", "DELETE"):
        for address in ["/", UPLOAD, *(f"/{page}" for page in there)]:
            answer = client.request(method, address, content=b"x")
            assert answer.status_code in (404, 405), (method, address)


def test_with_it_the_menu_leads_to_the_page_and_no_search_engine_does(pages, monkeypatch):
    monkeypatch.setenv("ROADMAP_ADDRESS", "https://a.example/")
    client = visitor(pages(True))
    assert "returns?" in client.get("/board/overview").text
    assert "returns" not in client.get("/sitemap.xml").text


@pytest.mark.parametrize(("allowed", "length", "status"), [
    (True, limits.LARGEST_UPLOAD, None),
    (True, limits.LARGEST_UPLOAD + 1, 413),
    (False, 1, 405),
])  # fmt: skip
def test_a_file_comes_in_up_to_a_size(pages, allowed, length, status):
    """`None`: Streamlit answers, of which there is none here."""
    headers = {"content-length": str(length)}
    answer = visitor(pages(allowed)).put(UPLOAD, content=b"", headers=headers)
    assert answer.status_code == (status or 404)


def test_a_session_holds_so_many_files_of_so_many_bytes_and_others_once_some_are_gone():
    held = limits.Uploads(2, 10)
    assert [held.takes(f"a/{file}", 4) for file in (1, 2, 2, 3)] == [True, True, False, False]
    assert held.takes("b/1", 10) and not held.takes("b/2", 1)
    held.forget("a/1")
    assert held.takes("a/3", 4)


def test_files_of_others_do_not_let_a_session_hold_more(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CLIENTS", 2)
    held = limits.Uploads(2, 10)
    assert all(held.takes(address, 1) for address in ("a/1", "a/2", "b/1", "b/2"))
    assert not held.takes("a/3", 1)


def test_what_a_session_dropped_and_removed_is_not_kept_for_ever(monkeypatch):
    dropped, view = [], SimpleNamespace(t=words.words("en"), folder=Path("exercise"))
    widgets = {"session_state": {}, "file_uploader": lambda *_, **__: dropped}
    widgets["download_button"] = lambda *_, **__: False
    monkeypatch.setattr(returns, "st", SimpleNamespace(**widgets))
    monkeypatch.setattr(returns.returned, "read", lambda name, *_: [name])
    monkeypatch.setattr(limits, "MOST_UPLOADS", 2)
    for n in range(4):
        file = SimpleNamespace(name=f"{n}.docx", file_id=str(n), getvalue=bytes)
        dropped[:] = [file]
        found = returns._dropped(view, SimpleNamespace(), {})
    assert found == ["2.docx", "3.docx"]


@pytest.mark.parametrize("method, status, is_gone", [
    ("DELETE", 204, True), ("DELETE", 403, False), ("OPTIONS", 204, False), ("GET", 405, False),
])  # fmt: skip
def test_a_file_counts_until_streamlit_has_deleted_it(monkeypatch, method, status, is_gone):
    monkeypatch.setenv(writing.WRITE, "1")
    monkeypatch.setattr(request_limit, "UPLOADED", limits.Uploads(1, 10))

    async def streamlit(scope, receive, send):
        code = 400 if scope["path"].endswith("untaken") else 204
        code = status if scope["method"] == method else code
        await Response(status_code=code)(scope, receive, send)

    client = TestClient(request_limit.RequestLimitMiddleware(streamlit))
    assert client.put(f"{UPLOADS}a/untaken", content=b"x").status_code == 400
    assert client.put(f"{UPLOADS}a/first", content=b"x").status_code == 204
    assert client.put(f"{UPLOADS}a/second", content=b"x").status_code == 413
    assert client.request(method, f"{UPLOADS}a/first").status_code == status
    again = client.put(f"{UPLOADS}a/second", content=b"x").status_code
    assert again == (204 if is_gone else 413)


@pytest.mark.parametrize("allowed", [True, False])
def test_a_browser_may_ask_where_to_put_a_file(monkeypatch, allowed):
    monkeypatch.setenv(writing.WRITE, "1" if allowed else "")
    frame = BackMsg()
    getattr(frame, UPLOADING).request_id = "x"
    sent = {"type": "websocket.receive", "bytes": frame.SerializeToString()}
    assert is_needed(sent) == allowed


def test_whoever_tries_it_out_has_a_copy_of_the_exercise_that_is_forgotten(pages, monkeypatch):
    client, waiting = visitor(pages(True)), []

    class Timer:
        def __init__(self, _, __, held):
            waiting.append(held)

        def start(self):
            pass

    monkeypatch.setattr(copies, "Timer", Timer)
    there = load.FOLDER / "exercise"

    def play(dataset="exercise", about="&meeting=EX-M13"):
        return client.get(f"/play?dataset={dataset}&lang=es{about}", follow_redirects=False)

    assert play("record").status_code == 404

    def named(answer):
        return answer.headers["location"].split("dataset=")[1].split("&")[0]

    first = play()
    assert "meeting=EX-M13" in first.headers["location"]
    name, waits = named(first), named(play())
    copy = copies.held(name)
    assert copy is not None and copy.folder.parent != there.parent
    assert (copy.folder / "actions.csv").read_bytes() == (there / "actions.csv").read_bytes()
    shown = client.get(f"/board/returns?dataset={name}&lang=es").json()
    assert shown["marking"].startswith(T("marking.exercise"))
    assert f"dataset={name}" in shown["languages"]["pt"]["href"]
    assert "copia propia" in str(shown["filters"]) and "Está trabajando" in str(shown["rows"])
    of_meeting = client.get(f"/board/meetings?meeting=EX-M13&dataset={name}&lang=es").text
    assert "La ronda EX-C1 (" in str(shown) and "no se abrió aquí" in str(shown)
    assert all("28 de 56" in text for text in (str(shown["rows"]), of_meeting))
    assert name not in client.get("/board/overview?dataset=exercise").text
    held = [copies.held(waits)]
    while (answer := play()).status_code == 307:
        held.append(copies.held(named(answer)))
    assert answer.status_code == 429 and len(held) == copies.MOST - 1 and all(held)
    place = copy.folder
    waiting.clear()  # as each does once its time is over
    del copy
    gc.collect()
    assert copies.held(name) is None and not place.exists()
    nobody = named(answer := play(about=""))
    assert copies.held(nobody) and answer.headers["location"].startswith("returns?")
    waiting.clear()
    gc.collect()
    assert copies.held(nobody) is None
    assert "dataset=" not in client.get(f"/board/overview?dataset={name}").json()["address"]
    lost = open_view("returns", "en", {"dataset": [name]})
    assert not lost.dataset.fictional and not writing.may_write(lost)
    [why] = writing.place(lost, StreamlitSlot("returns"))
    assert "a copy is deleted" in why.markdown
    assert writing.may_write(open_view("returns", "en", {}))


def test_an_entry_for_one_folder_is_not_offered_to_another(monkeypatch):
    monkeypatch.setattr(returns.st, "session_state", {})
    copy, record = (SimpleNamespace(folder=Path(name)) for name in ("exercise-1", "record"))
    kept = []
    for view, given in ((copy, "entry"), (copy, None), (record, None)):
        monkeypatch.setitem(entry_forms.WAYS, "report", lambda *_, given=given: given)
        kept.append(returns._entered(view, SimpleNamespace(rows={}), "report"))
    assert kept == ["entry", "entry", None]


def test_the_first_translation_of_a_roadmap_is_entered_too(monkeypatch):
    widgets = {
        "selectbox": lambda _, options, **__: next(iter(options)),
        "text_area": lambda *_, **__: "Acuerdo",
        "button": lambda *_, **__: True,
    }
    monkeypatch.setattr(entry_forms, "st", SimpleNamespace(**widgets))
    there = {**tables.rows(load.FOLDER / "record"), "texts": {}}
    view = SimpleNamespace(t=str, dataset=SimpleNamespace(plan="open", horizon=date(2026, 1, 1)))
    given = entry_forms.text(view, there)
    [change] = given.changes
    row = change.after
    assert (row["table"], row["field"], row["text"]) == ("actions", "title", "Acuerdo")

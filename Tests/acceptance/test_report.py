"""`rapport.html`: every figure is the run's, the page is sound, readable by all, and a browser has nothing to say of it."""

import json
import re
import shutil
import subprocess
import tempfile
import unittest
from collections import Counter

from support import INPUTS, ROOT, SAMPLES, Workspace, annotate, needs_python

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# What browsers show on a screen and what a printer gives: phone, laptop.
SIZES = ((390, 844), (1366, 768))


def plain(text):
    return re.sub(r"[\u00a0\u202f ]+", " ", text).replace("−", "-").strip()


@needs_python("lxml")
class Report(Workspace):
    def setUp(self):
        super().setUp()
        self.pages = {}
        for name in INPUTS:
            folder = self.folder / name
            self.assertDone(annotate(SAMPLES / name, folder))
            self.pages[name] = folder / "rapport.html"

    def each(self):
        from lxml import html

        for name, path in self.pages.items():
            with self.subTest(name):
                run = json.loads((path.parent / "run.json").read_text(encoding="utf-8"))
                yield html.fromstring(path.read_bytes().decode("utf-8")), run["result"], path

    def test_the_figures_in_the_page_are_those_of_the_run(self):
        for page, result, _ in self.each():
            data = json.loads(page.get_element_by_id("chiffres").text)
            self.assertEqual(data, result["figures"])
            known = Counter()

            def walk(value):
                if isinstance(value, dict):
                    for each in value.values():
                        walk(each)
                elif isinstance(value, list):
                    for each in value:
                        walk(each)
                elif isinstance(value, int):
                    known[value] += 1

            walk(result)
            shown = page.xpath("//data")
            self.assertGreater(len(shown), 60)
            for each in shown:
                value, text = int(each.get("value")), plain(each.text_content())
                digits = text.replace(" ", "").removesuffix("€")
                expected = f"{value / 100:.2f}".replace(".", ",") if "€" in text else str(value)
                self.assertEqual(digits, expected, text)
                self.assertTrue(known[value] or each.xpath("ancestor::tfoot") or each.xpath("ancestor::section[@id='controles']"),
                                f"{text} is no figure of the run")

    def test_the_views_are_those_of_the_run_and_every_cut_adds_up_to_them(self):
        for page, result, _ in self.each():
            figures = result["figures"]
            self.assertEqual([view["id"] for view in figures["views"]], [view["id"] for view in result["views"]])
            for ours, view in zip(figures["views"], result["views"]):
                self.assertEqual(ours["cents"], {part["id"]: part["cents"] for part in view["parts"]})
                self.assertEqual(sum(ours["cents"].values()), result["retainedCents"])
                sure, most = ours["favourableAtLeastCents"], ours["favourableAtMostCents"]
                self.assertEqual((sure, most), (view["favourableAtLeastCents"], view["favourableAtMostCents"]))
                if view["id"] != "synthese":
                    self.assertEqual(sure, ours["cents"]["favorable"])
                    self.assertEqual(most, sure + ours["cents"]["non-renseigne"])
                else:
                    # Lines that lack the rating of one axis are sure of nothing (test_open_totals.py has the figures).
                    self.assertLessEqual(sure, ours["cents"]["favorable"])
                    self.assertGreaterEqual(most, ours["cents"]["favorable"] + ours["cents"]["non-renseigne"])
            self.assertEqual(figures["materiality"], result["materiality"])
            main = figures["views"][-1]["cents"]
            for cut in ("functions", "chapters"):
                for category, amount in main.items():
                    self.assertEqual(sum(group["cents"][category] for group in figures[cut]), amount, (cut, category))
            for category in figures["accounts"]:
                drawn = sum(account["cents"] for account in category["largest"]) + category["negativeCents"]
                self.assertEqual(drawn, main[category["category"]])

    def test_a_reader_without_eyes_a_mouse_or_a_network_has_everything(self):
        for page, _, path in self.each():
            self.assertEqual(page.get("lang"), "fr")
            levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4")]
            self.assertEqual(levels[0], 1)
            self.assertEqual(levels.count(1), 1)
            self.assertTrue(all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels)
            ids = [each.get("id") for each in page.xpath("//*[@id]")]
            self.assertEqual(len(ids), len(set(ids)))
            for link in page.xpath("//a/@href"):
                self.assertIn(link.removeprefix("#"), ids)
            for picture in page.xpath("//svg[not(ancestor::svg) and not(@aria-hidden)]"):
                self.assertEqual(picture.get("role"), "img")
                self.assertTrue(picture.get("aria-label"))
                self.assertTrue(picture.xpath("ancestor::section//table"), "a table is behind every picture")
            for table in page.iter("table"):
                self.assertIsNotNone(table.find("caption"))
                columns = len(table.findall("thead/tr/th"))
                for row in table.xpath("tbody/tr|tfoot/tr"):
                    self.assertEqual(len(row), columns)
                    self.assertEqual(row[0].get("scope"), "row")
            text = path.read_text(encoding="utf-8")
            self.assertIsNone(re.search(r"(src|href|url|@import)\s*[=(]\s*[\"']?\s*(https?:)?//", text))
            self.assertEqual(re.findall(r"<script[^>]*>", text), ['<script type="application/json" id="chiffres">'])

    def test_words_stand_out_from_what_they_are_written_on(self):
        def light(colour):
            channels = [int(colour[at:at + 2], 16) / 255 for at in (0, 2, 4)]
            linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

        def contrast(one, two):
            # WCAG 2.1, "contrast ratio".
            bright, dark = sorted((light(one), light(two)), reverse=True)
            return (bright + 0.05) / (dark + 0.05)

        def long(colour):
            return colour if len(colour) == 6 else "".join(2 * c for c in colour)

        style = next(iter(self.pages.values())).read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
        for fill, ink in re.findall(r"\.chip\.m\d+\{background:#(\w{6});color:#(\w{6})\}", style):
            self.assertGreaterEqual(contrast(fill, ink), 4.5, (fill, ink))
        charts = re.findall(r"rect\.m\d+\{fill:#(\w{6})\}", style)
        self.assertGreaterEqual(len(charts), 6)
        for fill in charts:
            self.assertGreaterEqual(contrast(fill, "111111"), 4.5, fill)
        schemes = re.findall(r":root\{(--fond[^}]*)\}", style)
        self.assertEqual(len(schemes), 3, "light, dark, paper")
        for scheme in schemes:
            colours = {name: long(value) for name, value in re.findall(r"--(\w+):#(\w+)", scheme)}
            for words in ("encre", "douce", "lien"):
                for ground in ("fond", "bande"):
                    self.assertGreaterEqual(contrast(colours[words], colours[ground]), 4.5, (words, ground, scheme))
            self.assertGreaterEqual(contrast(colours["hachure"], colours["sol"]), 3, scheme)

    def test_the_same_run_gives_the_same_page_and_a_pipeline_may_do_without(self):
        again = self.folder / "encore"
        self.assertDone(annotate(SAMPLES / INPUTS[0], again))
        self.assertEqual((again / "rapport.html").read_bytes(), self.pages[INPUTS[0]].read_bytes())
        # Beside its own: the pipeline's paths are relative to it.
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", dir=ROOT / "pipelines", encoding="utf-8") as pipeline:
            text = (ROOT / "pipelines" / "budget-vert.yaml").read_text(encoding="utf-8")
            pipeline.write(text.replace("export:\n", "export:\n  report: non\n"))
            pipeline.flush()
            self.assertDone(annotate(SAMPLES / INPUTS[0], self.folder / "sans", pipeline=pipeline.name))
        self.assertFalse((self.folder / "sans" / "rapport.html").exists())
        self.assertNotIn("report", json.loads((self.folder / "sans" / "run.json").read_text(encoding="utf-8"))["result"])

    @unittest.skipUnless(CHROMIUM, "Chromium is not installed")
    def test_a_browser_shows_it_without_a_word_of_complaint(self):
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr", "--v=0",
                 f"--user-data-dir={self.folder / 'profil'}"]
        for name, path in self.pages.items():
            for width, height in SIZES:
                with self.subTest(name, width=width):
                    picture = self.folder / f"{name}-{width}.png"
                    done = subprocess.run([CHROMIUM, *flags, f"--window-size={width},{height}", f"--screenshot={picture}",
                                           path.as_uri()], capture_output=True, timeout=120, check=False)
                    said = done.stderr.decode("utf-8", "replace")
                    self.assertNotIn("CONSOLE", said)
                    self.assertGreater(picture.stat().st_size, 20_000, said)
            paper = self.folder / f"{name}.pdf"
            subprocess.run([CHROMIUM, *flags, "--no-pdf-header-footer", f"--print-to-pdf={paper}", path.as_uri()],
                           capture_output=True, timeout=120, check=False)
            self.assertTrue(paper.read_bytes().startswith(b"%PDF"))

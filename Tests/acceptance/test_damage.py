"""Whatever is wrong with an input or a pack: one clear finding with its place, the right status, no output."""

import re
import shutil
import zipfile

from support import ROOT, SAMPLES, Workspace, annotate, files, mesures


def renamed_in_xlsx(source, target, old, new):
    """The workbook with one header renamed where XlsxWriter wrote it: shared strings and table."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename in ("xl/sharedStrings.xml", "xl/tables/table1.xml"):
                content = content.replace(f">{old}<".encode(), f">{new}<".encode())
                content = content.replace(f'name="{old}"'.encode(), f'name="{new}"'.encode())
            after.writestr(entry.filename, content)


class Damage(Workspace):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "sortie"

    def assertRefused(self, outcome, status, *places):
        """One error, its place, the status, and nothing left in the output folder."""
        self.assertEqual(outcome.status, status, outcome.text)
        errors = [line for line in outcome.text.splitlines() if re.match(r"(erreur|error)\b.*[A-Z]{3}[0-9]{3}", line)
                  or re.match(r".*\b[A-Z]{3}[0-9]{3}\b.*(erreur|error)", line)]
        self.assertEqual(len(errors), 1, outcome.text)
        for place in places:
            self.assertIn(place, outcome.text)
        self.assertEqual(files(self.output) if self.output.exists() else [], [])
        self.assertNotIn("Fatal error", outcome.text)

    # Packs

    def pipelines(self):
        copy = self.folder / "pipelines"
        shutil.copytree(ROOT / "pipelines", copy)
        return copy

    def packs(self, folder):
        return sorted(path for path in folder.rglob("*.yaml") if re.search(r"^rules:", path.read_text(), re.M))

    def damaged_pack(self, pattern, replacement):
        """A copy of the pipelines where the first match in a pack is replaced: its folder, the pack, the line."""
        folder = self.pipelines()
        for pack in self.packs(folder):
            text = pack.read_text(encoding="utf-8")
            found = re.search(pattern, text, re.M)
            if found:
                pack.write_text(text[:found.start()] + found.expand(replacement) + text[found.end():], encoding="utf-8")
                return folder, pack
        self.fail(f"no pack has {pattern}")

    def run_with(self, folder):
        return annotate(SAMPLES / "mandats-2025.xlsx", self.output, pipeline=folder / "budget-vert.yaml")

    def test_a_rule_without_because_is_refused_where_it_stands(self):
        folder, pack = self.damaged_pack(r"^ +because:.*\n(?:^ {8,}[^-\s].*\n)*", "")
        self.assertRefused(self.run_with(folder), 2, pack.name)
        self.assertEqual(mesures("check", pack).status, 2)

    def test_shares_that_do_not_make_a_whole_are_refused(self):
        folder = self.pipelines()
        for pack in self.packs(folder):
            text = pack.read_text(encoding="utf-8")
            found = re.search(r"^( +)rate:.*$", text, re.M)
            if found:
                split = f"{found[1]}split: {{ favorable: 40 %, neutre: 50 % }}"
                pack.write_text(text[:found.start()] + split + text[found.end():], encoding="utf-8")
                break
        self.assertRefused(self.run_with(folder), 2, pack.name)

    def test_a_split_with_a_share_removed_is_refused(self):
        folder = self.pipelines()
        for pack in self.packs(folder):
            text = pack.read_text(encoding="utf-8")
            found = re.search(r"^( +)rate:.*$", text, re.M)
            if found:
                split = f"{found[1]}split: {{ favorable: 40 % }}"
                pack.write_text(text[:found.start()] + split + text[found.end():], encoding="utf-8")
                break
        self.assertRefused(self.run_with(folder), 2, pack.name)

    def test_an_unknown_rating_is_refused(self):
        folder, pack = self.damaged_pack(r"^( +)rate: *\w+", r"\1rate: formidable")
        outcome = self.run_with(folder)
        self.assertEqual(outcome.status, 2)
        self.assertEqual(re.findall(r"\[([A-Z]{3}[0-9]{3})\]", outcome.text), ["RUL004"])
        self.assertRegex(outcome.text.splitlines()[0], rf"{pack.name}:\d+:\d+")
        self.assertIn("formidable", outcome.text)
        self.assertEqual(files(self.output) if self.output.exists() else [], [])

    def test_a_pack_that_is_not_yaml_is_refused(self):
        folder, pack = self.damaged_pack(r"^rules:", "rules: [")
        self.assertRefused(self.run_with(folder), 2, pack.name)

    # Columns

    def test_a_renamed_column_is_refused_with_the_headers_that_were_read(self):
        source = self.folder / "mandats.xlsx"
        renamed_in_xlsx(SAMPLES / "mandats-2025.xlsx", source, "Nature", "Zorglub")
        self.assertRefused(annotate(source, self.output), 65, "mandats.xlsx", "TOUS")

    def test_a_renamed_amount_column_of_a_csv_is_refused(self):
        source = self.folder / "balance.csv"
        source.write_bytes((SAMPLES / "balance.csv").read_bytes().replace("Montant réalisé".encode("cp1252"), b"Zorglub"))
        self.assertRefused(annotate(source, self.output), 65, "balance.csv")

    # Containers

    def flipped(self, name, part):
        """The workbook with one byte of the compressed data of `part` flipped."""
        data = bytearray((SAMPLES / name).read_bytes())
        with zipfile.ZipFile(SAMPLES / name) as container:
            entry = container.getinfo(part)
        data[entry.header_offset + 30 + len(part) + entry.compress_size // 2] ^= 0xFF
        source = self.folder / name
        source.write_bytes(data)
        return source

    def test_a_flipped_byte_in_the_sheet_is_refused(self):
        for name, part in (("mandats-2025.xlsx", "xl/worksheets/sheet1.xml"), ("budget-execute.ods", "content.xml")):
            with self.subTest(sample=name):
                self.assertRefused(annotate(self.flipped(name, part), self.output), 65, name, part)

    def test_a_flipped_byte_in_the_directory_or_a_cut_file_is_refused(self):
        whole = (SAMPLES / "mandats-2025.xlsx").read_bytes()
        directory = whole.rindex(b"PK\x05\x06")
        for label, data in (("directory", whole[:directory] + b"PK\x05\x07" + whole[directory + 4:]),
                            ("half", whole[:len(whole) // 2]), ("empty", b""), ("noise", bytes(range(256)) * 40)):
            with self.subTest(damage=label):
                source = self.folder / "abime.xlsx"
                source.write_bytes(data)
                self.assertRefused(annotate(source, self.output), 65, "abime.xlsx")

    def test_no_single_flipped_byte_crashes_or_hangs(self):
        whole = (SAMPLES / "mandats-2025.xlsx").read_bytes()
        step = len(whole) // 23
        for at in range(0, len(whole), step):
            with self.subTest(offset=at):
                source = self.folder / "abime.xlsx"
                source.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:])
                outcome = mesures("dump", source, "--format", "none")
                self.assertIn(outcome.status, (0, 65), outcome.text)

    # Outputs and arguments

    def test_a_missing_input_is_refused(self):
        self.assertRefused(annotate(self.folder / "absent.xlsx", self.output), 65, "absent.xlsx")

    def test_a_failed_run_leaves_the_previous_outputs_alone(self):
        self.assertEqual(annotate(SAMPLES / "balance.csv", self.output).status, 0)
        before = {name: (self.output / name).read_bytes() for name in files(self.output)}
        self.assertTrue(before)
        source = self.folder / "balance.csv"
        source.write_bytes(b"Zorglub;Montant\r\n1;2\r\n")
        self.assertEqual(annotate(source, self.output).status, 65)
        self.assertEqual({name: (self.output / name).read_bytes() for name in files(self.output)}, before)

    def test_an_output_folder_that_cannot_be_made_is_73(self):
        blocked = self.folder / "fichier"
        blocked.write_text("x")
        self.assertEqual(annotate(SAMPLES / "balance.csv", blocked / "sortie").status, 73)

    def test_a_wrong_argument_is_2(self):
        self.assertEqual(mesures("run").status, 2)
        self.assertEqual(mesures("run", "pipelines/budget-vert.yaml", "--set", "entre=x").status, 2)
        self.assertEqual(mesures("zorglub").status, 2)

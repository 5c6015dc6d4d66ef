"""Writes the samples and what they must add up to. Two runs give the same bytes."""

import json
import pathlib

import balance
import budget_execute
import exports
import mandats

SAMPLES = pathlib.Path(__file__).resolve().parent.parent


def main():
    expected = {}
    for name, maker in (("mandats-2025.xlsx", mandats), ("budget-execute.ods", budget_execute), ("balance.csv", balance)):
        lines = maker.rows()
        maker.write(SAMPLES / name, lines)
        expected[name] = maker.expected(lines)
        print(f"{name}: {len(lines)} lignes")
    document = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (SAMPLES / "expected.json").write_text(document, encoding="utf-8")
    exports.write()


if __name__ == "__main__":
    main()

import Decisions
import Findings
import Measures
import PublicAccounts
import Rules
import Tabular
import Testing

@testable import Publishing

/// The columns that a pipeline asks for: their formulas say what the program computed.
@Suite struct ViewColumnTests {
    private static let grades = [
        "tres-favorable", "plutot-favorable", "neutre", "defavorable", "indefini-information", "indefini-methode", "",
    ]
    private static let ratings = ["favorable", "defavorable", "neutre", "non-cote", ""]

    private static func verdict(_ category: String) -> Outcome.Verdict? {
        category.isEmpty ? nil : .shares([Outcome.CategoryShare(category, .one)])
    }

    private static func split(_ one: String, _ share: Share, _ two: String) -> Outcome.Verdict {
        .shares([
            Outcome.CategoryShare(one, share),
            Outcome.CategoryShare(two, Share(share.denominator - share.numerator, share.denominator)),
        ])
    }

    private static func definition(_ measure: String) throws -> MeasureDefinition {
        let path = AnnotatedSheet.root + "pipelines/measures/\(measure).yaml"
        return try #require(MeasureReader.read(path: path).definition)
    }

    private static func pack(_ measure: String, _ axis: String, _ verdicts: [Outcome.Verdict?]) -> Pack {
        var pack = Pack()
        pack.id = axis
        pack.version = "1"
        pack.measure = measure
        pack.axis = axis
        pack.rules = verdicts.enumerated().compactMap { line, verdict in
            verdict.map {
                Rule(
                    id: "r\(line)", when: .value(.field(.nature), [.exact("21\(1000 + line)")]), verdict: $0,
                    because: "Parce que", source: "Essai", confidence: .verified)
            }
        }
        return pack
    }

    /// The annotated sheet of lines with these verdicts on the two axes and on the official one, every column asked for; half
    /// the lines are of fonctionnement, which the official measure does not look at.
    private func annotation(
        _ lines: [(one: Outcome.Verdict?, two: Outcome.Verdict?, official: Outcome.Verdict?)]
    ) throws -> Annotation {
        var made = AnnotatedSheet.lines(lines.indices.map { Int64($0) * 7 + 5 })
        let natures = lines.indices.map { "21\(1000 + $0)" }
        made[.nature].values = TextList([""] + natures)
        made[.nature].codes = lines.indices.map { UInt32($0 + 1) }
        var measure = Measure(
            try Self.definition("climat-i4ce"),
            packs: [
                Self.pack("climat-i4ce", "attenuation", lines.map(\.one)),
                Self.pack("climat-i4ce", "adaptation", lines.map(\.two)),
            ])
        measure.otherScale = OtherScale(
            Measure(
                try Self.definition("budget-vert"),
                packs: [Self.pack("budget-vert", "attenuation", lines.map(\.official))]),
            decisions: try DecisionsFile(reading: []))
        let result = try measure.compute(made, exercice: 2025)
        let target = AnnotationTarget(
            0, of: AnnotatedSheet(), headerRow: 2, body: 3..<(3 + lines.count), lastColumn: 2)
        return Annotation(
            of: target, lines: made, result: result, book: RuleBook(measure, result),
            views: Set(ViewColumn.allCases))
    }

    /// What each new column says in a row, as a spreadsheet program would read it; numbers of amounts in euros.
    private func cells(_ annotation: Annotation, _ row: Int) -> [Int: FormulaEvaluator.Value] {
        var cells: [Int: FormulaEvaluator.Value] = [:]
        for (column, position) in zip(annotation.block.columns, annotation.block.positions) {
            switch column.data {
            case .amounts(let amounts): cells[position] = amounts[row].map { .number(Double($0.value) / 100) } ?? .blank
            case .coded(let values, let codes):
                let code = codes[row]
                guard code != .max else { continue }
                switch values[Int(code)] {
                case .text(let text), .link(let text, _, _): cells[position] = .text(text)
                case .decimal(let text): cells[position] = .number(Double(text) ?? .nan)
                default: continue
                }
            }
        }
        return cells
    }

    private func check(_ annotation: Annotation, rows: Range<Int>) throws {
        let asked = annotation.block.columns.indices.filter { index in
            let header = annotation.block.columns[index].header
            return header.contains("sans axe") || header.contains("officielle") || header.hasSuffix("Accord")
        }
        #expect(asked.count == 6)
        for row in rows {
            let cells = cells(annotation, row)
            for index in asked {
                let column = annotation.block.columns[index]
                guard let formula = column.formula, let said = cells[annotation.block.positions[index]] else {
                    continue
                }
                let value = FormulaEvaluator(row: cells).value(of: formula)
                #expect(value == said, "row \(row), \(column.header)")
            }
        }
    }

    @Test func everyPairOfGradesAndEveryOfficialRating() throws {
        var lines: [(one: Outcome.Verdict?, two: Outcome.Verdict?, official: Outcome.Verdict?)] = []
        for one in Self.grades {
            for two in Self.grades {
                for official in Self.ratings {
                    lines.append((Self.verdict(one), Self.verdict(two), Self.verdict(official)))
                }
            }
        }
        try check(try annotation(lines), rows: 0..<lines.count)
    }

    @Test func splitLinesInEitherOrderAndAtAnyPart() throws {
        var lines: [(one: Outcome.Verdict?, two: Outcome.Verdict?, official: Outcome.Verdict?)] = []
        for share in [Share(1, 3), Share(2, 5), Share(1, 2), Share(1, 8), Share(29, 400)] {
            for one in ["tres-favorable", "neutre", "defavorable", "indefini-methode"] {
                for other in ["plutot-favorable", "neutre", "defavorable"] where other != one {
                    let split = Self.split(one, share, other)
                    lines.append((split, Self.verdict("neutre"), Self.split("favorable", share, "neutre")))
                    lines.append((split, Self.split("defavorable", share, "neutre"), nil))
                    let apart = Self.split("neutre", Share(9, 10), "tres-favorable")
                    lines.append((split, apart, Self.verdict("favorable")))
                    lines.append((Self.verdict("tres-favorable"), split, Self.split("neutre", share, "favorable")))
                }
            }
        }
        try check(try annotation(lines), rows: 0..<lines.count)
    }

    @Test func onlyWhatIsAskedForIsWritten() throws {
        let lines = AnnotatedSheet.lines([100])
        let definition = try Self.definition("budget-vert")
        let measure = Measure(definition, packs: [])
        let result = try measure.compute(lines, exercice: 2025)
        let target = AnnotationTarget(0, of: AnnotatedSheet(), headerRow: 2, body: 3..<4, lastColumn: 2)
        func headers(_ views: Set<ViewColumn>) -> [String] {
            Annotation(of: target, lines: lines, result: result, book: RuleBook(measure, result), views: views)
                .block.columns.map(\.header)
        }
        let plain = headers([])
        #expect(!plain.contains { $0.contains("sans axe") })
        let more = headers([.noHarm, .section, .otherScale])
        // The measure has neither sections nor another scale to show.
        #expect(
            more.filter { !plain.contains($0) } == [
                "Favorable sans axe défavorable", "Favorable sans axe défavorable – Reste",
                "Favorable sans axe défavorable – Montant",
            ])
        #expect(more.last == plain.last, "the hidden column of what was written stays the last one")
        #expect(ViewColumn.allCases.map { $0.isOffered(by: definition) } == [false, true, false])
    }

    @Test func theSynthesisShowsTheViewsWithLiveCellsWhereTheColumnsAre() throws {
        let annotation = try annotation([
            (Self.verdict("tres-favorable"), Self.verdict("neutre"), Self.verdict("neutre")),
            (Self.verdict("plutot-favorable"), nil, Self.verdict("favorable")),
        ])
        let provenance = Provenance(facts: [], files: [], controls: [], findings: [])
        let sheet = try #require(annotation.edit(source: Cents(17), subtitle: "s", provenance: provenance).sheets.first)
        func rows(_ text: String) -> [Int] {
            sheet.rows.indices.filter { row in
                guard case .text(let found)? = sheet.rows[row].first??.value else { return false }
                return found == text
            }
        }
        for (word, amount) in [
            ("Sans défavorable", Int64(5)), ("À déterminer", 12), ("En désaccord", 5), ("D'accord", 12),
        ] {
            let row = try #require(rows(word).first)
            guard case .formula(_, .amount(let found))? = sheet.rows[row][1]?.value else {
                Issue.record("\(word) is no formula")
                continue
            }
            #expect(found == Cents(amount), "\(word)")
        }
        // A weighted total is a sum of the cells above it.
        #expect(rows("Part pondérée du périmètre").count == 2)
        #expect(sheet.notes.map(\.cell) == sheet.notes.map(\.cell).sorted())
        #expect(Set(sheet.notes.map(\.cell)).count == sheet.notes.count)
    }
}

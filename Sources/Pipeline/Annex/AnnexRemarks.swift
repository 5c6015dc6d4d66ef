internal import Findings
internal import Measures
internal import Publishing
internal import Tabular
internal import Texts

/// What is to be said of annexes: accounts and functions that the official tables lack, corrected aggregates,
/// cancellations, amounts below nothing.
struct AnnexRemarks {
    /// What is said, and of the annex of which budget, a place among budgets; nil for all.
    private(set) var remarks: [(budget: Int?, finding: Finding)] = []
    private let keys: AnnexKeys

    /// How many accounts, functions or cells a message names.
    private static let shown = 8

    init(_ keys: AnnexKeys, _ figures: AnnexFigures, _ result: MeasureResult) {
        self.keys = keys
        add(.accountWithoutAggregate, keys.withoutAggregate) {
            "\($0.code.isEmpty ? "–" : $0.code) (\($0.nomenclature))"
        }
        add(.aggregateCorrected, keys.corrected) { group in
            let change = group.correction.map { "\($0.source) → \($0.right)" } ?? ""
            return "\(group.code) (\(group.nomenclature)) \(change)"
        }
        for (budget, lines) in keys.budgets.indices.map({ ($0, figures.functionless($0, keys)) })
        where lines.count > 0 {
            let codes = keys.withoutFonction.map(\.code).filter { !$0.isEmpty }
            remarks.append(
                (
                    budget,
                    Finding(
                        .lineWithoutFonction,
                        [
                            "annex": name(budget), "amount": FrenchNumber.euros(cents: lines.total.value),
                            "lines": FrenchNumber.integer(lines.count),
                            "codes": codes.isEmpty ? "" : " ; \(Self.list(codes))",
                        ], count: lines.count)
                ))
        }
        for (budget, cancelled) in figures.cancellations.enumerated() where cancelled.lines > 0 {
            remarks.append(
                (
                    budget,
                    Finding(
                        .annexCancellations,
                        [
                            "annex": name(budget), "amount": FrenchNumber.euros(cents: cancelled.total.value),
                            "lines": FrenchNumber.integer(cancelled.lines),
                        ], count: cancelled.lines)
                ))
        }
        for budget in keys.budgets.indices {
            for negative in figures.negatives(budget, keys, result) {
                remarks.append(
                    (
                        budget,
                        Finding(
                            .annexNegative,
                            ["annex": name(budget), "view": negative.view, "cells": Self.list(negative.cells)],
                            count: negative.cells.count)
                    ))
            }
        }
    }

    private func name(_ budget: Int) -> String {
        keys.budgets.count == 1 ? "Annexe" : "Annexe du budget \(keys.budgets[budget].code)"
    }

    private mutating func add(_ kind: FindingKind, _ groups: [AnnexKeys.Group], _ words: (AnnexKeys.Group) -> String) {
        guard !groups.isEmpty else { return }
        let amount = groups.reduce(Cents.zero) { $0 + $1.total }
        remarks.append(
            (
                nil,
                Finding(
                    kind,
                    [
                        "accounts": Self.list(groups.map(words)), "amount": FrenchNumber.euros(cents: amount.value),
                    ], count: groups.reduce(0) { $0 + $1.lines })
            ))
    }

    private static func list(_ words: [String]) -> String {
        words.prefix(shown).joined(separator: ", ") + (words.count > shown ? "… (\(words.count))" : "")
    }
}

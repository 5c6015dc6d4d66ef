import Measures
import PublicAccounts
import Tabular
import Testing

@testable import Reports

@Suite struct ReportPageTests {
    private static func page(_ lines: [([LineField: String], Int64)], title: String = "Essai") throws -> String {
        let (figures, result) = try RatedLines.figures(lines)
        let about = Report.About(
            title: title, exercice: 2025, source: "export.xlsx", facts: [("Feuille", "Mandats")],
            files: [("Mesure", "budget-vert.yaml", "1", "00")],
            controls: [Control("Total", expected: Cents(1), found: Cents(2))], findings: [], command: "mesures run")
        return String(decoding: Report(figures, period: result.period, about: about).html, as: UTF8.self)
    }

    @Test func labelsCannotBecomeMarkup() throws {
        let evil = "<script>alert(\"x\")</script>&'\u{1}\u{FFFE}</title>"
        let html = try Self.page(
            [
                ([.nature: "2128", .operation: evil, .chapitre: evil, .libelleNature: evil], 100),
                ([.nature: "2183", .gestionnaire: evil], 100),
            ], title: evil)
        #expect(html.components("<script").count == 2, "only the data")
        #expect(!html.contains("alert(\"x\")"))
        #expect(
            html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;\u{FFFD}\u{FFFD}&lt;/title&gt;"))
        #expect(!html.contains("\u{1}"))
    }

    @Test func thePageNeverNamesALineOrATiers() throws {
        let html = try Self.page([
            ([.nature: "2128", .libelle: "AIDE A MADAME EXEMPLE", .tiers: "EXEMPLE JEANNE", .piece: "4711"], 100)
        ])
        for word in ["MADAME", "EXEMPLE JEANNE", "4711"] { #expect(!html.contains(word)) }
    }

    @Test func noLinesAreNoTrouble() throws {
        let html = try Self.page([])
        #expect(html.contains("Toutes les lignes du périmètre sont cotées."))
        #expect(html.hasSuffix("</html>\n"))
    }

    @Test func theSameFiguresGiveTheSameBytes() throws {
        let lines: [([LineField: String], Int64)] = (0..<40).map {
            ([.nature: ["2128", "2183", "2188"][$0 % 3], .gestionnaire: "S\($0 % 7)", .operation: "O\($0 % 5)"], 100)
        }
        #expect(try Self.page(lines) == Self.page(lines))
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}

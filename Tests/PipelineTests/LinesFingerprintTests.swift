import PublicAccounts
import Tabular
import Testing

@testable import Pipeline

@Suite struct LinesFingerprintTests {
    private func lines(_ labels: [String], values: [String], row: Int = 4) -> Lines {
        var lines = Lines()
        for field in LineField.allCases {
            lines[field].codes = [UInt32](repeating: 0, count: labels.count)
        }
        lines[.libelle].values = TextList(values)
        for (line, label) in labels.enumerated() {
            lines[.libelle].codes[line] = UInt32(values.firstIndex(of: label) ?? 0)
            lines.amounts.append(Cents(Int64(line)))
            lines.rows.append(row + line)
            lines.isCancellation.append(false)
        }
        return lines
    }

    @Test func theSameLinesHaveTheSameFingerprint() {
        let one = LinesFingerprint.hex(of: lines(["a", "b", "a"], values: ["", "a", "b"]))
        #expect(one.count == 64)
        #expect(LinesFingerprint.hex(of: lines(["a", "b", "a"], values: ["", "c", "b", "a"], row: 9)) == one)
    }

    @Test func anyOtherLineHasAnother() {
        let values = ["", "a", "b", "ab"]
        var all = [
            ["a", "b", "a"], ["a", "a", "b"], ["a", "b"], ["ab", "", "a"], ["", "ab", "a"], ["a", "a", "a"],
        ].map {
            LinesFingerprint.hex(of: lines($0, values: values))
        }
        var changed = lines(["a", "b", "a"], values: values)
        changed.amounts[1] = Cents(-1)
        all.append(LinesFingerprint.hex(of: changed))
        changed = lines(["a", "b", "a"], values: values)
        changed.isCancellation[2] = true
        all.append(LinesFingerprint.hex(of: changed))
        #expect(Set(all).count == all.count)
    }
}

public import Findings
internal import Texts

/// What a check found, in the forms that other programs read.
extension PackCheck {
    /// JSON: `{ "packs": [{ "path", "title", "rules", "testedRules", "tests", "findings": […] }] }`, and what the packs
    /// cover under `coverage` when that was asked for.
    public static func json(_ reports: [Report], _ coverage: Coverage?, _ language: Language) -> String {
        var writer = JSONWriter(indented: true)
        writer.object { json in
            json.key("packs")
            json.array { json in
                for report in reports {
                    json.object { json in
                        json.member("path", report.path)
                        json.member("title", report.title)
                        json.member("rules", report.rules)
                        json.member("testedRules", report.testedRules)
                        json.member("tests", report.tests.count)
                        json.key("findings")
                        json.array { json in for finding in report.findings { finding.write(to: &json, language) } }
                    }
                }
            }
            guard let coverage else { return }
            json.key("coverage")
            json.array { json in coverage.write(to: &json) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Workflow commands of GitHub Actions, one line per finding, which it shows beside the line of the file.
    ///
    /// Source: docs.github.com, “Workflow commands for GitHub Actions”, setting a notice, warning or error message.
    public static func github(_ reports: [Report], _ language: Language) -> String {
        reports.flatMap(\.findings).map { finding in
            let word =
                switch finding.severity {
                case .error: "error"
                case .warning: "warning"
                case .note: "notice"
                }
            var properties: [String] = []
            if let file = finding.place.file { properties.append("file=" + escaped(property: file)) }
            if let line = finding.place.line { properties.append("line=\(line)") }
            if let column = finding.place.column { properties.append("col=\(column)") }
            properties.append("title=" + finding.kind.code)
            let text = [finding.what(language), finding.why(language), finding.remedy(language)]
                .filter { !$0.isEmpty }.joined(separator: "\n")
            return "::\(word) \(properties.joined(separator: ","))::\(escaped(text))"
        }.joined(separator: "\n")
    }

    /// JUnit's XML: a suite per pack, a case for its writing and one for each of its tests.
    public static func junit(_ reports: [Report], _ language: Language) -> String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>"]
        let writing = language == .french ? "écriture" : "writing"
        for report in reports {
            let failed = report.findings.filter { $0.severity == .error }
            let ofTests = failed.filter { report.tests.contains($0.place) }
            let others = failed.filter { !report.tests.contains($0.place) }
            let failures = Set(ofTests.map(\.place)).count + (others.isEmpty ? 0 : 1)
            let name = report.title.isEmpty ? report.path : report.title
            lines.append(
                "  <testsuite name=\"\(markup(name))\" tests=\"\(report.tests.count + 1)\" failures=\"\(failures)\">")
            lines += testCase(writing, 1, report, others, language)
            for (number, place) in report.tests.enumerated() {
                lines += testCase(
                    "test \(number + 1)", place.line ?? 1, report, ofTests.filter { $0.place == place }, language)
            }
            let remarks = report.findings.filter { $0.severity != .error }.map { $0.text(language) }
            if !remarks.isEmpty {
                lines.append("    <system-out>\(markup(remarks.joined(separator: "\n")))</system-out>")
            }
            lines.append("  </testsuite>")
        }
        return (lines + ["</testsuites>"]).joined(separator: "\n")
    }

    private static func testCase(
        _ name: String, _ line: Int, _ report: Report, _ failures: [Finding], _ language: Language
    ) -> [String] {
        let file = markup(report.path)
        let head = "    <testcase classname=\"\(file)\" name=\"\(name)\" file=\"\(file)\" line=\"\(line)\""
        guard !failures.isEmpty else { return [head + "/>"] }
        return [head + ">"]
            + failures.map { finding in
                "      <failure type=\"\(finding.kind.code)\" message=\"\(markup(finding.what(language)))\">"
                    + markup(finding.text(language)) + "</failure>"
            } + ["    </testcase>"]
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func escaped(property text: String) -> String {
        escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }

    /// Text as XML has it, in an attribute or outside; what XML cannot hold is shown as code points.
    private static func markup(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": shown += "&amp;"
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "\"": shown += "&quot;"
            case "\n", "\t": shown.unicodeScalars.append(scalar)
            default:
                if scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF {
                    shown += "\\u{" + String(scalar.value, radix: 16) + "}"
                } else {
                    shown.unicodeScalars.append(scalar)
                }
            }
        }
        return shown
    }
}

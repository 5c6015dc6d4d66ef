public import Findings
public import Measures
public import PublicAccounts
internal import Tabular
internal import Texts

/// The report that people read: one HTML page without network or script, in French, that prints.
///
/// It names no line: a label of a line may name a person. It shows operations, accounts, functions and questions.
public struct Report: Sendable {
    /// What is said beside the figures.
    public struct About: Sendable {
        /// What the page is of: the pipeline's title.
        public var title: String
        /// The exercice.
        public var exercice: Int
        /// The source's name.
        public var source: String
        /// Facts about the source, the profile, the perimeter: name and value.
        public var facts: [(name: String, value: String)]
        /// The files of rules and tables: what they are, where, their version, their SHA-256.
        public var files: [(role: String, path: String, version: String, sha256: String)]
        /// The totals that reconcile, both sides.
        public var controls: [Control]
        /// What was noticed, gravest first.
        public var findings: [Finding]
        /// The command that gives this page again.
        public var command: String

        /// What is said beside the figures.
        public init(
            title: String, exercice: Int, source: String, facts: [(name: String, value: String)],
            files: [(role: String, path: String, version: String, sha256: String)], controls: [Control],
            findings: [Finding], command: String
        ) {
            self.title = title
            self.exercice = exercice
            self.source = source
            self.facts = facts
            self.files = files
            self.controls = controls
            self.findings = findings
            self.command = command
        }
    }

    let figures: ReportFigures
    let about: About
    let period: Period

    /// A report of `figures`, which the perimeter `period` gave.
    public init(_ figures: ReportFigures, period: Period, about: About) {
        self.figures = figures
        self.period = period
        self.about = about
    }

    var definition: MeasureDefinition { figures.definition }

    /// The word of a mark.
    func word(_ mark: Int) -> String { definition.marks[mark].label }

    /// The place of the favourable category.
    var favourableMark: Int { definition.categories.firstIndex { $0.sign == 1 } ?? 0 }

    /// The sections of the page; the views only where the measure has some.
    private var sections: [(id: String, title: String, write: @Sendable (Report, inout Markup) -> Void)] {
        Self.sections.filter { $0.id != "vues" || !figures.derived.isEmpty }
    }

    private static let sections: [(id: String, title: String, write: @Sendable (Report, inout Markup) -> Void)] = [
        ("essentiel", "L'essentiel", { $0.writeKeyFigures(to: &$1) }),
        ("axes", "Par axe", { $0.writeViews(to: &$1) }),
        ("vues", "D'autres regards", { $0.writeDerived(to: &$1) }),
        ("comptes", "Où vont les euros", { $0.writeBlocks(to: &$1) }),
        ("fonctions", "Par fonction", { $0.writeFunctions(to: &$1) }),
        ("chapitres", "Par chapitre", { $0.writeChapters(to: &$1) }),
        ("operations", "Les opérations", { $0.writeOperations(to: &$1) }),
        ("questions", "Ce qui reste à analyser", { $0.writeQuestions(to: &$1) }),
        ("contestees", "Les règles contestées", { $0.writeDisputes(to: &$1) }),
        ("controles", "Ce qui tombe juste", { $0.writeControls(to: &$1) }),
        ("methode", "La méthode", { $0.writeMethod(to: &$1) }),
    ]

    /// The page.
    public var html: [UInt8] {
        var html = Markup()
        html.raw("<!DOCTYPE html>\n")
        html.element("html", ["lang": "fr"]) { html in
            html.element("head") { html in
                html.empty("meta", ["charset": "utf-8"])
                html.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                html.element("title", "\(about.title) – exercice \(about.exercice)")
                html.empty("meta", ["name": "color-scheme", "content": "light dark"])
                html.element("style") { $0.raw(Style.text(definition)) }
            }
            html.element("body") { writeBody(to: &$0) }
        }
        html.raw("\n")
        return Array(html.text.utf8)
    }

    private func writeBody(to html: inout Markup) {
        html.element("a", ["class": "skip", "href": "#essentiel"], "Aller au contenu")
        IntervalBar.writeHatching(to: &html)
        html.element("header") { html in
            html.element("h1", about.title)
            html.element("p", "Exercice \(about.exercice) · source : \(about.source)")
        }
        html.element("nav", ["aria-label": "Sommaire"]) { html in
            html.element("ul") { html in
                for section in sections {
                    html.element("li") { $0.element("a", ["href": "#\(section.id)"], section.title) }
                }
            }
        }
        html.element("main") { html in
            for section in sections {
                html.element("section", ["id": section.id, "aria-labelledby": "t-\(section.id)"]) { html in
                    html.element("h2", ["id": "t-\(section.id)"], section.title)
                    section.write(self, &html)
                }
            }
        }
        var json = JSONWriter()
        json.object { json in figures.write(to: &json) }
        // Nothing in a script may look like its end.
        let data = String(decoding: json.bytes, as: UTF8.self).split(separator: "<", omittingEmptySubsequences: false)
            .joined(separator: "\\u003C")
        html.element("script", ["type": "application/json", "id": "chiffres"]) { $0.raw(data) }
    }
}

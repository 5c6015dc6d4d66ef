import Files
import Markup
import OpenDocument
import Tabular
import Testing
import ZipArchive

@Suite("Drop-downs and colours in OpenDocument") struct ValidationTests {
    private static let rows = """
        <table:table-row><table:table-cell office:value-type="string"><text:p>N</text:p></table:table-cell>\
        </table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell \
        office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>
        """

    private func column(_ header: String, _ choices: Choices?, prompt: String? = nil) -> NewColumn {
        var column = NewColumn(
            header: header, width: 10, format: .text, data: .coded(values: [.text("oui")], codes: [0, 0, 0]))
        column.choices = choices
        column.prompt = prompt
        return column
    }

    private func change(_ columns: [NewColumn], at positions: [Int], owned: Set<Int> = []) -> WorkbookEdit {
        var change = WorkbookEdit()
        change.blocks = [
            ColumnBlock(
                sheet: 0, headerRow: 0, body: 1..<4, positions: positions, owned: owned, columns: columns)
        ]
        return change
    }

    @Test func aListIsWrittenInTheValidationAndARangeIsReferredTo() throws {
        let archive = try fixture("objects.ods")
        var list = change(
            [
                column("Choix", .list(["oui", "à \"voir\"", "R&D"])),
                column(
                    "Cote", .range(sheet: "Liste d'été", CellRange("B2:B9")!),
                    prompt: "Choisir la cotation\nde la ligne"),
                column("Note", nil, prompt: "Texte libre"), column("Rien", nil),
            ], at: [4, 5, 6, 7])
        list.sheets = [NewSheet(name: "Liste d'été", widths: [], rows: [[NewCell(.text("a"))]])]
        let result = try edit(archive, list, "a.ods")
        let root = try tree(result, "content.xml")
        let made = Array(root.every("content-validation").dropFirst())
        #expect(made.map { $0["name"] } == ["mesVal1", "mesVal2", "mesVal3"])
        #expect(
            made.map { $0["condition"] } == [
                "of:cell-content-is-in-list(\"oui\";\"à \"\"voir\"\"\";\"R&D\")",
                "of:cell-content-is-in-list([$'Liste d''été'.$B$2:.$B$9])", nil,
            ])
        #expect(made.map { $0["base-cell-address"] } == ["E2", "F2", "G2"].map { "'Données d''essai'.\($0)" })
        #expect(made.allSatisfy { $0["allow-empty-cell"] == "true" })
        #expect(made.map { $0.first("help-message") == nil } == [true, false, false])
        let help = try #require(made[1].first("help-message"))
        #expect((help["title"], help["display"]) == ("Cote", "true"))
        #expect(help.all("p").map(\.text) == ["Choisir la cotation", "de la ligne"])
        let refusal = try #require(made[0].first("error-message"))
        #expect(
            (refusal["display"], refusal["message-type"], refusal["title"]) == ("true", "stop", "Valeur hors liste"))
        #expect(refusal.wholeText == "Choisir une des valeurs proposées par la liste de la cellule.")
        #expect(made[2].first("error-message") == nil)
        let cells = try #require(root.every("table").first).every("table-row")[1].all("table-cell")
        #expect(
            cells.prefix(8).map { $0["content-validation-name"] }
                == ["val1", nil, nil, nil, "mesVal1", "mesVal2", "mesVal3", nil])
        try keep(result, "validations.ods")
    }

    private func validation(_ name: String, _ base: String) -> String {
        "<table:content-validation table:name=\"\(name)\" table:base-cell-address=\"\(base)\"/>"
    }

    @Test func ourValidationsOnOurColumnsAreReplacedAndNoOthers() throws {
        let kept = [validation("val1", "A.B2"), validation("mesVal1", "A.D2"), validation("mesVal3", "B.B2")]
        let archive = try package(
            "<table:content-validations>\(kept[0])\(kept[1])\(validation("mesVal2", "A.B2"))\(kept[2])"
                + "\(validation("mesVal4", "A.C2"))</table:content-validations>"
                + "<table:table table:name=\"A\">\(Self.rows)</table:table>"
                + "<table:table table:name=\"B\">\(Self.rows)</table:table>")
        let change = change(
            [column("B", .list(["oui"])), column("C", nil), column("E", .list(["non"]))], at: [1, 2, 4], owned: [1, 2])
        let content = try text(try edit(archive, change, "a.ods"), "content.xml")
        for validation in kept { #expect(content.contains(validation)) }
        let made = try Element(parsing: Array(content.utf8), part: "content.xml").every("content-validation")
        // The first free number is 5: 4 was taken when the edit began.
        #expect(made.map { $0["name"] } == ["val1", "mesVal1", "mesVal2", "mesVal3", "mesVal5"])
        #expect(made[2]["condition"] == "of:cell-content-is-in-list(\"oui\")")
        #expect(made[4]["base-cell-address"] == "A.E2")
    }

    private func format(_ range: String, _ style: String = "MesuresCouleur1") -> String {
        """
        <calcext:conditional-format calcext:target-range-address="\(range)"><calcext:condition \
        calcext:apply-style-name="\(style)" calcext:value="=&quot;oui&quot;" calcext:base-cell-address="A.B2"/>\
        </calcext:conditional-format>
        """
    }

    @Test func ourColoursOnOurColumnsAreReplacedAndNoOthers() throws {
        let user = format("A.B2:A.B4", "Bad")
        let shared = format("A.B2:A.B4 A.F2:A.F4")
        let wider = format("A.B2:A.D4")
        let archive = try package(
            "<table:table table:name=\"A\">\(Self.rows)<calcext:conditional-formats>\(user)\(format("A.B2:A.B4"))"
                + "\(shared)\(wider)\(format("A.C2:A.C4"))</calcext:conditional-formats></table:table>",
            extra: [
                (
                    "styles.xml",
                    """
                    <office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
                    office:version="1.3"/>
                    """
                )
            ])
        var coloured = column("B", nil)
        coloured.colours = [ValueColour(text: "oui", fill: "C6EFCE", ink: "006100")]
        let content = try text(
            try edit(archive, change([coloured, column("C", nil)], at: [1, 2], owned: [1, 2]), "a.ods"), "content.xml")
        let list = try #require(content.firstRange(of: "<calcext:conditional-formats>"))
        let end = try #require(content.firstRange(of: "</calcext:conditional-formats>"))
        #expect(
            content[list.upperBound..<end.lowerBound]
                == user + format("A.B2:A.B4") + format("A.F2:A.F4") + wider)
    }

    @Test func coloursAreStylesThatAreFoundAgain() throws {
        let archive = try fixture("budget.ods")
        let once = try edit(archive, sampleEdit(), "a.ods")
        let root = try tree(once, "styles.xml")
        let own = root.every("style").filter { $0["name"]?.hasPrefix("MesuresCouleur") == true }
        #expect(
            own.map { $0.first("table-cell-properties")?["background-color"] ?? "" } == ["#c6efce", "#ffc7ce"])
        #expect(own.map { $0.first("text-properties")?["color"] ?? "" } == ["#006100", "#9c0006"])
        // Three more columns, further right: no style is doubled.
        var more = sampleEdit(first: 7)
        more.sheets = []
        let twice = try edit(once, more, "a.ods")
        #expect(try text(twice, "styles.xml") == text(once, "styles.xml"))
        let formats = try tree(twice, "content.xml").every("conditional-format")
        #expect(
            formats.map { $0["target-range-address"] ?? "" }.filter { $0.hasPrefix("Exécution.") } == [
                "Exécution.D4:Exécution.D43", "Exécution.E4:Exécution.E43", "Exécution.H4:Exécution.H43",
            ])
    }
}

import Findings
import Tabular
import Testing

@testable import OpenXML

/// Columns that an earlier run wrote, in all parts of a sheet but its rows.
@Suite struct EditingOwnColumnsTests {
    private func rated(_ header: String, choices: [String] = ["Favorable", "Neutre"]) -> NewColumn {
        var column = Editing.texts(header, [])
        column.choices = .list(choices)
        column.colours = choices.map { ValueColour(text: $0, fill: "C6EFCE", ink: "006100") }
        return column
    }

    private func block(_ positions: [Int], owned: Set<Int> = [], columns: [NewColumn]? = nil) -> ColumnBlock {
        ColumnBlock(
            sheet: 0, headerRow: 2, body: 3..<9, positions: positions, owned: owned,
            columns: columns ?? positions.map { rated("C\($0)") })
    }

    /// A format of somebody's, and one made like ours.
    private let styles =
        "<styleSheet><dxfs count=\"2\"><dxf><font/></dxf><dxf><font><color rgb=\"FF006100\"/></font><fill>"
        + "<patternFill patternType=\"solid\"><fgColor rgb=\"FFFFEB9C\"/><bgColor rgb=\"FFFFEB9C\"/></patternFill>"
        + "</fill></dxf></dxfs></styleSheet>"

    /// The tail `text` after `blocks`, one run after the other.
    private func tail(_ text: String, _ blocks: ColumnBlock...) throws -> String {
        var styles = Array(self.styles.utf8)
        var bytes = Array(text.utf8)
        for block in blocks {
            let book = try StyleBook(styles, part: "")
            bytes = try SheetTail(bytes, part: "", prefix: "").edited(for: block, styles: book).bytes
            styles = try book.finished()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private let bare = "<mergeCells/><pageMargins/></worksheet>"

    // MARK: Rules and validations

    @Test func putsColoursAndDropDownsOfASecondRunInThePlaceOfTheFirst() throws {
        let once = try tail(bare, block([5, 6]))
        #expect(once.components(of: "<cfRule") == 4)
        #expect(try tail(bare, block([5, 6]), block([5, 6], owned: [5, 6])) == once)
        let moved = try tail(bare, block([5, 6]), block([5, 8], owned: [5, 6]))
        #expect(moved.components(of: "<cfRule") == 4)
        #expect(moved.contains("sqref=\"F4:F9\"") && moved.contains("sqref=\"I4:I9\""))
        #expect(!moved.contains("sqref=\"G4:G9\""))
        #expect(moved.contains("<dataValidations count=\"2\">"))
    }

    @Test func leavesNothingWhereColumnsAreWrittenNoMore() throws {
        #expect(try tail(bare, block([5, 6]), block([], owned: [5, 6])) == bare)
    }

    @Test func keepsTheRulesThatPeopleMade() throws {
        let own = [
            // Another condition, another text in a format of theirs, a rule on another column, one of a pivot table.
            "<conditionalFormatting sqref=\"F4:F9\"><cfRule type=\"cellIs\" priority=\"9\" operator=\"lessThan\"><formula>0</formula></cfRule></conditionalFormatting>",
            "<conditionalFormatting sqref=\"F4:F9\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"8\" operator=\"equal\"><formula>\"À revoir\"</formula></cfRule></conditionalFormatting>",
            "<conditionalFormatting sqref=\"C4:C9\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"7\" operator=\"equal\"><formula>\"Neutre\"</formula></cfRule></conditionalFormatting>",
            "<conditionalFormatting pivot=\"1\" sqref=\"F4:F9\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"6\" operator=\"equal\"><formula>\"Neutre\"</formula></cfRule></conditionalFormatting>",
        ]
        let validation =
            "<dataValidations count=\"1\"><dataValidation type=\"whole\" sqref=\"A1:XFD1048576\"><formula1>0</formula1></dataValidation></dataValidations>"
        let text = own.joined() + validation + "<pageMargins/></worksheet>"
        let result = try tail(text, block([5], owned: [5]))
        #expect(result.hasPrefix(own.joined()))
        #expect(result.contains("priority=\"10\""))
        #expect(result.contains("<dataValidations count=\"2\"><dataValidation type=\"whole\" sqref=\"A1:XFD1048576\">"))
    }

    @Test func cutsOursOutOfWhatPeopleSpreadOverOtherColumns() throws {
        let rule =
            "<cfRule type=\"cellIs\" dxfId=\"1\" priority=\"1\" operator=\"equal\"><formula>\"Neutre\"</formula></cfRule>"
        let theirs = "<cfRule type=\"expression\" priority=\"2\"><formula>A1</formula></cfRule>"
        let spread = "<conditionalFormatting sqref=\"E4:G9 K4\">\(rule)</conditionalFormatting></worksheet>"
        #expect(
            try tail(spread, block([], owned: [5]))
                == "<conditionalFormatting sqref=\"E4:E9 G4:G9 K4\">\(rule)</conditionalFormatting></worksheet>")
        let mixed = "<conditionalFormatting sqref=\"F4:G9\">\(rule)\(theirs)</conditionalFormatting></worksheet>"
        let foreign = mixed.replacing(first: "dxfId=\"1\"", with: "dxfId=\"0\"")
        #expect(
            try tail(foreign, block([], owned: [5], columns: [])) == foreign,
            "without a colour of today or a format like ours, a rule is not ours")
        #expect(
            try tail(mixed, block([5], owned: [5])).hasPrefix(
                "<conditionalFormatting sqref=\"F4:G9\">\(theirs)</conditionalFormatting>"
                    + "<conditionalFormatting sqref=\"G4:G9\">\(rule)</conditionalFormatting>"
                    + "<conditionalFormatting sqref=\"F4:F9\">"))
    }

    @Test func findsTheListThatExcelMovedToAnExtension() throws {
        func extended(_ items: String, count: Int) -> String {
            "<extLst><ext uri=\"{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}\"><x14:dataValidations count=\"\(count)\">\(items)"
                + "</x14:dataValidations></ext></extLst></worksheet>"
        }
        func item(_ title: String, _ cells: String) -> String {
            "<x14:dataValidation type=\"list\" errorTitle=\"\(title)\"><x14:formula1><xm:f>Listes!$A$1:$A$3</xm:f>"
                + "</x14:formula1><xm:sqref>\(cells)</xm:sqref></x14:dataValidation>"
        }
        let ours = item("Valeur hors liste", "F4:F9")
        let theirs = item("Attention", "C4:C9")
        #expect(
            try tail("<pageMargins/>" + extended(ours, count: 1), block([], owned: [5])) == "<pageMargins/></worksheet>"
        )
        #expect(
            try tail(extended(theirs + ours, count: 2), block([], owned: [5])) == extended(theirs, count: 1))
        #expect(
            try tail(extended(item("Valeur hors liste", "F4:G9"), count: 1), block([], owned: [5]))
                == extended(item("Valeur hors liste", "G4:G9"), count: 1))
    }

    @Test func addsNoSecondDropDownWhereSomeoneMadeOneForOurColumnAlone() throws {
        let own =
            "<dataValidations count=\"1\"><dataValidation type=\"custom\" sqref=\"F4:F9\"><formula1>F4&lt;&gt;1</formula1></dataValidation></dataValidations></worksheet>"
        let result = try tail(own, block([5, 6], owned: [5, 6]))
        #expect(result.contains("count=\"2\"") && result.contains("sqref=\"G4:G9\""))
        #expect(result.components(of: "dataValidation type=\"list\"") == 1)
    }

    @Test func saysWhatMayBeWrittenAndWhatIsRefused() throws {
        var column = rated("X")
        column.prompt = "Une des \"valeurs\"\nde la liste"
        var free = Editing.texts("Y", [])
        free.prompt = "Texte libre"
        let text = try tail("</worksheet>", block([5, 6], columns: [column, free]))
        #expect(text.contains("prompt=\"Une des &quot;valeurs&quot;_x000a_de la liste\""))
        #expect(text.contains("showErrorMessage=\"1\" errorTitle=\"Valeur hors liste\" error=\"Choisir une"))
        #expect(
            text.contains(
                "<dataValidation allowBlank=\"1\" showInputMessage=\"1\" errorTitle=\"Valeur hors liste\""),
            "a prompt alone refuses nothing")
        #expect(text.contains("prompt=\"Texte libre\" sqref=\"G4:G9\"/>"))
    }

    // MARK: Widths, filter, merges

    private func head(_ text: String, _ block: ColumnBlock) throws -> String {
        let head = try SheetHead(Array(text.utf8), part: "")
        return String(decoding: try head.edited(for: block, cells: block.cells), as: UTF8.self)
    }

    @Test func setsTheWidthsOfColumnsWhereverTheyStand() throws {
        let text = "<worksheet><cols><col min=\"4\" max=\"9\" width=\"20\" style=\"3\"/></cols>"
        let once = try head(text, block([4, 6]))
        #expect(
            once
                == "<worksheet><cols><col min=\"4\" max=\"4\" width=\"20\" style=\"3\"/>"
                + "<col min=\"5\" max=\"5\" style=\"3\" width=\"12.7109375\" customWidth=\"1\"/>"
                + "<col min=\"6\" max=\"6\" width=\"20\" style=\"3\"/>"
                + "<col min=\"7\" max=\"7\" style=\"3\" width=\"12.7109375\" customWidth=\"1\"/>"
                + "<col min=\"8\" max=\"9\" width=\"20\" style=\"3\"/></cols>")
        #expect(try head(once, block([4, 6], owned: [4, 6])) == once)
        let turned = once.replacing(first: "style=\"3\" width=\"12.7109375\"", with: "width='12.7109375'  style=\"3\"")
        #expect(try head(turned, block([4, 6], owned: [4, 6])) == turned, "what says the same stays as it is")
        #expect(try head("<worksheet>", block([], owned: [5])) == "<worksheet>")
    }

    @Test func extendsAFilterOverNewColumnsOnly() throws {
        let filter = "<autoFilter ref=\"A3:E9\"/></worksheet>"
        let plain = [Editing.texts("X", []), Editing.texts("Y", []), Editing.texts("Z", [])]
        #expect(try tail(filter, block([5, 6, 8], columns: plain)) == "<autoFilter ref=\"A3:G9\"/></worksheet>")
        #expect(
            try tail(filter, block([5, 6, 7], owned: [5, 6], columns: plain)) == filter,
            "someone took our columns out of it")
        #expect(
            try tail("<autoFilter ref=\"A3:G9\"/></worksheet>", block([5, 6, 7], owned: [5, 6], columns: plain))
                == "<autoFilter ref=\"A3:H9\"/></worksheet>")
    }

    @Test func refusesMergedAreasInItsColumnsOnly() throws {
        func isRefused(_ area: String) throws -> Bool {
            let tail = try SheetTail(
                Array("<mergeCells><mergeCell ref=\"\(area)\"/></mergeCells></worksheet>".utf8), part: "", prefix: "")
            do { try tail.checkMerges(block([4, 6])) } catch { return error.kind.code == "XLE001" }
            return false
        }
        #expect(try isRefused("E3:F3"))
        #expect(try isRefused("G8:G9"))
        #expect(try !isRefused("F4:F5"), "a column of theirs between two of ours")
        #expect(try !isRefused("E1:G2"))
        #expect(try !isRefused("E10:G12"))
    }

    // MARK: Styles

    @Test func findsTheStylesOfAnEarlierRunInAnyWriting() throws {
        func register(_ bytes: [UInt8]) throws -> (styles: [Int], book: StyleBook) {
            let book = try StyleBook(bytes, part: "")
            var styles: [Int] = []
            for look: CellLook in [.title, .header, .total, .coloured(fill: "C6EFCE", ink: "006100")] {
                for format in ValueFormat.allCases {
                    styles.append(try book.look(look, format))
                    styles.append(try book.look(look, format, isLink: true))
                }
            }
            for format in ValueFormat.allCases { styles.append(try book.body(neighbour: 0, format)) }
            styles.append(try book.differential(fill: "C6EFCE", ink: "006100"))
            return (styles, book)
        }
        let first = try register(StyleBook.minimal(Namespaces(isStrict: false)))
        #expect(first.book.isChanged)
        let once = try first.book.finished()
        let second = try register(once)
        #expect(second.styles == first.styles)
        #expect(!second.book.isChanged)
        let turned = String(decoding: once, as: UTF8.self).replacing(
            first: "patternType=\"solid\"><fgColor rgb=\"FF1F3864\"/>",
            with: "patternType = 'solid'>\n <fgColor rgb=\"FF1F3864\"></fgColor>")
        #expect(turned != String(decoding: once, as: UTF8.self))
        let third = try register(
            Array(turned.replacing(first: "patternType = 'solid'", with: "patternType='solid'").utf8))
        #expect(third.styles == first.styles)
        #expect(!third.book.isChanged)
    }

    @Test func cutsColumnsOutOfAreas() throws {
        let areas = try #require(CellAreas("B2:F4 H1"))
        #expect(areas.without([2, 3])?.description == "B2:B4 E2:F4 H1")
        #expect(areas.without([1, 5, 7])?.description == "C2:E4")
        #expect(areas.without([1, 2, 3, 4, 5, 7]) == nil)
        #expect(areas.touches([7]) && !areas.touches([6]))
        #expect(CellAreas("A:B") == nil)
        #expect(CellAreas("") == nil)
    }
}

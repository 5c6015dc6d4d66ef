import Findings
import Tabular
import Testing

@testable import OpenXML

@Suite("Finding the parts of a package")
struct ReadingPackageTests {
    static let one = HandMade(rows: "<row><c><v>1</v></c></row>")

    @Test(
        "targets are resolved inside the package only",
        arguments: [
            ("worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/a.xml", "xl/workbook.xml", "xl/a.xml"), ("../a.xml", "xl/b/c.xml", "xl/a.xml"),
            ("../../../../etc/passwd", "xl/b/c.xml", "etc/passwd"), ("./a%20b.xml", "xl/c.xml", "xl/a b.xml"),
            ("a.xml#x", "c.xml", "a.xml"), ("sub\\a.xml", "xl/c.xml", "xl/sub/a.xml"),
            ("xl/workbook.xml", "", "xl/workbook.xml"),
            ("a%zz.xml", "", "a%zz.xml"), ("%", "", "%"), ("", "xl/c.xml", nil), ("#x", "xl/c.xml", nil),
            ("..", "c.xml", nil),
        ] as [(String, String, String?)])
    func targets(target: String, source: String, part: String?) {
        #expect(PartName.resolve(target, from: source) == part)
    }

    @Test("names that differ by case or by a leading slash are the same part")
    func caseDiffers() throws {
        let made = Self.one.renaming("xl/s.xml", "XL/S.XML").renaming(
            "xl/_rels/workbook.xml.rels", "xl/_RELS/Workbook.xml.rels"
        )
        .renaming("[Content_Types].xml", "[content_types].XML")
        #expect(try made.list().cells.count == 1)
        #expect(try made.open().package.sheets.map(\.part) == ["XL/S.XML"])
    }

    @Test("strict documents and any prefix are read")
    func strict() throws {
        var made = Self.one
        for index in made.parts.indices {
            made.parts[index].text = made.parts[index].text
                .replacing(HandMade.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main")
                .replacing(HandMade.office, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
                .replacing("xmlns:r=", with: "xmlns:rel=").replacing("r:id=", with: "rel:id=")
        }
        #expect(try made.list().cells.count == 1)
    }

    @Test("the workbook is found through the content types when the package's relationships are lost")
    func noRootRelationships() throws {
        #expect(try Self.one.renaming("_rels/.rels", "lost").list().cells.count == 1)
    }

    @Test("what is not a workbook, or not whole, is refused")
    func refusals() {
        #expect(Self.one.renaming("[Content_Types].xml", "lost").refusal()?.kind == .notAWorkbook)
        #expect(Self.one.renaming("xl/workbook.xml", "lost").refusal()?.kind == .partMissing)
        #expect(Self.one.renaming("xl/s.xml", "lost").refusal()?.kind == .sheetWithoutPart)
        #expect(Self.one.renaming("xl/s.xml", "lost").refusal()?.place.sheet == "F")
        let word = Self.one.replacing(
            "spreadsheetml.sheet.main", "wordprocessingml.document.main", in: "[Content_Types].xml")
        #expect(word.refusal()?.kind == .notAWorkbook)
        let binary = Self.one.replacing(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main", in: "[Content_Types].xml")
        #expect(binary.refusal()?.kind == .binaryWorkbook)
        let external = Self.one.replacing(
            "Target=\"s.xml\"", "Target=\"file:///etc/passwd\" TargetMode=\"External\"",
            in: "xl/_rels/workbook.xml.rels")
        #expect(external.refusal()?.kind == .sheetWithoutPart)
    }

    @Test("macros, templates, protections and defined names are seen")
    func properties() throws {
        let macros = Self.one.replacing(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.template.macroEnabled.main+xml", in: "[Content_Types].xml"
        ).replacing(
            "<sheets>", "<workbookProtection lockStructure='1'/><sheets>", in: "xl/workbook.xml"
        ).replacing(
            "</sheets>",
            "</sheets><definedNames><definedName name='_xlnm.Print_Area' localSheetId='0' hidden='1'>F!$A$1</definedName></definedNames>",
            in: "xl/workbook.xml")
        let package = try macros.open().package
        #expect(package.isMacroEnabled)
        #expect(package.isTemplate)
        #expect(package.isProtected)
        #expect(package.locksStructure)
        #expect(
            package.definedNames == [
                DefinedName(name: "_xlnm.Print_Area", text: "F!$A$1", localSheet: 0, isHidden: true)
            ])
        let plain = try Self.one.open().package
        #expect(!plain.isMacroEnabled && !plain.isTemplate && !plain.isProtected && !plain.locksStructure)
        #expect(plain.signatureParts.isEmpty)
    }

    @Test("a signature is seen, whatever leads to it")
    func signature() throws {
        var made = Self.one.replacing(
            "</Types>",
            "<Override PartName='/_xmlsignatures/sig1.xml' ContentType='application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml'/></Types>",
            in: "[Content_Types].xml")
        made.parts.append(("_xmlsignatures/sig1.xml", "<Signature/>"))
        #expect(try made.open().package.signatureParts == ["_xmlsignatures/sig1.xml"])
    }

    @Test("the content types know defaults and overrides, whatever the case")
    func contentTypes() throws {
        let package = try Self.one.open().package
        #expect(package.contentType(of: "XL/s.XML") == HandMade.sheetType)
        #expect(package.contentType(of: "a/b.RELS") == "application/vnd.openxmlformats-package.relationships+xml")
        #expect(package.contentType(of: "xl/t.xml") == nil)
    }

    @Test("every finding of the target has its own code")
    func codes() {
        #expect(Set(FindingKind.openXMLKinds.map(\.code)).count == FindingKind.openXMLKinds.count)
        for kind in FindingKind.openXMLKinds {
            #expect(kind.french.names == kind.english.names, "\(kind.code)")
            #expect(kind.code.hasPrefix("XLS") || kind.code.hasPrefix("XLE"))
        }
    }
}

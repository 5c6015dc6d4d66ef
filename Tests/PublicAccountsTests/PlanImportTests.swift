import Files
import Findings
import PublicAccounts
import Testing

/// A small plan of accounts, hand-made in the published layout, with its known traps.
private let document = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Nomenclature Norme="M57" Declinaison="M57_X" Exer="2026">
      <Nature>
        <Chapitres>
          <Chapitre Code="011" Libelle=" Charges  à caractère général " Section="F" Special="0"/>
          <Chapitre Code="23" Libelle="Immobilisations en cours" Section="I"/>
        </Chapitres>
        <Comptes>
          <Compte Code="2" Libelle="Immobilisations">
            <Compte Code="2313" Libelle="Constructions; en cours" DR="23" RR="23" DEquip="1" REquip="0"/>
            <Compte Code="2313" Libelle="Deux fois" DR="23"/>
            <Compte Code="2399" Libelle="Perdu" DR="99" Supprime="1" SupprimeDepuis="2025-12-31T00:00:00"/>
          </Compte>
        </Comptes>
      </Nature>
      <Fonction>
        <Chapitres><Chapitre Code="900" Libelle="Services" Section="I"/></Chapitres>
        <RefFonctionnelles><RefFonc Code="0" Libelle="Services"><RefFonc Code="020" Libelle="Administration"/></RefFonc>
        </RefFonctionnelles>
      </Fonction>
    </Nomenclature>
    """

/// A folder that goes when the test ends.
private final class Scratch {
    let path = "/tmp/mesures-plans-\(UInt64.random(in: .min ... .max))"

    init() throws { try FileSystem.makeFolder(path) }

    deinit {
        for name in (try? FileSystem.list(path + "/plans")) ?? [] { try? FileSystem.remove(path + "/plans/" + name) }
        for name in (try? FileSystem.list(path)) ?? [] { try? FileSystem.remove(path + "/" + name) }
        FileSystem.removeEmptyFolders([path, path + "/plans"])
    }

    func write(_ name: String, _ text: String) throws -> String {
        let file = try AtomicFile(path + "/" + name)
        try file.write(Array(text.utf8)[...])
        try file.commit()
        return path + "/" + name
    }
}

@Suite struct PlanImportTests {
    @Test func aPlanIsAddedToAFolderThatNeedNotBeThere() throws {
        let scratch = try Scratch()
        let folder = scratch.path + "/plans"
        let source = try scratch.write("planDeCompte.xml", document)
        let added = try NomenclatureFolder(folder).add(source)
        #expect(added.id == "M57_X" && added.exercice == 2026 && added.accounts == 3 && added.fonctions == 2)
        #expect(added.sha256 == SHA256.hex(of: try Bytes(mapping: source)))
        #expect(added.findings.map(\.kind) == [.chapterUndeclared])

        // Read back beside the shipped ones, which stay.
        let store = NomenclatureStore(folders: [folder, Folders.nomenclatures])
        let entry = try #require(try store.entries().first)
        #expect(entry.id == "M57_X" && entry.source == added.sha256 && entry.norme == "M57")
        let plan = try store.nomenclature("M57_X", exercice: 2026)
        #expect(plan.chapter("011")?.label == "Charges à caractère général")
        let account = try #require(plan.account("2313"))
        #expect(account.label == "Constructions, en cours" && account.parent == "2")
        #expect(account.isEquipmentExpense && !account.isEquipmentReceipt)
        #expect(plan.account("2399")?.removed == "2025-12-31")
        #expect(plan.fonction("020")?.parent == "0")
        #expect(try store.nomenclature("M57_D", exercice: 2024).account("2313") != nil)
    }

    @Test func theSameFileTwiceChangesNothingAndAnotherIsRefused() throws {
        let scratch = try Scratch()
        let folder = NomenclatureFolder(scratch.path + "/plans")
        let source = try scratch.write("planDeCompte.xml", document)
        #expect(try !folder.add(source).isUnchanged)
        let index = try FileSystem.read(folder.path + "/index.csv")
        #expect(try folder.add(source).isUnchanged)
        #expect(try FileSystem.read(folder.path + "/index.csv") == index)

        let other = try scratch.write("other.xml", document.replacing("Administration", with: "Autre chose"))
        #expect { try folder.add(other) } throws: { ($0 as? Finding)?.kind == .planAlreadyThere }
        #expect(try FileSystem.read(folder.path + "/index.csv") == index)
        _ = try folder.add(other, replaces: true)
        let store = NomenclatureStore(folder: folder.path)
        #expect(try store.entries().count == 1)
        #expect(try store.nomenclature("M57_X", exercice: 2026).fonction("020")?.label == "Autre chose")
    }

    @Test func whatIsGivenStandsOverWhatTheDocumentDeclares() throws {
        let scratch = try Scratch()
        let source = try scratch.write("planDeCompte.xml", document)
        let added = try NomenclatureFolder(scratch.path + "/plans").add(source, id: "M57_D", exercice: 2027)
        #expect(added.path == scratch.path + "/plans/M57_D-2027.csv")
        let store = NomenclatureStore(folders: [scratch.path + "/plans", Folders.nomenclatures])
        #expect(try store.nomenclature("M57_D", exercice: 2030).exercice == 2027)
        #expect(try store.nomenclature("M57_D", exercice: 2026).exercice == 2024)
    }

    @Test(arguments: [
        "<Nomenclature/>", "<Autre/>", document.replacing("Section=\"F\"", with: "Section=\"X\""),
        document.replacing("Code=\"2313\"", with: "Code=\"\""),
        document.replacing("M57_X", with: "../M57"), document.replacing("\"2026\"", with: "\"\""),
    ])
    func whatIsNoPlanIsRefusedAndNothingIsLeft(_ text: String) throws {
        let scratch = try Scratch()
        let source = try scratch.write("planDeCompte.xml", text)
        #expect { try NomenclatureFolder(scratch.path + "/plans").add(source) } throws: {
            ($0 as? Finding)?.kind == .planDocumentInvalid && ($0 as? Finding)?.place.file == source
        }
        #expect(!FileSystem.exists(scratch.path + "/plans"))
    }

    // MARK: Published documents

    private static let plans = Folders.data + "/plans-de-comptes"
    private static let isThere = FileSystem.isFolder(plans)

    /// `make.py`, which is not ours to run here, made the shipped tables of the same documents.
    @Test(.enabled(if: isThere, "needs ../shared/data"))
    func everyPublishedPlanGivesTheBytesOfTheShippedTable() throws {
        var count = 0
        for entry in try NomenclatureStore(folder: Folders.nomenclatures).entries() {
            // The folders of the year and of the plan are right where the document is wrong.
            for norme in try FileSystem.list("\(Self.plans)/\(entry.exercice)") {
                let path = "\(Self.plans)/\(entry.exercice)/\(norme)/\(entry.id)/planDeCompte.xml"
                guard FileSystem.exists(path) else { continue }
                let made = try PlanDocument(reading: FileSystem.read(path), file: path)
                #expect(made.sha256 == entry.source)
                #expect(try made.table(id: entry.id, exercice: entry.exercice) == FileSystem.read(entry.path))
                count += 1
            }
        }
        #expect(count == 20)
    }
}

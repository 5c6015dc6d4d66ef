import Tabular
import Testing

@testable import PublicAccounts

private let labels = [
    "020": "Administration générale de la collectivité", "20": "Services communs", "026": "Cimetières",
    "4": "Sport et jeunesse", "04": "Coopération décentralisée", "01": "Opérations non ventilables",
]

private func decide(_ code: String, _ label: String = "") -> CodeRepair.Decision {
    CodeRepair.decide(code, label: label) { labels[$0] }
}

@Test func aZeroComesBackWhenTheLabelOrTheNomenclatureProvesIt() {
    #expect(decide("20", "ADMINISTRATION GENERALE DE LA COLLECTIVITE") == .replace("020"))
    #expect(decide("20", "ADMINISTRATION GENERALE DE LA") == .replace("020"))
    #expect(decide("20", "SERVICES COMMUNS") == .keep)
    #expect(decide("26") == .replace("026"))
    #expect(decide("1", "Opérations") == .replace("01"))
}

@Test func withoutProofACodeStays() {
    #expect(decide("20") == .open)
    #expect(decide("4", "RELATIONS INTERNATIONALES") == .doubtful)
    #expect(decide("020", "n'importe quoi") == .keep)
    #expect(decide("A20") == .keep)
    #expect(decide("999", "x") == .keep)
}

private func heal(_ label: String, among labels: [String] = []) -> String? {
    CutHealer(position: 10, labels: labels + [label], others: []).healed(label)
}

@Test func aCutWordIsJoinedWhenItIsMetElsewhere() {
    #expect(heal("ACHAT FAUT EUILS", among: ["FAUTEUILS ROUGES"]) == "ACHAT FAUTEUILS")
    #expect(heal("ACHAT FAUT EUILS") == "ACHAT FAUTEUILS")
    #expect(heal("ACHATS DES C HARMES", among: ["DES CHARMES"]) == nil)
}

@Test func twoRealWordsAreLeftApart() {
    #expect(heal("ACHAT POUR ECOLE", among: ["POUR", "UNE ECOLE"]) == nil)
    #expect(heal("ACHAT POUR ECOLE", among: ["POUR", "POURECOLE", "ECOLE"]) == nil)
    #expect(heal("ACHAT DUPO LEROY", among: ["LEROY"]) == nil)
    #expect(heal("ACHAT  FAU TEUILS") == "ACHAT  FAUTEUILS")
    #expect(heal("ACHAT FAUT") == nil)
    #expect(heal("ACHAT FAUT ") == nil)
}

@Test func textsGetTheSameCodeWhateverWayTheyAreStored() {
    var texts = Interner()
    let table = StringTable(arena: Array("abc def".utf8), ends: [3, 7])
    let first = texts.intern(Array("abc".utf8)[...])
    #expect(texts.intern(Array("abc   ".utf8)[...]) == first)
    #expect(texts.intern(0, of: table) == first)
    #expect(texts.intern(Array("".utf8)[...]) == 0)
    let space = texts.intern(Array("\u{A0}".utf8)[...])
    #expect(texts.isBlank[Int(space)])
    for number in 0..<5000 { _ = texts.intern(Array("n\(number)".utf8)[...]) }
    #expect(texts.intern(1, of: table) == texts.intern(Array(" def".utf8)[...]))
    #expect(texts.count == 5004)
    #expect(texts.string(Int(texts.intern(Array("n4999".utf8)[...]))) == "n4999")
}

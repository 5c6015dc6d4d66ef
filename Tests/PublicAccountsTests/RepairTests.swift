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
    var healed: [UInt8] = []
    let healer = CutHealer(position: 10, labels: TextList(labels + [label]), others: [])
    guard let healer, healer.heal(label.utf8Span.span, into: &healed) else { return nil }
    return String(decoding: healed, as: UTF8.self)
}

@Test func aCutWordIsJoinedWhenItIsMetElsewhere() {
    #expect(heal("ACHAT FAUT EUILS", among: ["FAUTEUILS ROUGES"]) == "ACHAT FAUTEUILS")
    #expect(heal("ACHAT FAUT EUILS") == "ACHAT FAUTEUILS")
    #expect(heal("ACHATS DES C HARMES", among: ["DES CHARMES"]) == nil)
}

@Test func wordsAreLearntOnlyWhereSomeLabelMayBeCut() {
    let uncut = ["ACHAT", "FAUTEUILS ROUGES", "DIX LETTRE, PUIS"]
    let hasLearnt = CutHealer(position: 10, labels: TextList(uncut), others: ["FAUTEUILS"]) != nil
    #expect(!hasLearnt)
    let hasLearntForOne = CutHealer(position: 10, labels: TextList(uncut + ["ACHAT FAUT EUILS"]), others: []) != nil
    #expect(hasLearntForOne)
    // A label that is met before the first cut one teaches its words too, and so does one after it.
    #expect(heal("ACHAT BANC PUBLIC", among: ["BANCPUBLIC", "BANC"]) == "ACHAT BANCPUBLIC")
    #expect(heal("ACHAT BANC PUBLIC", among: ["BANC"]) == nil)
}

@Test func theCutIsCountedInCharacters() {
    for before in ["ÉÉÉÉÉ ", "abcde ", "ÉÉ’ÉÉ ", "É – É ", "a\u{2003}bcd "] {
        #expect(heal(before + "ÉCOL ÉGIENS") == before + "ÉCOLÉGIENS")
        #expect(heal("x" + before + "ÉCOL ÉGIENS") == nil)
        #expect(heal(String(before.dropLast(2)) + " ÉCOL ÉGIENS") == nil)
    }
}

@Test func misreadLettersAreSeenAnywhere() {
    for place in 0..<20 {
        for (text, isMisread) in [
            ("Ã©", true), ("Â°", true), ("\u{FFFD}", true), ("é", false), ("Â", false), ("ÃÉ", false), ("¿", false),
        ] {
            let label = String(repeating: "x", count: place) + text + "y"
            let isSeen = FieldCleaner.isMisread(label.utf8Span.span)
            #expect(isSeen == isMisread, "\(label)")
            let accented = String(repeating: "É", count: place) + text + "yyyyyyyyy"
            let isSeenAmongAccents = FieldCleaner.isMisread(accented.utf8Span.span)
            #expect(isSeenAmongAccents == isMisread, "\(accented)")
        }
    }
}

@Test func twoRealWordsAreLeftApart() {
    #expect(heal("ACHAT POUR ECOLE", among: ["POUR", "UNE ECOLE"]) == nil)
    #expect(heal("ACHAT POUR ECOLE", among: ["POUR", "POURECOLE", "ECOLE"]) == nil)
    #expect(heal("ACHAT DUPO LEROY", among: ["LEROY"]) == nil)
    #expect(heal("ACHAT  FAU TEUILS") == "ACHAT  FAUTEUILS")
    #expect(heal("ACHAT FAUT") == nil)
    #expect(heal("ACHAT FAUT ") == nil)
}

@Test func textsGetTheSameCodeHoweverTheyArePadded() {
    var texts = Interner()
    let first = texts.intern(Array("abc".utf8)[...])
    #expect(texts.intern(Array("abc            ".utf8)[...]) == first)
    #expect(texts.intern(Array("".utf8)[...]) == 0)
    let space = texts.intern(Array("\u{A0}".utf8)[...])
    #expect(texts.isBlank[Int(space)])
    for number in 0..<5000 { _ = texts.intern(Array("n\(number)".utf8)[...]) }
    #expect(texts.count == 5003 && texts.distinct?.count == 5003)
    #expect(texts.string(Int(texts.intern(Array("n4999".utf8)[...]))) == "n4999")
}

@Test func sharedStringsAreLookedUpOnceAndMergedWhenCleaned() {
    var raw = RowCollector.Field(field: .libelle, column: 0, texts: Interner())
    let before = raw.texts.intern(Array("abc".utf8)[...])
    let table = StringTable(arena: Array("abc  def abc    ".utf8), ends: [5, 9, 12, 16])
    let other = StringTable(arena: Array("def".utf8), ends: [3])
    let shared = (0..<4).map { raw.texts.intern($0, of: table) }
    #expect((0..<4).map { raw.texts.intern($0, of: table) } == shared)
    #expect(shared[0] != before && raw.texts.string(Int(shared[0])) == "abc" && shared[3] == 0)
    #expect(raw.texts.distinct == nil)
    raw.codes = [before] + shared + [raw.texts.intern(0, of: other), raw.texts.intern(Array("abc".utf8)[...])]
    let column = FieldCleaner.column(&raw, Cleaner(FieldCleaner.label, plain: .labels, nulls: []))
    #expect(column.values == ["", "abc", "def"])
    #expect(column.codes == [1, 1, 2, 1, 0, 2, 1])
}

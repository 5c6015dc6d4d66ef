import Findings
import Testing

@testable import Pipeline

@Suite struct FindingCatalogueTests {
    @Test func codesAreUnique() {
        let codes = FindingCatalogue.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(codes.count > 80)
    }

    @Test(arguments: FindingCatalogue.all)
    func bothLanguagesSayTheSame(_ kind: FindingKind) {
        #expect(kind.french.names == kind.english.names, "\(kind.code)")
        #expect(!kind.french.what.isEmpty && !kind.english.what.isEmpty)
        #expect(kind.french.remedy.isEmpty == kind.english.remedy.isEmpty, "\(kind.code)")
        #expect(kind.code.wholeMatch(of: /[A-Z]{3}[0-9]{3}/) != nil)
    }
}

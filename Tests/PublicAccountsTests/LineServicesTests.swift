import Tabular
import Testing

@testable import PublicAccounts

@Suite struct LineServicesTests {
    @Test func theFirstOfManagerServiceAndBranchCounts() {
        let all: [[LineField: String]] = [
            [.gestionnaire: "Voirie", .service: "Technique"], [.service: "Écoles"], [.antenne: "Nord"], [:],
            [.gestionnaire: "VOIRIE "], [.service: "ecoles", .antenne: "Sud"],
        ]
        var lines = Lines()
        for fields in all {
            for field in LineField.allCases {
                let value = fields[field] ?? ""
                let known = lines[field].values.firstIndex(of: value)
                if known == nil { lines[field].values.append(value) }
                lines[field].codes.append(UInt32(known ?? lines[field].values.count - 1))
            }
            lines.amounts.append(.zero)
        }
        let services = LineServices(lines)
        #expect(services.codes.map { services.names[$0] } == ["Voirie", "Écoles", "Nord", "", "Voirie", "Écoles"])
    }
}

import PublicAccounts

/// The folders of the project that the tests read.
enum Folders {
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    static let nomenclatures = root + "/pipelines/nomenclatures"
    static let profiles = root + "/pipelines/profiles"
    /// Public files kept beside the project, perhaps not there.
    static let data = root + "/../shared/data"

    static func settings() throws -> ImportSettings {
        ImportSettings(
            profiles: try ProfileStore(folder: profiles), nomenclatures: NomenclatureStore(folder: nomenclatures))
    }
}

internal import Files
internal import Findings

/// A path whose last part may hold `*` (any characters) and `?` (one character): `exports/*-2025.xlsx`.
struct FilePattern {
    private let folder: String
    private let name: [Character]

    /// The pattern in `path`; nil when it holds neither sign, or holds them in its folders.
    init?(_ path: String) {
        let last = FilePaths.name(of: path)
        guard last.contains(where: { $0 == "*" || $0 == "?" }) else { return nil }
        folder = FilePaths.folder(of: path)
        name = Array(last)
    }

    /// The files that fit, sorted by name. Hidden files and the lock files that spreadsheet programs leave (`~$…`) do not.
    ///
    /// - Throws: what reading the folder throws.
    func files() throws(Finding) -> [String] {
        var found: [String] = []
        for entry in try FileSystem.list(folder) where !entry.hasPrefix(".") && !entry.hasPrefix("~$") {
            let path = FilePaths.join(folder, entry)
            if matches(entry), !FileSystem.isFolder(path) { found.append(path) }
        }
        return found
    }

    /// Whether `text` fits the last part.
    func matches(_ text: String) -> Bool {
        let text = Array(text)
        var (place, sign) = (0, 0)
        // Where the last star was met: on a mismatch it takes one character more, earlier stars need no second look.
        var star: (sign: Int, place: Int)?
        while place < text.count {
            if sign < name.count, name[sign] == "*" {
                star = (sign, place)
                sign += 1
            } else if sign < name.count, name[sign] == "?" || name[sign] == text[place] {
                sign += 1
                place += 1
            } else if let last = star {
                star = (last.sign, last.place + 1)
                sign = last.sign + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return name[sign...].allSatisfy { $0 == "*" }
    }
}

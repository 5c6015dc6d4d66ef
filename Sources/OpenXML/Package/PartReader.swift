internal import Findings
internal import Markup
internal import ZipArchive

/// Reads small parts of a package whole.
struct PartReader: Sendable {
    let archive: ZipArchive
    let names: [String: String]
    let file: String

    /// The archive's own spelling of `part`; nil when there is no such part.
    func name(_ part: String) -> String? { names[PartName.folded(part)] }

    /// The entry of `part`.
    func entry(of part: String) throws(Finding) -> ZipEntry {
        guard let name = archive.entry(part) != nil ? part : name(part), let entry = archive.entry(name) else {
            throw Finding(.partMissing, at: Place(file: file), ["part": part])
        }
        return entry
    }

    /// All of `part`, at most `OpenXMLPackage.largestPart` bytes.
    func contents(of part: String) throws(Finding) -> [UInt8] {
        let entry = try entry(of: part)
        do throws(Finding) {
            let reader = try archive.reader(of: entry)
            var bytes: [UInt8] = []
            while try reader.read(into: &bytes, limit: 1 << 18) > 0 {
                guard bytes.count <= OpenXMLPackage.largestPart else {
                    throw Finding(
                        .partTooLarge, at: Place(part: part), ["limit": "\(OpenXMLPackage.largestPart >> 20)"])
                }
            }
            return bytes
        } catch {
            throw error.inFile(file)
        }
    }

    /// All of `part` as a tree.
    func element(of part: String) throws(Finding) -> Element {
        let bytes = try contents(of: part)
        do throws(Finding) {
            return try Element(parsing: bytes, part: part)
        } catch {
            throw error.inFile(file)
        }
    }

    /// The relationships of `part`, the package's own when it is empty; none when there is no such part.
    func relationships(of part: String) throws(Finding) -> [Relationship] {
        guard let name = name(PartName.relationships(of: part)) else { return [] }
        var found: [Relationship] = []
        for child in try element(of: name).all("Relationship") {
            guard let id = child.attribute("Id"), let type = child.attribute("Type"),
                let target = child.attribute("Target")
            else { continue }
            let isExternal = child.attribute("TargetMode") == "External"
            let resolved = isExternal ? nil : PartName.resolve(target, from: part)
            found.append(
                Relationship(
                    id: id, type: type, target: target, isExternal: isExternal,
                    part: resolved.flatMap { self.name($0) }))
        }
        return found
    }
}

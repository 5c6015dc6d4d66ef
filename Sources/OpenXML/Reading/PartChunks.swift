internal import Findings
internal import Markup
internal import ZipArchive

/// Gives a streamed part to a scanner chunk by chunk, each one beginning where the scanner left off.
enum PartChunks {
    /// The largest row, text or tag that is read, in bytes.
    static let largestUnit = 128 << 20

    /// Reads `part` of `package`; a part that is not UTF-8 is read whole and converted first.
    ///
    /// `scan` is given each chunk and whether it is the last, and returns how much of it is
    /// done with, or nil to stop. Its `ScanStop` becomes a finding with the part and the byte in it.
    /// What is senseless because the contents were altered is said as such.
    static func read(
        _ part: String, of package: OpenXMLPackage, sheet: String? = nil,
        _ scan: (inout [UInt8], _ isLast: Bool) throws -> Int?
    ) throws {
        do {
            try readUnchecked(part, of: package, sheet: sheet, scan)
        } catch let finding as Finding {
            guard var damage = package.archive.entry(part).flatMap({ package.archive.damage(of: $0) }) else {
                throw finding
            }
            damage.place.sheet = sheet
            throw damage.inFile(package.file)
        }
    }

    private static func readUnchecked(
        _ part: String, of package: OpenXMLPackage, sheet: String? = nil,
        _ scan: (inout [UInt8], _ isLast: Bool) throws -> Int?
    ) throws {
        guard let entry = package.archive.entry(part) else {
            throw Finding(.partMissing, at: Place(file: package.file), ["part": part])
        }
        let feed = EntryFeed(entry, of: package.archive)
        var chunk: [UInt8] = []
        var before = 0
        // Enough for a byte order mark.
        var wanted = 4
        var isFirst = true
        func place(_ offset: Int) -> Place {
            Place(file: package.file, part: part, sheet: sheet, offset: before + offset)
        }
        do {
            while true {
                var isLast = false
                while chunk.count < wanted, !isLast { isLast = try !feed.next(&chunk) }
                if isFirst {
                    if TextEncoding.isForeign(chunk) {
                        chunk = try MarkupScanner.utf8(try package.contents(of: part), part: part)
                        isLast = true
                    }
                    if chunk.starts(with: [0xEF, 0xBB, 0xBF]) {
                        chunk.removeFirst(3)
                        before += 3
                    }
                    isFirst = false
                }
                guard let done = try scan(&chunk, isLast) else { return }
                if isLast { return }
                chunk.removeSubrange(..<done)
                before += done
                // When nothing could be done with, twice as much is read before the next try.
                wanted = done > 0 ? chunk.count + 1 : max(chunk.count * 2, 1)
                guard chunk.count <= largestUnit else {
                    throw Finding(.rowTooLarge, at: place(0), ["limit": "\(largestUnit >> 20)"])
                }
            }
        } catch let stop as ScanStop {
            switch stop {
            case .needMore: throw malformed(.truncated, place(chunk.count))
            case .malformed(let offset, let what): throw malformed(what, place(offset))
            case .doctype(let offset): throw Finding(.doctypeRefused, at: place(offset))
            case .refused(var finding):
                finding.place.file = package.file
                finding.place.part = part
                finding.place.sheet = sheet
                throw finding
            }
        } catch var finding as Finding {
            if finding.place.part == nil { finding.place.part = part }
            if finding.place.sheet == nil { finding.place.sheet = sheet }
            throw finding.inFile(package.file)
        }
    }

    private static func malformed(_ what: Malformation, _ place: Place) -> Finding {
        Finding(.malformedMarkup, at: place, ["detail": what.rawValue])
    }
}

internal import Files

extension FilePaths {
    /// `path` as a file names it, seen from that `file`'s folder, without the `..` that a folder before them cancels.
    static func beside(_ file: String, _ path: String) -> String {
        let joined = join(folder(of: file), path)
        var parts: [Substring] = []
        for part in joined.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (joined.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}

/// Paths as text: folders, names, joining. Nothing here looks at the disk.
public enum FilePaths {
    /// The folder of `path`: `a/b.csv` gives `a`, `b.csv` gives `.`, `/b` gives `/`.
    public static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last component of `path`: `a/b.csv` gives `b.csv`.
    public static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// The name of `path` without its last extension: `a/b.v2.csv` gives `b.v2`; a name that starts with its only point
    /// is kept.
    public static func stem(of path: String) -> String {
        let name = name(of: path)
        guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")), point != name.startIndex else { return name }
        return String(name[..<point])
    }

    /// The extension of `path`, without point, in lower case; empty when there is none.
    public static func fileExtension(of path: String) -> String {
        let name = name(of: path)
        return String(decoding: name.utf8.dropFirst(stem(of: name).utf8.count + 1), as: UTF8.self).lowercased()
    }

    /// `path` as seen from `folder`: absolute paths stay as they are.
    public static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }
}

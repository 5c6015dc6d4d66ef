internal import Files
internal import Findings

/// The files of one run: all appear when it succeeds, none when it does not (DESIGN, invariant 11).
final class Outputs {
    private var files: [(path: String, file: AtomicFile)] = []
    /// The files that were read, which no output may replace.
    private let inputs: [String]

    init(inputs: [String]) { self.inputs = inputs }

    /// A file to write; what stands at `path` stays until `commit`.
    func file(_ path: String) throws(Finding) -> AtomicFile {
        let file = try AtomicFile(path, sparing: inputs)
        files.append((path, file))
        return file
    }

    /// Makes every file appear under its name, in the order they were begun.
    func commit() throws(Finding) {
        for (_, file) in files { try file.commit() }
        files.removeAll()
    }
}

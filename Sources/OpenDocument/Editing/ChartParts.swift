internal import Tabular

/// The parts of the package that the charts of new sheets are: a document each, in a folder of its own.
struct ChartParts {
    /// The folders of each sheet's charts.
    private(set) var folders: [[String]] = []
    /// The documents, in their order.
    private(set) var parts: [(name: String, bytes: [UInt8])] = []
    /// What the manifest says of them.
    private(set) var entries: [ManifestPart.Entry] = []

    /// None.
    init() {}

    /// Those of `sheets`, in folders that are free among `objects`.
    init(_ sheets: [NewSheet], _ objects: inout EmbeddedObjects) {
        for sheet in sheets {
            var made: [String] = []
            for chart in sheet.charts {
                let folder = objects.next()
                made.append(folder)
                var document = ChartDocument(chart, on: sheet)
                let name = "\(folder)/\(Package.content)"
                parts.append((name, document.part()))
                entries.append(("\(folder)/", "application/vnd.oasis.opendocument.chart"))
                entries.append((name, "text/xml"))
            }
            folders.append(made)
        }
    }
}

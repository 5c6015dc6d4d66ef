internal import Files
internal import Findings
internal import Measures

/// The measures of a folder `pipelines`: their words for axes and categories.
struct MeasureFolder {
    /// The definitions, in the order of their files' names; files that cannot be read are left aside.
    let definitions: [MeasureDefinition]

    /// The measures of `pipelines/measures`; none when there is no such folder.
    init(pipelines: String) throws(Finding) {
        let folder = FilePaths.join(pipelines, "measures")
        guard FileSystem.isFolder(folder) else {
            definitions = []
            return
        }
        definitions = try FileSystem.list(folder).sorted().filter { $0.hasSuffix(".yaml") }
            .compactMap { MeasureReader.read(path: FilePaths.join(folder, $0)).definition }
    }

    /// The name of an axis for people; its id where the measure is not known.
    func axis(_ subject: RatedSubject) -> String {
        definition(subject)?.axes.first { $0.id == subject.axis }?.short ?? subject.axis
    }

    /// The names of categories for people; ids where the measure is not known.
    func labels(_ subject: RatedSubject) -> (String) -> String {
        guard let definition = definition(subject) else { return { $0 } }
        let labels = Dictionary(definition.marks.map { ($0.id, $0.label) }) { first, _ in first }
        return { labels[$0] ?? $0 }
    }

    private func definition(_ subject: RatedSubject) -> MeasureDefinition? {
        definitions.first { $0.id == subject.measure }
    }
}

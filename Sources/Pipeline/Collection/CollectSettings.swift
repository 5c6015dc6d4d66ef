public import ZipArchive

/// What `mesures collect` is asked.
public struct CollectSettings: Sendable {
    /// The decisions file that is made, or completed.
    public var output = "decisions.csv"
    /// Who decided; nil to take who saved the workbook last.
    public var author: String?
    /// When, `2025-11-20`; nil to take the day the workbook was saved.
    public var date: String?
    /// The folder that holds `profiles` and `nomenclatures`.
    public var pipelines: String
    /// The pipeline that annotated the workbooks, which tells how their lines are read; nil to choose profiles by evidence.
    public var pipeline: PipelineDefinition?
    /// Whether workbooks are held against what the pipeline's rules give now, where what was written is not known.
    public var comparesWithRules = false
    /// What a rule needs to be proposed; nil to propose none.
    public var proposes: Int?
    /// The folder that proposed packs are written to; nil to show them.
    public var packsFolder: String?
    /// What is accepted of a workbook's archive.
    public var limits = ArchiveLimits()

    /// Settings.
    public init(pipelines: String) { self.pipelines = pipelines }
}

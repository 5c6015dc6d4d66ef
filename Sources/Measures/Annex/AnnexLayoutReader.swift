internal import Files
public import Findings
internal import PublicAccounts
internal import Rules
internal import YAML

extension AnnexLayout {
    /// Reads the layout at `path`.
    ///
    /// - Throws: `FIC…` when it cannot be read, `YML…` with line and column when it cannot be understood.
    public init(reading path: String) throws(Finding) {
        try self.init(YAMLNode.parse(FileSystem.read(path), file: path))
    }

    /// The layout that `root` describes.
    private init(_ root: YAMLNode) throws(Finding) {
        try root.expectKeys(
            [
                "annex", "version", "measure", "source", "licence", "confidence", "headings", "aggregated", "detailed",
                "nature", "information", "fonction", "records", "matrix",
            ], in: "annex")
        id = try root.required("annex").text("annex")
        version = try root.required("version").text("version")
        measure = try root.required("measure").text("measure")
        source = try root.required("source").text("source")
        let certainty = try root.required("confidence").choice(
            "confidence", among: Confidence.allCases.map(\.rawValue))
        confidence = Confidence(rawValue: certainty) ?? .unverified
        headings = try Headings(root.required("headings"))
        aggregated = try Presentation(root.required("aggregated"))
        let axis = try root.required("detailed")
        detailed = try Presentation(axis)
        var found: [Int: String] = [:]
        for entry in try axis.optional("subtitles")?.mapping("subtitles") ?? [] {
            found[try entry.key.integer("subtitles")] = try entry.value.text("subtitles")
        }
        subtitles = found
        nature = try Self.lines(root.required("nature"))
        information = try Self.lines(root.required("information"))
        fonctions = try Self.each(of: root.required("fonction")) { (node) throws(Finding) in
            try FonctionLine(node)
        }
        let records = try root.required("records")
        try records.expectKeys(["champs"], in: "records")
        recordChamps = try Self.fields(records.required("champs"))
        matrix = try Matrix(root.required("matrix"))
    }

    fileprivate static func fields(_ node: YAMLNode) throws(Finding) -> [LineField] {
        let names = LineField.allCases.map(\.rawValue)
        return try each(of: node) { (field) throws(Finding) in
            LineField(rawValue: try field.choice("champs", among: names)) ?? .libelle
        }
    }

    private static func lines(_ node: YAMLNode) throws(Finding) -> [Line] {
        try each(of: node) { (node) throws(Finding) in try Line(node) }
    }

    fileprivate static func each<Element>(
        of node: YAMLNode, _ body: (YAMLNode) throws(Finding) -> Element
    ) throws(Finding) -> [Element] {
        var elements: [Element] = []
        for element in try node.list("-") { elements.append(try body(element)) }
        return elements
    }
}

extension AnnexLayout.Headings {
    fileprivate init(_ node: YAMLNode) throws(Finding) {
        try node.expectKeys(
            [
                "nature", "information", "fonction", "amount", "control", "information-total", "listed-total",
                "fonction-total",
            ], in: "headings")
        func word(_ key: String) throws(Finding) -> String { try node.required(key).text(key) }
        nature = try word("nature")
        information = try word("information")
        fonction = try word("fonction")
        amount = try word("amount")
        control = try word("control")
        informationTotal = try word("information-total")
        listedTotal = try word("listed-total")
        fonctionTotal = try word("fonction-total")
    }
}

extension AnnexLayout.Presentation {
    fileprivate init(_ node: YAMLNode) throws(Finding) {
        try node.expectKeys(["sheet", "title", "total", "columns", "subtitles"], in: "presentation")
        sheet = try node.required("sheet").text("sheet")
        title = try node.required("title").text("title")
        total = try node.required("total").text("total")
        columns = try AnnexLayout.each(of: node.required("columns")) { (column) throws(Finding) in
            try column.expectKeys(["rating", "heading"], in: "columns")
            return AnnexLayout.Column(
                rating: try column.required("rating").text("rating"),
                heading: try column.required("heading").text("heading"))
        }
    }
}

extension AnnexLayout.Line {
    fileprivate init(_ node: YAMLNode) throws(Finding) {
        try node.expectKeys(["code", "label", "detailed"], in: "nature")
        code = try node.required("code").text("code")
        label = try node.required("label").text("label")
        detailedLabel = try node.optional("detailed")?.text("detailed") ?? label
    }
}

extension AnnexLayout.FonctionLine {
    fileprivate init(_ node: YAMLNode) throws(Finding) {
        try node.expectKeys(["code", "label", "prefix"], in: "fonction")
        code = try node.required("code").text("code")
        label = try node.required("label").text("label")
        prefix = try node.optional("prefix")?.text("prefix") ?? code
    }
}

extension AnnexLayout.Matrix {
    fileprivate init(_ node: YAMLNode) throws(Finding) {
        try node.expectKeys(["sheet", "champs", "columns"], in: "matrix")
        sheet = try node.required("sheet").text("sheet")
        champs = try AnnexLayout.fields(node.required("champs"))
        let known = "nature, fonction, montant, champ-1…3, libelle, axe-N, synthese, agregat, ligne-fonction, signe-N"
        columns = try AnnexLayout.each(of: node.required("columns")) { (column) throws(Finding) in
            try column.expectKeys(["heading", "holds"], in: "columns")
            let name = try column.required("holds")
            guard let holds = AnnexLayout.Holding(name: try name.text("holds")) else {
                throw Finding(
                    .choiceWanted, at: name.place, ["key": "holds", "value": name.string ?? "", "known": known])
            }
            return AnnexLayout.MatrixColumn(heading: try column.required("heading").text("heading"), holds: holds)
        }
    }
}

internal import Files
public import Findings
internal import Rules
internal import YAML

/// A measure's definition as it was read, with all that is wrong in it.
public struct MeasureReading: Sendable {
    /// The definition; nil when an essential part is missing. Not to be used when a finding is an error.
    public var definition: MeasureDefinition?
    /// What is wrong.
    public var findings: [Finding]
}

/// Reads `pipelines/measures/*.yaml`.
public struct MeasureReader {
    var conditions = ConditionReader()
    let folder: String
    /// Whether the measure may lead to another: the other's own mapping is refused, as mappings go one way.
    var readsMapping = true

    /// Reads the measure at `path`.
    public static func read(path: String) -> MeasureReading { read(path: path, readsMapping: true) }

    static func read(path: String, readsMapping: Bool) -> MeasureReading {
        do throws(Finding) {
            return read(try Bytes(mapping: path).array, file: path, readsMapping: readsMapping)
        } catch {
            return MeasureReading(definition: nil, findings: [error])
        }
    }

    /// Reads a measure from its bytes; `file` names them in findings, and packs are found from its folder.
    public static func read(_ bytes: [UInt8], file: String) -> MeasureReading {
        read(bytes, file: file, readsMapping: true)
    }

    private static func read(_ bytes: [UInt8], file: String, readsMapping: Bool) -> MeasureReading {
        do throws(Finding) {
            let node = try YAMLNode.parse(bytes, file: file)
            var reader = MeasureReader(folder: folder(of: file))
            reader.readsMapping = readsMapping
            let definition = reader.definition(node)
            return MeasureReading(definition: definition, findings: reader.conditions.found.findings)
        } catch {
            return MeasureReading(definition: nil, findings: [error])
        }
    }

    private init(folder: String) { self.folder = folder }

    private mutating func definition(_ node: YAMLNode) -> MeasureDefinition? {
        check(
            node,
            [
                "measure", "version", "title", "kind", "source", "licence", "categories", "absence", "axes",
                "perimeter", "synthesis",
            ] + Self.kindKeys)
        let word = take { () throws(Finding) in
            try node.required("kind").choice("kind", among: MeasureDefinition.Kind.allCases.map(\.rawValue))
        }
        let kind = word.flatMap { MeasureDefinition.Kind(rawValue: $0) }
        if let kind { checkKeys(of: kind, node) }
        let hasCategories = kind.map(Self.hasCategories) ?? (node["categories"] != nil)
        let categories = hasCategories ? list("categories", of: node).compactMap { category($0) } : []
        unique(categories.map(\.id), "categories", of: node)
        if categories.count > MeasureDefinition.categoryLimit {
            conditions.found.add(
                Finding(
                    .tooManyCategories, at: node["categories"]?.place ?? node.place,
                    ["count": String(categories.count), "limit": String(MeasureDefinition.categoryLimit)]))
        }
        let axes = list("axes", of: node).map { axis($0) }
        unique(axes.map(\.id), "axes", of: node)
        let absence = take { () throws(Finding) in try node.required("absence") }.flatMap { category($0) }
        let perimeter = take { () throws(Finding) in try node.required("perimeter") }
        let periods = perimeter.map { self.periods($0, axes) } ?? []
        let other = perimeter.map { text("other-exercice", of: $0) } ?? ""
        let earlier = perimeter.flatMap { self.earlier($0, periods) }
        let synthesis =
            kind == .partition ? node.optional("synthesis").flatMap { self.synthesis($0, categories) } : nil
        let details = kind.map { self.details(of: $0, node) }
        let isPartition = kind == .partition
        let views = isPartition ? self.views(of: node, categories, axes) : DerivedViews()
        var tables: [String] = []
        let mapping = isPartition ? self.mapping(of: node, categories, axes, tables: &tables) : nil
        guard let kind, var details, let absence, !periods.isEmpty else { return nil }
        details.files += tables
        return MeasureDefinition(
            id: text("measure", of: node), version: text("version", of: node), title: text("title", of: node),
            kind: kind, source: text("source", of: node), licence: text("licence", of: node), categories: categories,
            absence: absence, axes: axes, otherExercice: other, periods: periods, earlier: earlier,
            synthesis: synthesis, views: views, mapping: mapping, details: details)
    }

    private mutating func category(_ node: YAMLNode) -> Category? {
        check(node, ["id", "label", "code", "sign", "fill", "ink", "chart", "meaning"])
        let sign = node.optional("sign").flatMap { sign in
            take { () throws(Finding) in try sign.choice("sign", among: ["1", "0", "-1"]) }
        }
        let fill = colour("fill", of: node)
        return Category(
            id: text("id", of: node), label: text("label", of: node), code: text("code", of: node),
            sign: sign.flatMap { Int($0) }, fill: fill, ink: colour("ink", of: node),
            chart: node.optional("chart") == nil ? fill : colour("chart", of: node),
            meaning: node.optional("meaning") == nil ? "" : text("meaning", of: node))
    }

    private mutating func colour(_ key: String, of node: YAMLNode) -> String {
        let value = text(key, of: node)
        let isColour =
            value.utf8.count == 6 && value.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
        if !value.isEmpty, !isColour {
            conditions.found.add(Finding(.badColour, at: node[key]?.place ?? node.place, ["value": value]))
        }
        return value
    }

    private mutating func axis(_ node: YAMLNode) -> Axis {
        check(node, ["id", "number", "label", "short", "packs"])
        let number = take { () throws(Finding) in try node.required("number").integer("number") }
        let packs = node.optional("packs").flatMap { packs in
            take { () throws(Finding) in try packs.texts("packs") }
        }
        return Axis(
            id: text("id", of: node), number: max(0, number ?? 0), label: text("label", of: node),
            short: text("short", of: node), packs: (packs ?? []).map { Self.join(folder, $0) })
    }

    private mutating func periods(_ node: YAMLNode, _ axes: [Axis]) -> [Period] {
        check(node, ["other-exercice", "earlier", "periods"])
        var periods: [Period] = []
        var models: [(place: Int, year: YAMLNode)] = []
        for element in list("periods", of: node) {
            check(element, ["from", "like", "axes", "because", "source", "confidence", "rules", "notes"])
            let model = element.optional("like")
            guard let from = take({ () throws(Finding) in try element.required("from").integer("from") }) else {
                continue
            }
            var names: [YAMLNode] = []
            if model == nil || element.optional("axes") != nil {
                guard let asked = take({ () throws(Finding) in try element.required("axes").list("axes") }) else {
                    continue
                }
                names = asked
            }
            let wanted = names.compactMap { name in
                take { () throws(Finding) in try name.choice("axes", among: axes.map(\.id)) }
            }
            if let model { models.append((periods.count, model)) }
            periods.append(
                Period(
                    from: from, axes: wanted, because: text("because", of: element),
                    source: text("source", of: element), confidence: confidence(of: element),
                    exclusions: pack(
                        "exclude", element.optional("rules")?.sequence ?? missing("rules", element, model)),
                    notes: pack("note", element.optional("notes")?.sequence ?? [])))
        }
        // A period like another has its axes where it names none, and its rules before its own; models have no model.
        let modelled = Set(models.map(\.place))
        let known = periods.indices.filter { !modelled.contains($0) }
        for (place, year) in models {
            let name = take { () throws(Finding) in
                try year.choice("like", among: known.map { String(periods[$0].from) })
            }
            guard let model = known.first(where: { String(periods[$0].from) == name }) else { continue }
            if periods[place].axes.isEmpty { periods[place].axes = periods[model].axes }
            periods[place].exclusions.rules = periods[model].exclusions.rules + periods[place].exclusions.rules
            periods[place].notes.rules = periods[model].notes.rules + periods[place].notes.rules
        }
        unique(periods.map { String($0.from) }, "periods", of: node)
        return periods.sorted { $0.from < $1.from }
    }

    /// No rules, which is said to be wrong where no model gives them.
    private mutating func missing(_ key: String, _ node: YAMLNode, _ model: YAMLNode?) -> [YAMLNode] {
        model == nil ? list(key, of: node) : []
    }

    /// The year whose perimeter earlier years get.
    private mutating func earlier(_ node: YAMLNode, _ periods: [Period]) -> Int? {
        guard let year = node.optional("earlier") else { return nil }
        let known = periods.map { String($0.from) }
        return take { () throws(Finding) in try year.choice("earlier", among: known) }.flatMap { Int($0) }
    }

    private mutating func pack(_ outcome: String, _ nodes: [YAMLNode]) -> Pack {
        var pack = Pack()
        pack.id = "perimetre"
        pack.rules = RuleReader.rules(nodes, &conditions, outcomes: [outcome])
        return pack
    }

    private mutating func synthesis(_ node: YAMLNode, _ categories: [Category]) -> Synthesis? {
        check(
            node,
            [
                "label", "short", "code", "mixed", "source", "confidence", "neutre-et-non-cote", "axe-non-renseigne",
            ])
        let signed = { (sign: Int?) in categories.filter { $0.sign == sign } }
        guard signed(1).count == 1, signed(0).count == 1, signed(-1).count == 1, signed(nil).count <= 1 else {
            conditions.found.add(Finding(.synthesisSigns, at: node.place))
            return nil
        }
        guard let mixed = take({ () throws(Finding) in try node.required("mixed") }).flatMap({ category($0) }),
            let neutral = take({ () throws(Finding) in
                try node.required("neutre-et-non-cote").choice(
                    "neutre-et-non-cote", among: (signed(0) + signed(nil)).map(\.id))
            }),
            let missing = take({ () throws(Finding) in
                try node.required("axe-non-renseigne").choice(
                    "axe-non-renseigne", among: ["ignorer", "non-renseigne"])
            })
        else { return nil }
        return Synthesis(
            label: text("label", of: node), short: text("short", of: node), code: text("code", of: node), mixed: mixed,
            source: text("source", of: node), confidence: confidence(of: node), neutralAndUnjudged: neutral,
            ignoresMissingAxes: missing == "ignorer")
    }

    mutating func confidence(of node: YAMLNode) -> Confidence {
        let word = take { () throws(Finding) in
            try node.required("confidence").choice("confidence", among: Confidence.allCases.map(\.rawValue))
        }
        return word.flatMap { Confidence(rawValue: $0) } ?? .unverified
    }

    mutating func unique(_ ids: [String], _ key: String, of node: YAMLNode) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id).inserted {
            conditions.found.add(Finding(.duplicateID, at: node[key]?.place ?? node.place, ["id": id]))
        }
    }

    mutating func check(_ node: YAMLNode, _ keys: [String]) {
        if take({ () throws(Finding) in try node.mapping("-") }) != nil {
            conditions.found.add(node.unknownKeys(besides: keys))
        }
    }

    mutating func list(_ key: String, of node: YAMLNode) -> [YAMLNode] {
        take { () throws(Finding) in try node.required(key).list(key) } ?? []
    }

    mutating func text(_ key: String, of node: YAMLNode) -> String {
        take { () throws(Finding) in try node.required(key).text(key) } ?? ""
    }

    mutating func take<Result>(_ body: () throws(Finding) -> Result) -> Result? {
        conditions.found.take(body)
    }

    private static func folder(of file: String) -> String {
        file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }

    /// `path` seen from `folder`, without the `..` that a folder before them cancels.
    static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") { return path }
        var kept: [Substring] = []
        for part in (folder + path).split(separator: "/") where part != "." {
            if part == "..", let last = kept.last, last != ".." { kept.removeLast() } else { kept.append(part) }
        }
        return (folder.hasPrefix("/") ? "/" : "") + kept.joined(separator: "/")
    }
}

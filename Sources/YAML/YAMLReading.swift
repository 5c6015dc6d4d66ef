public import Findings

extension YAMLNode {
    /// One finding for each key of the mapping that is not in `keys`, the nearest known key suggested.
    public func unknownKeys(besides keys: [String]) -> [Finding] {
        (mapping ?? []).filter { !keys.contains($0.name) }.map { entry in
            let known = keys.joined(separator: ", ")
            guard let nearest = Nearest.name(to: entry.name, among: keys) else {
                return Finding(.unknownKey, at: entry.key.place, ["key": entry.name, "known": known])
            }
            return Finding(
                .unknownKeyNear, at: entry.key.place, ["key": entry.name, "nearest": nearest, "known": known])
        }
    }

    /// Checks that this is a mapping whose keys are all in `keys`; `name` says what it is in the message.
    ///
    /// - Throws: `YML015` when it is no mapping, `YML010` or `YML011` for the first unknown key.
    public func expectKeys(_ keys: [String], in name: String) throws(Finding) {
        _ = try mapping(name)
        if let unknown = unknownKeys(besides: keys).first { throw unknown }
    }

    /// The value of `key`; nil when it is absent or null.
    public func optional(_ key: String) -> YAMLNode? {
        guard let node = self[key], !node.isNull else { return nil }
        return node
    }

    /// The value of `key`, which must be there.
    ///
    /// - Throws: `YML012` when it is not.
    public func required(_ key: String) throws(Finding) -> YAMLNode {
        guard let node = optional(key) else {
            throw Finding(.missingKey, at: self[key]?.place ?? place, ["key": key])
        }
        return node
    }

    /// The text of this scalar; `name` says what it is in the message.
    ///
    /// - Throws: `YML013` for a list or a mapping.
    public func text(_ name: String) throws(Finding) -> String {
        guard let string else { throw Finding(.textWanted, at: place, ["key": name]) }
        return string
    }

    /// The elements of this list.
    ///
    /// - Throws: `YML014` for anything else.
    public func list(_ name: String) throws(Finding) -> [YAMLNode] {
        guard let sequence else { throw Finding(.listWanted, at: place, ["key": name]) }
        return sequence
    }

    /// The texts of this list; a single scalar counts as a list of one.
    ///
    /// - Throws: `YML013` or `YML014`.
    public func texts(_ name: String) throws(Finding) -> [String] {
        if let string { return [string] }
        var texts: [String] = []
        for element in try list(name) { texts.append(try element.text(name)) }
        return texts
    }

    /// The keys and values of this mapping.
    ///
    /// - Throws: `YML015` for anything else.
    public func mapping(_ name: String) throws(Finding) -> [YAMLEntry] {
        guard let mapping else { throw Finding(.mappingWanted, at: place, ["key": name]) }
        return mapping
    }

    /// The whole number that this scalar holds.
    ///
    /// - Throws: `YML013` or `YML016`.
    public func integer(_ name: String) throws(Finding) -> Int {
        let text = try text(name)
        guard let number = Int(text) else {
            throw Finding(.integerWanted, at: place, ["key": name, "value": text])
        }
        return number
    }

    /// The yes or no that this scalar holds: `oui`, `true`, `yes`; `non`, `false`, `no`.
    ///
    /// - Throws: `YML013` or `YML017`.
    public func boolean(_ name: String) throws(Finding) -> Bool {
        let text = try text(name)
        switch text {
        case "oui", "true", "yes": return true
        case "non", "false", "no": return false
        default: throw Finding(.booleanWanted, at: place, ["key": name, "value": text])
        }
    }

    /// The text of this scalar, which must be one of `choices`.
    ///
    /// - Throws: `YML013` or `YML018`.
    public func choice(_ name: String, among choices: [String]) throws(Finding) -> String {
        let text = try text(name)
        guard choices.contains(text) else {
            throw Finding(
                .choiceWanted, at: place, ["key": name, "value": text, "known": choices.joined(separator: ", ")])
        }
        return text
    }
}

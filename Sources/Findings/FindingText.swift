extension Finding {
    /// What was noticed, in one line, values filled in.
    public func what(_ language: Language) -> String { fill(kind.wording(language).what) }

    /// Why it matters; may be empty.
    public func why(_ language: Language) -> String { fill(kind.wording(language).why) }

    /// What to do; may be empty.
    public func remedy(_ language: Language) -> String { fill(kind.wording(language).remedy) }

    /// The finding as a compiler would print it, several lines, no final line break.
    ///
    /// ```
    /// erreur[ZIP003] mandats.xlsx › xl/worksheets/sheet1.xml
    ///   Le contenu est altéré : somme de contrôle 1a2b… au lieu de 3c4d….
    ///   Pourquoi : …
    ///   À faire : …
    /// ```
    public func text(_ language: Language) -> String {
        let french = language == .french
        let word =
            switch severity {
            case .error: french ? "erreur" : "error"
            case .warning: french ? "attention" : "warning"
            case .note: "note"
            }
        let spot = place.text(language)
        var lines = ["\(word)[\(kind.code)]" + (spot.isEmpty ? "" : " \(spot)"), "  " + what(language)]
        let reason = why(language)
        if !reason.isEmpty { lines.append((french ? "  Pourquoi : " : "  Why: ") + reason) }
        let advice = remedy(language)
        if !advice.isEmpty { lines.append((french ? "  À faire : " : "  To do: ") + advice) }
        if count > 1 { lines.append(french ? "  (\(count) endroits)" : "  (\(count) places)") }
        return lines.joined(separator: "\n")
    }

    /// Replaces each `{name}` that has a value; a name without a value stays as it is written.
    private func fill(_ template: String) -> String {
        guard template.contains("{") else { return template }
        var filled = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            filled += values[name]?.neutralised ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}

extension Wording {
    /// The names of the values that the wording uses, sorted.
    public var names: [String] {
        var found: Set<String> = []
        for text in [what, why, remedy] {
            var rest = Substring(text)
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                found.insert(String(rest[rest.index(after: open)..<close]))
                rest = rest[rest.index(after: close)...]
            }
        }
        return found.sorted()
    }
}

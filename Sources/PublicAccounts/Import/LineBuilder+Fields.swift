internal import Findings
internal import Tabular
internal import Texts

extension LineBuilder {
    /// Makes clean values of the raw texts of each field, and fills those that have none.
    mutating func cleanFields() {
        let count = rows.rows.count
        for field in LineField.allCases {
            let constant = constant(field)
            guard let place = rows.fields.firstIndex(where: { $0.field == field }) else {
                var builder = ColumnBuilder()
                let code = builder.code(constant)
                lines[field] = Lines.Column(
                    values: builder.values, codes: [UInt32](repeating: code, count: count))
                continue
            }
            lines[field] = FieldCleaner.column(&rows.fields[place], cleaner(field))
            if !constant.isEmpty { fill(field, with: constant) }
        }
        for (field, half) in profile.glued.sorted(by: { $0.key.position < $1.key.position }) {
            splitGlued(field, half, tight: true)
        }
        for field in [LineField.nature, .fonction, .chapitre] where profile.glued[field] == nil {
            splitGlued(field, .code, tight: false)
        }
        fillFromParts()
    }

    /// What all lines without a value have: what the caller says, else the rows above the header, else the profile.
    private func constant(_ field: LineField) -> String {
        if let given = settings.constants[field] { return given }
        if let fact = facts[field] { return cleaner(field).clean(fact) }
        return profile.constants[field] ?? ""
    }

    /// How a text of `field` becomes a value.
    private func cleaner(_ field: LineField) -> Cleaner {
        let nulls = profile.nulls
        switch field {
        case .exercice, .budget, .chapitre, .nature, .fonction, .operation, .programme:
            let prefix = profile.prefixes[field] ?? ""
            let hasChapter = profile.chapterPrefixed.contains(field)
            guard !prefix.isEmpty || hasChapter else {
                return Cleaner(FieldCleaner.code, plain: .codes, nulls: nulls)
            }
            let change = { (text: String) -> String in
                let code = FieldCleaner.without(prefix: prefix, FieldCleaner.code(text))
                return hasChapter ? FieldCleaner.withoutChapter(code) : code
            }
            return Cleaner(change, plain: .none, nulls: nulls)
        case .date: return Cleaner(FieldCleaner.date, plain: .none, nulls: nulls)
        // Cut labels are healed before their spaces are tidied, once the nomenclature's words are known.
        case _ where profile.cuts[field] != nil: return Cleaner(nil, plain: .none, nulls: nulls)
        default: return Cleaner(FieldCleaner.label, plain: .labels, nulls: nulls)
        }
    }

    mutating func fill(_ field: LineField, with constant: String) {
        if profile.cuts[field] != nil { lines[field].merge() }
        var builder = ColumnBuilder(lines[field])
        let code = builder.code(constant)
        lines[field] = Lines.Column(values: builder.values, codes: lines[field].codes.map { $0 == 0 ? code : $0 })
    }

    /// Parts `01 - OPERATIONS NON VENTILABLES` in a code and its label; without `tight`, only digits are such a code.
    private mutating func splitGlued(_ field: LineField, _ half: GluedHalf, tight: Bool) {
        let column = lines[field]
        let parts = column.values.map { value -> (code: String, label: String)? in
            if tight { return GluedText.splitTight(value) }
            guard let parts = GluedText.split(value), parts.code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return parts
        }
        guard parts.contains(where: { $0 != nil }) else { return }
        var codes = ColumnBuilder()
        let mapped = zip(parts, column.values).map { part, value in
            codes.code(part.map { half == .code ? $0.code : $0.label } ?? value)
        }
        lines[field] = Lines.Column(values: codes.values, codes: column.codes.map { mapped[Int($0)] })
        guard half == .code, let label = field.label, !rows.fields.contains(where: { $0.field == label }) else {
            return
        }
        var labels = ColumnBuilder()
        let mappedLabels = parts.map { labels.code($0?.label ?? "") }
        lines[label] = Lines.Column(values: labels.values, codes: column.codes.map { mappedLabels[Int($0)] })
    }

    /// What each line is by the amount column that it comes from.
    private mutating func fillFromParts() {
        guard !rows.parts.isEmpty else { return }
        for field in LineField.allCases where rows.parts.contains(where: { $0.line.values[field] != nil }) {
            if profile.cuts[field] != nil { lines[field].merge() }
            var builder = ColumnBuilder(lines[field])
            let codes = rows.parts.map { $0.line.values[field].map { builder.code($0) } }
            let old = lines[field].codes
            lines[field] = Lines.Column(
                values: builder.values, codes: zip(old, rows.partOfLine).map { codes[Int($1)] ?? $0 })
        }
    }

    /// Says which dates stay as they are written.
    mutating func reportDates() {
        let column = lines[.date]
        let isOdd = column.values.map { !$0.isEmpty && !FieldCleaner.isDate($0) }
        guard isOdd.contains(true) else { return }
        var odd = Examples()
        for code in column.codes where isOdd[Int(code)] { odd.add(column.values[Int(code)]) }
        report(.datesUnread, .date, odd)
    }

    /// Says which labels were read in the wrong encoding by whoever wrote the file: `DÃ©pense`.
    mutating func reportMisread() {
        for field in [LineField.libelle, .libelleNature, .libelleFonction] {
            let column = lines[field]
            // Nearly always none is, which one look at all texts as if they were one tells.
            guard FieldCleaner.isMisread(column.values.bytes.span) else { continue }
            let isMisread = column.values.indices.map { FieldCleaner.isMisread(column.values.utf8(at: $0).span) }
            guard isMisread.contains(true) else { continue }
            var misread = Examples()
            for code in column.codes where isMisread[Int(code)] { misread.add(column.values[Int(code)]) }
            report(.textsMisread, field, misread)
        }
    }

    /// Says which lines are alike in all that the profile says tells them apart, amount included.
    mutating func reportDuplicates() {
        guard !profile.identity.isEmpty else { return }
        var groups = LineGroups(lines[profile.identity[0]].codes)
        for field in profile.identity.dropFirst() { groups = LineGroups(groups.of, lines[field].codes) }
        struct Twin: Hashable {
            var group: UInt32
            var amount: Int64
        }
        var seen = Set<Twin>()
        var twins = Examples()
        var repeated: [Int] = []
        for line in groups.of.indices where groups.counts[Int(groups.of[line])] > 1 {
            let twin = Twin(group: groups.of[line], amount: lines.amounts[line].value)
            if !seen.insert(twin).inserted {
                twins.add("\(lines.rows[line] + 1)")
                repeated.append(line)
            }
        }
        report(
            .linesAlike, nil, twins, ["fields": profile.identity.map(\.rawValue).joined(separator: ", ")])
        control("Lignes qui n'en répètent pas une autre", among: lines.amounts.indices, but: repeated)
    }
}

extension LineField {
    /// The field that has the label of this code.
    fileprivate var label: LineField? {
        switch self {
        case .nature: .libelleNature
        case .fonction: .libelleFonction
        default: nil
        }
    }
}

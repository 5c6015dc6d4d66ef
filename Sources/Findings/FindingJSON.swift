public import Texts

extension Finding {
    /// Writes the finding as a JSON object: code, severity, place, what, why, remedy, values, count.
    public func write(to json: inout JSONWriter, _ language: Language) {
        json.object { json in
            json.member("code", kind.code)
            json.member("severity", severity.name)
            json.key("place")
            json.object { json in
                if let file = place.file { json.member("file", file) }
                if let part = place.part { json.member("part", part) }
                if let sheet = place.sheet { json.member("sheet", sheet) }
                if let cell = place.cell { json.member("cell", cell) }
                if let line = place.line { json.member("line", line) }
                if let column = place.column { json.member("column", column) }
                if let offset = place.offset { json.member("offset", offset) }
            }
            json.member("what", what(language))
            json.member("why", why(language))
            json.member("remedy", remedy(language))
            json.key("values")
            json.object { json in
                for (name, value) in values.sorted(by: { $0.key < $1.key }) { json.member(name, value) }
            }
            json.member("count", count)
        }
    }
}

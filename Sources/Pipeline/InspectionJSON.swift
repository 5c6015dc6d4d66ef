public import Findings
internal import PublicAccounts
internal import Tabular
internal import Texts

extension InspectionReport {
    /// The report as JSON, indented. Amounts are whole cents.
    public func json(_ language: Language) -> String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("file", file)
            json.member("format", format)
            json.key("opening")
            json.array { json in for finding in opening { finding.write(to: &json, language) } }
            json.key("sheets")
            json.array { json in for sheet in inspection.sheets { Self.write(sheet, to: &json) } }
            json.key("names")
            json.array { json in for name in inspection.names { Self.write(name, to: &json) } }
            if let found = inspection.result {
                json.key("import")
                json.object { json in
                    Self.write(found, to: &json)
                    json.key("repairs")
                    json.array { json in
                        for repair in inspection.repairs {
                            json.object { json in
                                json.member("code", repair.kind.code)
                                json.member("what", repair.what(language))
                                json.member("count", repair.count)
                            }
                        }
                    }
                }
            }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json, language) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    fileprivate static func write(_ name: WorkbookName, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name.name)
            json.member("text", name.text)
            if let sheet = name.sheet { json.member("sheet", sheet) }
            json.member("hidden", name.isHidden)
        }
    }

    fileprivate static func write(_ summary: SheetSummary, to json: inout JSONWriter) {
        if let used = summary.used { json.member("extent", used.description) }
        json.key("tables")
        json.array { json in
            for table in summary.tables {
                json.object { json in
                    json.member("name", table.name)
                    json.member("range", table.range.description)
                }
            }
        }
        if let filter = summary.filter { json.member("filter", filter.description) }
        json.key("merges")
        json.array { json in for merge in summary.merges { json.string(merge.description) } }
        json.key("hiddenColumns")
        json.array { json in
            for column in summary.hiddenColumns.sorted() { json.string(CellReference.letters(ofColumn: column)) }
        }
    }

    fileprivate static func write(_ sheet: Inspection.Sheet, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", sheet.info.name)
            json.member("hidden", sheet.info.isHidden)
            json.member("written", sheet.isWritten)
            json.key("writtenColumns")
            json.array { json in
                for (column, mark) in sheet.written {
                    json.object { json in
                        json.member("column", CellReference.letters(ofColumn: column))
                        json.member("owner", mark.owner)
                        json.member("key", mark.key)
                    }
                }
            }
            Self.write(sheet.summary, to: &json)
            if let header = sheet.headerRows {
                json.member("headerRow", header.upperBound + 1)
                json.member("headerHeight", header.count)
            }
            json.key("facts")
            json.object { json in
                for (field, value) in sheet.facts.sorted(by: { $0.key.position < $1.key.position }) {
                    json.member(field.rawValue, value)
                }
            }
            json.key("columns")
            json.array { json in
                for (column, evidence) in zip(sheet.columns, sheet.evidence) {
                    json.object { json in
                        json.member("column", CellReference.letters(ofColumn: column.column))
                        json.member("header", column.header)
                        json.member("role", column.role.name)
                        json.member("alias", column.alias)
                        json.member("certainty", column.certainty.rawValue)
                        json.member("confidence", evidence.confidence)
                        json.member("values", evidence.values)
                        json.member("fitting", evidence.fitting)
                    }
                }
            }
            json.key("others")
            json.array { json in
                for other in sheet.others {
                    json.object { json in
                        json.member("column", CellReference.letters(ofColumn: other.column))
                        json.member("header", other.header)
                    }
                }
            }
            json.key("samples")
            json.array { json in
                for sample in sheet.samples {
                    json.array { json in for value in sample { json.string(value) } }
                }
            }
            json.key("profiles")
            json.array { json in
                for fit in sheet.fits {
                    json.object { json in
                        json.member("profile", fit.profile)
                        json.member("seen", fit.seen)
                        json.member("all", fit.all)
                        json.member("ownHeaders", fit.signs)
                        json.member("ownHeadersOf", fit.allSigns)
                        json.member("fits", fit.isComplete)
                        json.key("missing")
                        json.array { json in for name in fit.missing { json.string(name) } }
                    }
                }
            }
        }
    }

    fileprivate static func write(_ found: Import, to json: inout JSONWriter) {
        json.member("sheet", found.sheetName)
        json.member("profile", found.profile)
        json.member("reason", found.profileReason)
        json.member("headerRow", found.headerRow + 1)
        json.member("lines", found.lines.count)
        json.member("totalCents", Int(found.lines.total.value))
        json.key("totals")
        json.array { json in
            for total in found.totals {
                json.object { json in
                    json.member("sens", total.sens)
                    json.member("section", total.section)
                    json.member("mouvement", total.mouvement)
                    json.member("lines", total.count)
                    json.member("cents", Int(total.amount.value))
                }
            }
        }
        json.key("controls")
        json.array { json in
            for control in found.controls { control.write(to: &json) }
        }
    }
}

internal import Rules
internal import Tabular
public import Texts

extension DerivedResults {
    /// Writes the views as a member `derivedViews` of the object that is open; nothing where there are none. Amounts are
    /// whole cents. `axes` are those that were looked at.
    public func write(to json: inout JSONWriter, _ definition: MeasureDefinition, axes: [Axis]) {
        guard !isEmpty else { return }
        json.key("derivedViews")
        json.object { json in
            if !sections.isEmpty { writeSections(to: &json, definition, axes) }
            if !weighted.isEmpty { writeWeighted(to: &json, definition) }
            if let noHarm, let view = definition.views.noHarm { noHarm.write(to: &json, view, axes) }
            if let mapping = definition.mapping, !scales.isEmpty { writeScales(to: &json, mapping) }
        }
    }

    private func writeSections(to json: inout JSONWriter, _ definition: MeasureDefinition, _ axes: [Axis]) {
        json.key("sections")
        json.array { json in
            for section in sections {
                for (axis, totals) in zip(axes, section.axes) {
                    json.object { json in
                        json.member("section", section.id)
                        json.member("axis", axis.id)
                        json.member("totalCents", Int(totals.amounts.reduce(.zero, +).value))
                        json.key("cents")
                        json.object { json in
                            for mark in definition.axisMarks {
                                json.member(definition.marks[mark].id, Int(totals.amounts[mark].value))
                            }
                        }
                        json.key("lines")
                        json.object { json in
                            for mark in definition.axisMarks {
                                json.member(definition.marks[mark].id, totals.counts[mark])
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeWeighted(to json: inout JSONWriter, _ definition: MeasureDefinition) {
        json.key("weighted")
        json.array { json in
            for totals in weighted {
                json.object { json in
                    json.member("id", totals.view.id)
                    json.member("label", totals.view.label)
                    json.member("axis", totals.axis)
                    json.member("source", totals.view.source)
                    json.member("confidence", totals.view.confidence.rawValue)
                    json.member("weightedCents", Int(totals.weighted.value))
                    json.member("restCents", Int(totals.rest.value))
                    json.member("withoutCoefficientCents", Int(totals.unweighted.value))
                    json.key("parts")
                    json.array { json in
                        for mark in definition.axisMarks {
                            let part = totals.parts[mark]
                            json.object { json in
                                json.member("category", definition.marks[mark].id)
                                json.member("cents", Int(part.amount.value))
                                guard let weighted = part.weighted, let weight = totals.view.weights[mark] else {
                                    return
                                }
                                json.member("coefficient", weight.text)
                                json.member("weightedCents", Int(weighted.value))
                                json.member("restCents", Int(part.rest.value))
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeScales(to json: inout JSONWriter, _ mapping: ScaleMapping) {
        json.key("otherScale")
        json.object { json in
            json.member("measure", mapping.measure)
            json.member("version", mapping.version)
            json.member("source", mapping.source)
            json.member("confidence", mapping.confidence.rawValue)
            json.key("axes")
            json.array { json in for scale in scales { json.object { scale.write(to: &$0) } } }
        }
    }
}

extension MeasureDefinition {
    /// The marks that a rating of an axis may have, what is unresolved first.
    public var axisMarks: [Int] { [Int(absenceMark)] + categories.indices }
}

extension NoHarmResult {
    fileprivate func write(to json: inout JSONWriter, _ view: NoHarmView, _ axes: [Axis]) {
        json.key("favourableWithoutHarm")
        json.object { json in
            json.member("label", view.label)
            json.key("axes")
            json.array { json in for axis in axes { json.string(axis.id) } }
            json.member("favourableCents", Int(favourable.value))
            json.member("favourableLines", favourableLines)
            json.key("answers")
            json.array { json in
                for answer in NoHarm.allCases {
                    json.object { json in
                        json.member("id", answer.id)
                        json.member("label", answer.label)
                        json.member("cents", Int(self[answer].value))
                        json.member("lines", counts[Int(answer.rawValue)])
                    }
                }
            }
        }
    }
}

extension ScaleComparison {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("axis", axis.id)
        json.member("otherAxis", other.id)
        json.key("situations")
        json.array { json in
            for agreement in ScaleAgreement.allCases {
                json.object { json in
                    json.member("id", agreement.id)
                    json.member("label", agreement.label)
                    json.member("cents", Int(self[agreement].amount.value))
                    json.member("lines", self[agreement].lines)
                }
            }
        }
        json.key("disagreements")
        json.array { json in
            for pair in disagreements {
                json.object { json in
                    json.member("byGrade", pair.expected)
                    json.member("official", pair.found)
                    json.member("cents", Int(pair.amount.value))
                    json.member("lines", pair.lines)
                }
            }
        }
        json.key("largest")
        json.array { json in
            for line in largest {
                json.object { json in
                    json.member("row", line.row + 1)
                    json.member("cents", Int(line.amount.value))
                    json.member("byGrade", line.expected)
                    json.member("official", line.found)
                }
            }
        }
    }
}

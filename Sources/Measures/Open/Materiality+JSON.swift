internal import Tabular
public import Texts

extension Materiality {
    /// Writes what thresholds cover as a member of the object that is open. Amounts are whole cents, absolute values.
    public func write(to json: inout JSONWriter) {
        json.key("materiality")
        json.object { json in
            whole.write(to: &json)
            json.key("thresholds")
            json.array { json in
                for step in steps {
                    json.object { json in
                        json.member("aboveCents", Int(step.threshold.value))
                        json.member("own", step.isOwn)
                        step.part.write(to: &json)
                    }
                }
            }
        }
    }
}

extension Materiality.Part {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("lines", lines)
        json.member("cents", Int(amount.value))
        json.member("openLines", openLines)
        json.member("openCents", Int(openAmount.value))
    }
}

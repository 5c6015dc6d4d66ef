internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

extension KindColumnMaker {
    /// The template, the capital, the part, what is posted, and the two accounts.
    func columns(of result: PostingsResult) -> [KindColumns.Draft] {
        let details = definition.details
        func coded(_ value: (PostingsResult.LinePosting) -> CellValue?) -> ColumnData {
            rows.coded(result.postings.map { $0.flatMap(value) }) { axis.codes[$0] }
        }
        return [
            draft(
                "modele", "Modèle d'écriture", 18, .general, coded { .text(details.templates[$0.template].id) },
                isCorrected: true),
            draft(
                "capital", "Capital", 24, .general, coded { .text(details.capitals[$0.capital].label) },
                isCorrected: true),
            draft("part", "Part", 8, .percent, coded { Self.decimal($0.part) }, isCorrected: true),
            draft(
                "passe", "Montant passé", 20, .amount,
                rows.amounts { line in
                    result.postings[Int(axis.codes[line])]?.part.rounded(of: lines.amounts[line])
                }, formula: part("part")),
            account("debit", "Compte débité", result, \.debit),
            account("credit", "Compte crédité", result, \.credit),
        ]
    }

    /// The account of each line: one text per distinct rating and account.
    private func account(
        _ key: String, _ name: String, _ result: PostingsResult, _ pattern: KeyPath<PostingTemplate, String>
    ) -> KindColumns.Draft {
        let details = definition.details
        let natures = lines[.nature]
        var texts: [CellValue?] = []
        var places: [UInt64: UInt32] = [:]
        var codes: [UInt32] = []
        codes.reserveCapacity(lines.count)
        for line in 0..<lines.count {
            let pair = UInt64(axis.codes[line]) << 32 | UInt64(natures.codes[line])
            if let known = places[pair] {
                codes.append(known)
                continue
            }
            let place = UInt32(texts.count)
            places[pair] = place
            codes.append(place)
            guard let posting = result.postings[Int(axis.codes[line])] else {
                texts.append(nil)
                continue
            }
            let template = details.templates[posting.template]
            texts.append(
                .text(
                    template.account(
                        template[keyPath: pattern], capital: details.capitals[posting.capital].id,
                        nature: natures.values[Int(natures.codes[line])])))
        }
        return draft(key, name, 16, .general, rows.coded(texts) { codes[$0] })
    }

    /// The indicator, the part, and the amount that is tied to it.
    func columns(of result: LinksResult) -> [KindColumns.Draft] {
        let indicators = definition.details.indicators
        func coded(_ value: (LinksResult.Link) -> CellValue?) -> ColumnData {
            rows.coded(result.links.map { $0.flatMap(value) }) { axis.codes[$0] }
        }
        return [
            draft(
                "indicateur", "Indicateur", 14, .general, coded { .text(indicators[$0.indicator].id) },
                isCorrected: true),
            draft("libelle", "Libellé de l'indicateur", 40, .general, coded { .text(indicators[$0.indicator].label) }),
            draft("part", "Part", 8, .percent, coded { Self.decimal($0.part) }, isCorrected: true),
            draft(
                "lie", "Montant lié", 20, .amount,
                rows.amounts { line in
                    result.links[Int(axis.codes[line])]?.part.rounded(of: lines.amounts[line])
                }, formula: part("part")),
        ]
    }
}

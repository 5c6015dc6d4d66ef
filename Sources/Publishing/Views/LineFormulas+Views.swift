internal import Measures
internal import Tabular

/// The live formulas of the columns that a pipeline asks for.
extension LineFormulas {
    // MARK: Favourable and harmless

    /// The answer for the part that every axis' main rating covers; `ignoresUnjudged` leaves aside axes that people decided
    /// not to judge.
    func noHarm(ignoresUnjudged: Bool) -> Formula { agreed(answer(mains, ignoresUnjudged)) }

    /// The answer for the rest; empty text when no axis is split.
    func noHarmOther(ignoresUnjudged: Bool) -> Formula {
        .call(
            "IF",
            [.binary(smallestPart, .equal, .number("1")), .text(""), agreed(answer(rests, ignoresUnjudged))])
    }

    private var mains: [Formula] { plan.axes.map { .sameRow(column: $0.rating) } }

    private func answer(_ ratings: [Formula], _ ignoresUnjudged: Bool) -> Formula {
        let judgements =
            words.positive + words.negative + words.neutral + (ignoresUnjudged ? words.unrated : [])
        // An axis that leaves the line out has no part, and no say.
        let asked = Formula.call(
            "SUM",
            plan.axes.map { axis in
                .call(
                    "IF",
                    [.binary(.sameRow(column: axis.part), .equal, .text("")), .number("0"), .number("1")])
            })
        let open = Formula.binary(count(ratings, of: judgements), .less, asked)
        let harmless = choice(open, NoHarm.undecided, NoHarm.harmless)
        return .call(
            "IF",
            [
                isNone(count(ratings, of: words.positive)), .text(NoHarm.notFavourable.label),
                .call(
                    "IF",
                    [
                        .binary(count(ratings, of: words.negative), .greater, .number("0")),
                        .text(NoHarm.harmful.label), harmless,
                    ]),
            ])
    }

    /// `answer`, unless two axes are split at different parts: then it is open where anything is favourable.
    private func agreed(_ answer: Formula) -> Formula {
        guard plan.axes.count > 1 else { return answer }
        let positive = Formula.binary(
            count(mains, of: words.positive), .plus, count(rests, of: words.positive))
        return .call(
            "IF", [differentParts, choice(isNone(positive), .notFavourable, .undecided), answer])
    }

    private func choice(_ test: Formula, _ yes: NoHarm, _ no: NoHarm) -> Formula {
        .call("IF", [test, .text(yes.label), .text(no.label)])
    }

    // MARK: Another scale

    /// What the grade of `axis` becomes by `mapping`, whose categories are those of `definition`: the words of
    /// `ScaleMapping.words`, parts to a hundredth of a percent with a comma whatever the program's language.
    func expected(_ axis: ColumnPlan.Axis, _ mapping: ScaleMapping, _ definition: MeasureDefinition) -> Formula {
        let (main, other) = (Formula.sameRow(column: axis.rating), Formula.sameRow(column: axis.other))
        let part = Formula.sameRow(column: axis.part)
        let scale = MappedScale(mapping, definition)
        let rest = Formula.binary(.number("1"), .minus, part)
        let split = Formula.call(
            "IF",
            [
                .binary(scale.rank(main), .less, scale.rank(other)), Self.parts(scale, main, part, other),
                Self.parts(scale, other, rest, main),
            ])
        return .call(
            "IF",
            [
                .binary(part, .less, .number("1")),
                .call(
                    "IF",
                    [.binary(scale.word(main), .equal, scale.word(other)), scale.word(main), split]),
                scale.word(main),
            ])
    }

    private static func parts(_ scale: MappedScale, _ first: Formula, _ part: Formula, _ last: Formula) -> Formula {
        let percents = Formula.call("ROUND", [.binary(part, .times, .number("100")), .number("2")])
        let comma = Formula.call("SUBSTITUTE", [percents, .text("."), .text(",")])
        return [.text(" "), comma, .text(" % + "), scale.word(last)].reduce(scale.word(first)) {
            .binary($0, .join, $1)
        }
    }

    /// Whether the official rating is the one that the grade becomes; `absence` is the word for no rating.
    func agreement(_ places: ViewPlaces.Scale, absence: String) -> Formula {
        let (expected, found) = (Formula.sameRow(column: places.expected), Formula.sameRow(column: places.found))
        func pick(_ test: Formula, _ yes: ScaleAgreement, _ no: Formula) -> Formula {
            .call("IF", [test, .text(yes.label), no])
        }
        let isUngraded = Formula.binary(expected, .equal, .text(absence))
        let both = pick(.binary(expected, .equal, found), .agrees, .text(ScaleAgreement.disagrees.label))
        let rated = pick(isUngraded, .ratingAlone, both)
        let unrated = pick(isUngraded, .neither, .text(ScaleAgreement.gradeAlone.label))
        return pick(
            .binary(found, .equal, .text("")), .outside,
            .call("IF", [.binary(found, .equal, .text(absence)), unrated, rated]))
    }
}

/// Categories of another measure as formulas over the cells of a rating.
private struct MappedScale {
    private let mapping: ScaleMapping
    /// The labels that become each of the other measure's categories.
    private let labels: [[String]]

    init(_ mapping: ScaleMapping, _ definition: MeasureDefinition) {
        self.mapping = mapping
        labels = mapping.categories.indices.map { place in
            definition.categories.indices.filter { mapping.entries[$0].place == place }
                .map { definition.categories[$0].label }
        }
    }

    /// The word that `rating` becomes.
    func word(_ rating: Formula) -> Formula {
        chain(rating, otherwise: .text(mapping.absence.label)) { .text(mapping.categories[$0].label) }
    }

    /// Where that word stands among the categories.
    func rank(_ rating: Formula) -> Formula {
        chain(rating, otherwise: .number(String(labels.count))) { .number(String($0)) }
    }

    private func chain(_ rating: Formula, otherwise: Formula, _ value: (Int) -> Formula) -> Formula {
        labels.indices.reversed().reduce(otherwise) { rest, place in
            let tests = labels[place].map { Formula.binary(rating, .equal, .text($0)) }
            guard let first = tests.first else { return rest }
            return .call("IF", [tests.count == 1 ? first : .call("OR", tests), value(place), rest])
        }
    }
}

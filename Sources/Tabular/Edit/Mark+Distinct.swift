extension Mark {
    /// The marks `keys` of `owner`, all different: keys that come to the same are numbered in their order, and one that
    /// comes to nothing is `sans_nom`.
    public static func distinct(_ kind: Kind, owner: String, keys: [String]) -> [Mark] {
        var taken: Set<Mark> = []
        return keys.map { wanted in
            let key = Mark(kind, owner: owner, key: wanted).key.isEmpty ? "sans nom" : wanted
            var mark = Mark(kind, owner: owner, key: key)
            var number = 1
            while taken.contains(mark) {
                number += 1
                // Room for the number in the hundred characters that a key has.
                mark = Mark(kind, owner: owner, key: "\(key.prefix(80)).\(number)")
            }
            taken.insert(mark)
            return mark
        }
    }
}

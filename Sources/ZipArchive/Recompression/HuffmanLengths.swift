/// Lengths of Huffman codes for symbols that occur more or less often.
enum HuffmanLengths {
    /// By symbol: how long its code is, at most `limit`; 0 for those that do not occur.
    ///
    /// The codes fill their space: where fewer than two symbols occur, 0 or 1 or both get one too, as zlib has it, because
    /// some readers know no lonely codes. They are as short as codes can be, unless the limit makes some longer.
    static func of(_ counts: [UInt32], limit: Int) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: counts.count)
        // The counts are below 2³², so that both fit a word, which sorts fast and always alike.
        let sorted = counts.indices.filter { counts[$0] > 0 }.map { UInt64(counts[$0]) << 16 | UInt64($0) }.sorted()
        guard sorted.count > 1 else {
            let only = sorted.first.map { Int($0 & 0xFFFF) } ?? 0
            lengths[only] = 1
            lengths[only == 0 ? 1 : 0] = 1
            return lengths
        }
        var depths = Self.depths(sorted.map { $0 >> 16 }, limit: limit)
        // The rarest symbols have the longest codes.
        var symbol = 0
        for length in (1...limit).reversed() {
            while depths[length] > 0 {
                lengths[Int(sorted[symbol] & 0xFFFF)] = UInt8(length)
                depths[length] -= 1
                symbol += 1
            }
        }
        return lengths
    }

    /// By length: how many codes have it, for symbols with `weights`, ascending, of which there are two or more.
    private static func depths(_ weights: [UInt64], limit: Int) -> [Int] {
        // Huffman's tree with two queues: leaves in order, and the nodes that are made of them, which come in order too.
        let count = weights.count
        var nodes: [UInt64] = []
        var parents = [Int](repeating: 0, count: 2 * count - 1)
        var leaf = 0
        var node = 0
        for made in 0..<(count - 1) {
            var weight: UInt64 = 0
            for _ in 0..<2 {
                if leaf < count, node >= nodes.count || weights[leaf] <= nodes[node] {
                    weight += weights[leaf]
                    parents[leaf] = made
                    leaf += 1
                } else {
                    weight += nodes[node]
                    parents[count + node] = made
                    node += 1
                }
            }
            nodes.append(weight)
        }
        // The last node is the root; each node is made before its parent.
        var depth = [Int](repeating: 0, count: count - 1)
        for made in (0..<(count - 2)).reversed() { depth[made] = depth[parents[count + made]] + 1 }
        var depths = [Int](repeating: 0, count: limit + 1)
        for leaf in 0..<count { depths[min(depth[parents[leaf]] + 1, limit)] += 1 }
        shorten(&depths, limit: limit)
        return depths
    }

    /// Makes room for codes that were cut to `limit`: others get longer, until all fit.
    private static func shorten(_ depths: inout [Int], limit: Int) {
        var used = 0
        for length in 1...limit { used += depths[length] << (limit - length) }
        while used > 1 << limit {
            // One code of the limit goes beside a shorter one, which both get one bit more.
            depths[limit] -= 1
            guard let length = (1..<limit).last(where: { depths[$0] > 0 }) else { return }
            depths[length] -= 1
            depths[length + 1] += 2
            used -= 1
        }
    }
}

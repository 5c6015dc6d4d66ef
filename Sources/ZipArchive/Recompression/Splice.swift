/// How contents go on compared with the source that they are made from: some of it is left out, some bytes are put in its
/// place, then some of it is copied.
public struct Splice: Sendable, Equatable {
    /// How many bytes of the source are left out.
    public var skipped: Int
    /// How many bytes come that are not the source's.
    public var inserted: Int
    /// How many bytes of the source come then as they are.
    public var copied: Int

    /// A splice of so many bytes.
    public init(skipped: Int, inserted: Int, copied: Int) {
        self.skipped = skipped
        self.inserted = inserted
        self.copied = copied
    }
}

/// What writing a workbook may do.
public struct EditOptions: Sendable {
    /// The deflate level of what is written anew, 1 to 9.
    public var compression = 6
    /// Whether a digital signature, which any change breaks, may be dropped.
    public var mayDropSignature = false

    /// The defaults.
    public init() {}
}

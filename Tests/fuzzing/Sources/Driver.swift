/// The target that `MESURES_FUZZ` names, or `--list`.
private let target: FuzzTarget? = environment("MESURES_FUZZ").flatMap { FuzzTarget(rawValue: $0) }

/// What libFuzzer calls with each input (LLVM, "libFuzzer – a library for coverage-guided fuzz testing").
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Sound: libFuzzer gives `count` bytes that live as long as the call.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let target else { fatalError("MESURES_FUZZ names no target") }
    target.run(input)
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ testOneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The program's start: SwiftPM calls the main function of an executable target so.
@_cdecl("fuzzing_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    if environment("MESURES_FUZZ") == nil {
        for target in FuzzTarget.allCases { print(target.rawValue) }
        return 0
    }
    var count = count
    var arguments = unsafe arguments
    return unsafe runDriver(&count, &arguments, testOneInput)
}

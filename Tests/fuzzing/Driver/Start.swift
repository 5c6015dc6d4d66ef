import Findings

#if canImport(Glibc)
import Glibc
#endif

/// libFuzzer's own loop, for programs that have a `main` (llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library").
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Starts the loop over the target that `MESURES_FUZZ` names; SwiftPM makes this function the program's `main`.
@_cdecl("fuzz_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var count = count
    var arguments = unsafe arguments
    guard Target.chosen != nil else {
        for name in Target.all.keys.sorted() { print(name) }
        return 2
    }
    return unsafe runDriver(&count, &arguments) { data, count in
        // Sound: libFuzzer gives `count` bytes at `data` for the time of the call.
        let input = unsafe Array(UnsafeBufferPointer(start: data, count: count))
        Target.chosen?(input)
        return 0
    }
}

/// What is fuzzed: each takes any bytes and must come back.
enum Target {
    /// By name.
    static let all: [String: @Sendable ([UInt8]) -> Void] = [
        "container": readContainer, "xlsx-sheet": readOpenXMLSheet, "xlsx-edit": editOpenXMLSheet,
        "shared-strings": readSharedStrings, "styles": readStyles, "xlsx-parts": readOpenXMLParts,
        "ods-content": readOpenDocumentContent, "ods-edit": editOpenDocumentContent, "flat-ods": readFlatOpenDocument,
        "csv": readDelimitedText, "columns": readColumns, "workbook": readWorkbook,
        "spreadsheetml": readSpreadsheetML, "html": readHTML, "budget": readBudgetDocument, "gzip": readGzip,
        "rewriting": rewriteDeflated,
    ]

    /// The one that is asked for.
    static let chosen = unsafe getenv("MESURES_FUZZ").flatMap { all[unsafe String(cString: $0)] }
}

/// Ends the run with a fault that libFuzzer keeps the input of, unless `condition` holds.
func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fatalError("FAULT: \(message())") }
}

/// What `body` gives; nil when it ends with a finding. Nothing else may be thrown.
func allowingFindings<Result>(_ body: () throws -> Result) -> Result? {
    do {
        return try body()
    } catch {
        demand(error is Finding, "an error that is no finding: \(error)")
        return nil
    }
}

// swift-tools-version: 6.2
// The house, bottom to top: each target uses only those declared above it (docs/architecture.md).
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func house(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = [], fixtures: Bool = false) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
        exclude: fixtures ? ["Fixtures"] : [], swiftSettings: strict)
}

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "mesures",
    products: [.executable(name: "mesures", targets: ["mesures"])],
    traits: [
        .trait(name: "Isal", description: "Inflates with ISA-L (libisal-dev), two to three times as fast as zlib.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    targets: [
        // System libraries
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // What everything speaks
        house("Texts"),
        house("Findings", uses: ["Texts"]),

        // Bytes
        house("Files", uses: ["CNettle", "Findings", system]),
        house(
            "ZipArchive",
            uses: ["CZlib", .target(name: "CIsal", condition: .when(traits: ["Isal"])), "Files", "Findings"]),
        house("Markup", uses: ["CLibXML2", "Findings"]),
        house("YAML", uses: ["CYaml", "Findings", "Texts"]),

        // Workbooks
        house("Tabular", uses: ["Findings", "Texts"]),
        house("OpenXML", uses: ["Tabular", "ZipArchive", "Markup", "Files", "Findings", "Texts"]),
        house("OpenDocument", uses: ["Tabular", "ZipArchive", "Markup", "Files", "Findings", "Texts"]),
        house("DelimitedText", uses: ["Tabular", "Files", "Findings", "Texts"]),
        house("MarkupSheets", uses: ["Tabular", "Markup", "Files", "Findings", "Texts"]),
        house(
            "Workbooks",
            uses: [
                "OpenXML", "OpenDocument", "DelimitedText", "MarkupSheets", "Tabular", "ZipArchive", "Files",
                "Findings",
                "Texts",
            ]),

        // The domain
        house(
            "PublicAccounts",
            uses: [
                "Workbooks", "DelimitedText", "MarkupSheets", "Markup", "Tabular", "YAML", "Files", "Findings", "Texts",
            ]),
        house("Rules", uses: ["PublicAccounts", "DelimitedText", "Tabular", "YAML", "Files", "Findings", "Texts"]),
        house(
            "Decisions", uses: ["Rules", "PublicAccounts", "DelimitedText", "Tabular", "Files", "Findings", "Texts"]),
        house("Learning", uses: ["Decisions", "Rules", "PublicAccounts", "Tabular", "Findings", "Texts"]),
        house(
            "Measures",
            uses: ["Learning", "Decisions", "Rules", "PublicAccounts", "Tabular", "YAML", "Files", "Findings", "Texts"]
        ),
        house(
            "Publishing",
            uses: [
                "Measures", "Decisions", "Rules", "PublicAccounts", "Workbooks", "DelimitedText", "Tabular", "Files",
                "Findings", "Texts",
            ]),
        house("Reports", uses: ["Measures", "Rules", "PublicAccounts", "Tabular", "Findings", "Texts"]),
        house(
            "Pipeline",
            uses: [
                "Reports", "Publishing", "Measures", "Learning", "Decisions", "Rules", "PublicAccounts", "Workbooks",
                "DelimitedText", "Tabular", "ZipArchive", "YAML", "Files", "Findings", "Texts",
            ]),
        .executableTarget(
            name: "mesures",
            dependencies: [
                "Pipeline", "Publishing", "Measures", "Rules", "PublicAccounts", "Workbooks", "Tabular",
                "ZipArchive", "Files", "Findings", "Texts", arguments,
            ], swiftSettings: strict,
            // gold, the default, warns of a function of Foundation that nothing here calls.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]),

        // Tests, beside what they prove
        tests(of: "Findings"),
        tests(of: "Texts"),
        tests(of: "Files", uses: ["Findings"]),
        tests(of: "ZipArchive", uses: ["CZlib", "Files", "Findings"]),
        tests(of: "Markup", uses: ["Findings"]),
        tests(of: "YAML", uses: ["Findings"]),
        tests(of: "Tabular", uses: ["Findings"]),
        tests(of: "OpenXML", uses: ["Tabular", "ZipArchive", "Markup", "Files", "Findings"], fixtures: true),
        tests(of: "OpenDocument", uses: ["Tabular", "ZipArchive", "Markup", "Files", "Findings"], fixtures: true),
        tests(of: "DelimitedText", uses: ["Tabular", "Files", "Findings"]),
        tests(of: "MarkupSheets", uses: ["Tabular", "Files", "Findings"]),
        tests(of: "Workbooks", uses: ["OpenXML", "Tabular", "ZipArchive", "Files", "Findings"]),
        tests(of: "PublicAccounts", uses: ["Workbooks", "MarkupSheets", "Tabular", "YAML", "Files", "Findings"]),
        tests(of: "Rules", uses: ["PublicAccounts", "Tabular", "YAML", "Files", "Findings"], fixtures: true),
        tests(of: "Decisions", uses: ["Rules", "PublicAccounts", "Tabular", "Files", "Findings"]),
        tests(of: "Learning", uses: ["Decisions", "Rules", "PublicAccounts", "Tabular", "Findings"]),
        tests(of: "Measures", uses: ["Decisions", "Rules", "PublicAccounts", "Tabular", "YAML", "Files", "Findings"]),
        tests(
            of: "Reports",
            uses: ["Measures", "Rules", "PublicAccounts", "Tabular", "YAML", "Files", "Findings", "Texts"]),
        tests(
            of: "Publishing",
            uses: ["Measures", "Decisions", "Rules", "PublicAccounts", "Workbooks", "Tabular", "Files", "Findings"]),
        tests(
            of: "Pipeline",
            uses: [
                "Publishing", "Measures", "Decisions", "Rules", "PublicAccounts", "Workbooks", "Tabular", "Files",
                "Findings",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Parts of the house, built apart by `.ci/test` and `.ci/fuzz`.
switch Context.environment["MESURES_PART"] {
case "containers":
    // Proved over ISA-L too, without building all the rest again.
    keep(["CZlib", "CIsal", "CNettle", "Texts", "Findings", "Files", "ZipArchive", "ZipArchiveTests"])
case "fuzz":
    // Every reader, watched by AddressSanitizer and driven by libFuzzer; small pieces, so that one ends anywhere.
    let readers = [
        "Texts", "Findings", "Files", "ZipArchive", "Markup", "Tabular", "OpenXML", "OpenDocument", "DelimitedText",
        "MarkupSheets", "Workbooks",
    ]
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: readers.map { .init(stringLiteral: $0) }, path: "Tests/fuzzing/Driver",
            swiftSettings: strict,
            // SwiftPM names the program's own `main`; gold, unlike lld, does not let it replace libFuzzer's.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]))
    keep(Set(["CZlib", "CIsal", "CNettle", "CLibXML2", "fuzz"] + readers))
    for target in package.targets where target.type != .system {
        target.swiftSettings?.append(contentsOf: [
            .define("FUZZING"), .unsafeFlags(["-sanitize=fuzzer,address", "-assert-config", "Debug"]),
        ])
    }
case "bench":
    // How fast rules are, without all the rest (`make bench BENCH_ONLY=rules`).
    package.targets.append(
        .executableTarget(
            name: "bench-rules", dependencies: ["Rules", "PublicAccounts", "Tabular"], path: "benchmarks/rules",
            swiftSettings: strict))
    keep([
        "CZlib", "CIsal", "CNettle", "CLibXML2", "CYaml", "Texts", "Findings", "Files", "ZipArchive", "Markup", "YAML",
        "Tabular", "OpenXML", "OpenDocument", "DelimitedText", "MarkupSheets", "Workbooks", "PublicAccounts", "Rules",
        "bench-rules",
    ])
default: break
}

@MainActor func keep(_ names: Set<String>) {
    package.targets.removeAll { !names.contains($0.name) }
    package.products = []
}

internal import ArgumentParser
internal import Findings

/// The command `mesures`.
@main
struct Mesures: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "mesures",
            abstract: Speech.say(
                "Annote les budgets des collectivités : climat, nature, habitants.",
                "Annotates the budgets of local authorities: climate, nature, people."),
            discussion: Speech.say(
                """
                Exemples :
                  mesures run pipelines/budget-vert.yaml
                  mesures run pipelines/budget-vert.yaml --set entree=export.xlsx --set sortie=resultats
                  mesures inspect export.xlsx
                """,
                """
                Examples:
                  mesures run pipelines/budget-vert.yaml
                  mesures run pipelines/budget-vert.yaml --set entree=export.xlsx --set sortie=results
                  mesures inspect export.xlsx
                """),
            version: Version.text,
            subcommands: [
                RunCommand.self, ImportCommand.self, TransformCommand.self, ExportCommand.self, InspectCommand.self,
                DumpCommand.self, AnnotateCommand.self, ConvertCommand.self, CheckCommand.self, CollectCommand.self,
                ExplainCommand.self, EvaluateCommand.self, CompareCommand.self, NomenclatureCommand.self,
                FindingsCommand.self,
            ])
    }

    /// Runs the command and ends with the status of DESIGN, section 8.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let end as CommandEnd {
            end.leave()
        } catch let finding as Finding {
            CommandEnd([finding], status: finding.kind.exit).leave()
        } catch {
            guard exitCode(for: error) != .success, exitCode(for: error) != .failure else { exit(withError: error) }
            guard exitCode(for: error) == .validationFailure else {
                CommandEnd([Finding(.defect, ["detail": String(describing: error)])], status: .internalError).leave()
            }
            let finding = Finding(
                .badUsage, ["detail": UsageWords.translated(message(for: error)), "help": "mesures --help"])
            CommandEnd([finding], status: .usage).leave()
        }
    }
}

/// The program's version.
enum Version {
    static let text = "0.1.0"
}

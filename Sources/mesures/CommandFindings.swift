internal import Findings

extension FindingKind {
    /// The command line is not understood.
    static let badUsage = FindingKind(
        "CMD001", exit: .usage,
        french: Wording("La commande n'est pas comprise : {detail}", remedy: "Voir « {help} »."),
        english: Wording("The command is not understood: {detail}", remedy: "See “{help}”."))

    /// A defect of the program.
    static let defect = FindingKind(
        "CMD002", exit: .internalError,
        french: Wording(
            "Le programme a rencontré un défaut qui lui est propre : {detail}.", why: "Rien n'a été écrit.",
            remedy: "Signaler ce message avec la version du programme (« mesures --version »)."),
        english: Wording(
            "The program met a defect of its own: {detail}.", why: "Nothing has been written.",
            remedy: "Report this message with the program's version (“mesures --version”)."))

    /// Nobody reads the standard output any more.
    static let outputClosed = FindingKind(
        "CMD003", exit: .cannotWrite,
        french: Wording(
            "La sortie standard est fermée ou pleine.",
            remedy: "Vérifier la place sur le disque ou la commande qui lit cette sortie."),
        english: Wording(
            "The standard output is closed or full.",
            remedy: "Check the room on the disk or the command that reads this output."))

    /// Every kind that this target declares.
    static let commandKinds: [FindingKind] = [.badUsage, .defect, .outputClosed]
}

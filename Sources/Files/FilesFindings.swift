public import Findings

extension FindingKind {
    /// There is no such file.
    public static let fileMissing = FindingKind(
        "FIC001",
        french: Wording("Ce fichier n'existe pas.", remedy: "Vérifier le nom et le dossier."),
        english: Wording("There is no such file.", remedy: "Check the name and the folder."))

    /// The file is there but cannot be read.
    public static let fileUnreadable = FindingKind(
        "FIC002",
        french: Wording("Ce fichier ne peut pas être lu.", remedy: "Vérifier les droits d'accès."),
        english: Wording("This file cannot be read.", remedy: "Check the access rights."))

    /// The path names a folder or a device.
    public static let notAFile = FindingKind(
        "FIC003",
        french: Wording("Ce chemin ne désigne pas un fichier.", remedy: "Indiquer un fichier, non un dossier."),
        english: Wording("This path does not name a file.", remedy: "Give a file, not a folder."))

    /// An output cannot be written.
    public static let cannotWrite = FindingKind(
        "FIC004", exit: .cannotWrite,
        french: Wording(
            "Ce fichier ne peut pas être écrit ({reason}).", why: "Aucun résultat n'a été laissé à moitié écrit.",
            remedy: "Vérifier le dossier, les droits d'accès et que le fichier n'est pas un dossier."),
        english: Wording(
            "This file cannot be written ({reason}).", why: "No half-written result has been left.",
            remedy: "Check the folder, the access rights, and that the file is not a folder."))

    /// The disk is full, or a quota is reached.
    public static let diskFull = FindingKind(
        "FIC005", exit: .cannotWrite,
        french: Wording(
            "Il n'y a plus de place sur le disque ({reason}).", why: "L'ancien fichier, s'il existait, est intact.",
            remedy: "Libérer de la place, ou écrire ailleurs."),
        english: Wording(
            "There is no room left on the disk ({reason}).", why: "The old file, if any, is untouched.",
            remedy: "Make room, or write elsewhere."))

    /// The output would replace the input.
    public static let replacesInput = FindingKind(
        "FIC006", exit: .cannotWrite,
        french: Wording(
            "Le résultat remplacerait le fichier lu.", why: "L'original ne doit jamais être perdu.",
            remedy: "Donner un autre nom ou un autre dossier au résultat."),
        english: Wording(
            "The result would replace the file being read.", why: "The original must never be lost.",
            remedy: "Give the result another name or folder."))

    /// Another run holds the folder.
    public static let folderLocked = FindingKind(
        "FIC007", exit: .locked,
        french: Wording(
            "Un autre traitement écrit déjà dans ce dossier.",
            why: "Deux traitements à la fois mêleraient leurs résultats.",
            remedy: "Attendre qu'il se termine, ou choisir un autre dossier."),
        english: Wording(
            "Another run is already writing to this folder.", why: "Two runs at once would mix their results.",
            remedy: "Wait until it ends, or choose another folder."))

    /// A file that is read whole is too large for that.
    public static let fileTooLarge = FindingKind(
        "FIC008",
        french: Wording(
            "Ce fichier dépasse {maximum} octets.", why: "Un fichier de cette nature est bien plus petit.",
            remedy: "Vérifier que c'est le bon fichier."),
        english: Wording(
            "This file is over {maximum} bytes.", why: "A file of this kind is much smaller.",
            remedy: "Check that it is the right file."))

    /// Every kind that this target declares.
    public static let filesKinds: [FindingKind] = [
        .fileMissing, .fileUnreadable, .notAFile, .cannotWrite, .diskFull, .replacesInput, .folderLocked, .fileTooLarge,
    ]
}

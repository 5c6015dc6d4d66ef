"""What a person does to an annotated workbook in LibreOffice: columns and sheets inserted, moved, renamed, cells changed."""

import atexit
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
from xml.sax.saxutils import escape

from support import SOFFICE, RECALCULATE

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{dtd}.dtd">\n'
LIBRARY = HEAD.format(kind="library:library", dtd="library") + (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" '
    'library:passwordprotected="false"><library:element library:name="Module1"/></library:library>')
MODULE = HEAD.format(kind="script:module", dtd="module") + (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{code}</script:module>')
#: Each edit is one line of a file: its name and its arguments, between tabs.
CODE = """
Sub Edit(list As String)
  Dim line As String
  ' Without this, an error waits for somebody to close a window that nobody sees.
  On Error GoTo Failed
  number = FreeFile
  Open list For Input As #number
  Do While Not Eof(number)
    Line Input #number, line
    If line <> "" Then Apply(Split(line, Chr(9)))
  Loop
  Close #number
  Exit Sub
Failed:
  Dim said As String
  said = Error & " (" & line & ")"
  report = FreeFile
  Open list & ".error" For Output As #report
  Print #report, said
  Close #report
  StarDesktop.terminate()
End Sub

Sub Apply(words)
  Static doc As Object
  Select Case words(0)
    Case "open"
      Dim hidden(0) As New com.sun.star.beans.PropertyValue
      hidden(0).Name = "Hidden"
      hidden(0).Value = True
      doc = StarDesktop.loadComponentFromURL(ConvertToURL(words(1)), "_blank", 0, hidden())
    Case "save"
      Dim how(0) As New com.sun.star.beans.PropertyValue
      how(0).Name = "FilterName"
      how(0).Value = words(2)
      doc.storeToURL(ConvertToURL(words(1)), how())
      doc.close(True)
    Case "insert columns"
      doc.Sheets.getByName(words(1)).Columns.insertByIndex(CInt(words(2)), CInt(words(3)))
    Case "insert rows"
      doc.Sheets.getByName(words(1)).Rows.insertByIndex(CInt(words(2)), CInt(words(3)))
    Case "move column"
      sheet = doc.Sheets.getByName(words(1))
      sheet.moveRange(sheet.getCellByPosition(CInt(words(3)), 0).CellAddress, sheet.Columns.getByIndex(CInt(words(2))).RangeAddress)
    Case "rename sheet"
      doc.Sheets.getByName(words(1)).Name = words(2)
    Case "move sheet"
      doc.Sheets.moveByName(words(1), CInt(words(2)))
    Case "write"
      doc.Sheets.getByName(words(1)).getCellByPosition(CInt(words(2)), CInt(words(3))).String = words(4)
    Case "write number"
      doc.Sheets.getByName(words(1)).getCellByPosition(CInt(words(2)), CInt(words(3))).Value = Val(words(4))
    Case "sign"
      ' The name of who uses this profile, which LibreOffice writes as the author of what it saves.
      Dim node(0) As New com.sun.star.beans.PropertyValue
      node(0).Name = "nodepath"
      node(0).Value = "/org.openoffice.UserProfile/Data"
      provider = createUnoService("com.sun.star.configuration.ConfigurationProvider")
      person = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", node())
      person.givenname = words(1)
      person.sn = words(2)
      person.commitChanges()
    Case "calculate"
      doc.calculateAll()
  End Select
End Sub
"""
_profile = None


def profile():
    """A profile of LibreOffice that has the macro."""
    global _profile
    if _profile is None:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="mesures-libreoffice-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        (folder / "user").mkdir()
        (folder / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
        # LibreOffice sets its libraries up at the first start.
        start(folder, "--terminate_after_init")
        basic = folder / "user" / "basic" / "Standard"
        (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
        (basic / "Module1.xba").write_text(MODULE.format(code=escape(CODE)), encoding="utf-8")
        _profile = folder
    return _profile


def start(folder, *arguments):
    process = subprocess.Popen(
        [SOFFICE, f"-env:UserInstallation=file://{folder}", "--headless", "--norestore", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        return process.communicate(timeout=180)[0]
    except subprocess.TimeoutExpired:
        # The program that was started starts another: both go.
        os.killpg(process.pid, signal.SIGKILL)
        raise


def edited(jobs, folder):
    """Makes each edited workbook: `jobs` are (source, target, edits), edits tuples of a name and its arguments."""
    lines = []
    for source, target, edits in jobs:
        lines += [("open", source), *edits, ("save", target, FILTERS[pathlib.Path(target).suffix])]
    listed = pathlib.Path(folder) / "edits.txt"
    listed.write_text("".join("\t".join(map(str, line)) + "\n" for line in lines), encoding="utf-8")
    done = start(profile(), f'macro:///Standard.Module1.Edit("{listed}")')
    missing = [str(target) for _, target, _ in jobs if not pathlib.Path(target).is_file()]
    if missing:
        report = listed.with_suffix(".txt.error")
        if report.is_file():
            raise AssertionError(f"LibreOffice could not edit: {report.read_text(errors='replace')}")
        raise AssertionError(f"LibreOffice could not edit {missing}: {done}")

"""Packages with the parts and markup that only spreadsheet programs write, spliced by hand into what XlsxWriter made.

Shapes are those of ECMA-376 part 1 and of [MS-XLSX]; contents are invented. Parts that nobody reads are noise.
"""

import pathlib
import re

from features.books import AMOUNT, HEADERS, LINES, binary, book, png, repacked

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONS = f"{OFFICE}/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MICROSOFT = "http://schemas.microsoft.com/office"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
NUMBERS = {"": 1, "xl/workbook.xml": 900, SHEET: 900}


def base(path, more=None):
    """The plain budget by XlsxWriter, which parts are then spliced into."""
    from features.xlsxwriter_books import start
    plain = pathlib.Path(path).with_name("base-" + pathlib.Path(path).stem + ".xlsx")
    workbook, sheet = start(plain)
    if more:
        more(workbook, sheet)
    workbook.close()
    return plain


class Splice:
    """What is added to a package: parts, their types, the relationships to them, markup in parts that are there."""

    def __init__(self):
        self.parts, self.types, self.defaults, self.links, self.edits = {}, [], [], {}, []

    def part(self, name, data, kind=None, link=None, default=None):
        """Adds a part; `link` is (from part, type of the relationship, its Id)."""
        self.parts[name] = data if isinstance(data, bytes) else (DECLARATION + data).encode()
        if kind:
            self.types.append((name, kind))
        if default:
            self.defaults.append((name.rsplit(".", 1)[1], default))
        if link:
            self.link(link[0], link[1], "/" + name, link[2])
        return self

    def link(self, source, kind, target, identity, external=False):
        kind = kind if ":" in kind else f"{RELATIONS}/{kind}"
        self.links.setdefault(source, []).append(
            f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>')
        return self

    def edit(self, part, pattern, replacement):
        """Replaces the first match of `pattern` in a part; it must be there."""
        self.edits.append((part, pattern, replacement))
        return self

    def before(self, part, mark, markup):
        return self.edit(part, re.escape(mark), lambda match: markup + match.group())

    def after(self, part, mark, markup):
        return self.edit(part, re.escape(mark), lambda match: match.group() + markup)

    def apply(self, source, path, **more):
        links = {self.relations(part): rows for part, rows in self.links.items()}

        def change(name, data):
            if name == "[Content_Types].xml":
                rows = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in dict(self.defaults).items()
                               if f'Extension="{end}"'.encode() not in data)
                overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in self.types)
                data = data.replace(b"<Override", rows.encode() + b"<Override", 1)
                data = data.replace(b"</Types>", overrides.encode() + b"</Types>")
            if name in links:
                data = data.replace(b"</Relationships>", "".join(links.pop(name)).encode() + b"</Relationships>")
            for part, pattern, replacement in self.edits:
                if part == name:
                    text, count = re.subn(pattern, replacement, data.decode(), count=1)
                    if not count:
                        raise ValueError(f"{pattern} is not in {name}")
                    data = text.encode()
            return data

        add = dict(self.parts)
        with_links = {name: f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(rows)}'
                      "</Relationships>" for name, rows in links.items() if not self.exists(source, name)}
        add.update({name: (DECLARATION + markup).encode() for name, markup in with_links.items()})
        for name in with_links:
            links.pop(name)
        repacked(source, path, change, add, **more)
        return path

    @staticmethod
    def exists(source, name):
        import zipfile
        with zipfile.ZipFile(source) as container:
            return name in container.namelist()

    @staticmethod
    def relations(part):
        folder, _, name = part.rpartition("/")
        return f"{folder}/_rels/{name}.rels" if folder else "_rels/.rels"


WORKBOOK = "xl/workbook.xml"


@book("foreign-comments.xlsx")
def threaded_comments(path):
    """Threaded comments, the persons who wrote them, and the legacy copy that Excel keeps of each."""
    thread = "{5A3C9F2E-1111-4222-8333-444455556666}"
    person = "{0B7D0C54-AAAA-4BBB-8CCC-DDDDEEEEFFFF}"

    def more(workbook, sheet):
        sheet.write_comment("L3", "[Threaded comment]\n\nComment:\n    À vérifier", {"author": f"tc={thread}"})

    space = f"{MICROSOFT}/spreadsheetml/2018/threadedcomments"
    splice = Splice()
    splice.part("xl/threadedComments/threadedComment1.xml",
                f'<ThreadedComments xmlns="{space}"><threadedComment ref="L3" dT="2025-01-01T10:00:00.00" personId="{person}" '
                f'id="{thread}"><text>À vérifier</text></threadedComment><threadedComment ref="L3" dT="2025-01-02T10:00:00.00" '
                f'personId="{person}" id="{{5A3C9F2E-1111-4222-8333-444455556667}}" parentId="{thread}"><text>Fait</text>'
                "</threadedComment></ThreadedComments>", "application/vnd.ms-excel.threadedcomments+xml",
                (SHEET, "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "rId901"))
    splice.part("xl/persons/person.xml",
                f'<personList xmlns="{space}"><person displayName="Camille Martin" id="{person}" userId="S::c@example.org" '
                'providerId="AD"/></personList>', "application/vnd.ms-excel.person+xml",
                (WORKBOOK, "http://schemas.microsoft.com/office/2017/10/relationships/person", "rId901"))
    splice.apply(base(path, more), path)


PIVOT_FIELDS = ("Section", "Montant réalisé")


@book("foreign-pivot.xlsx")
def pivot(path):
    """A pivot table with its cache, a slicer, a timeline, a table slicer, and the cells that the pivot table fills."""
    def more(workbook, sheet):
        sheet.add_table(0, 0, len(LINES), len(HEADERS) - 1, {"name": "Lignes", "columns": [{"header": h} for h in HEADERS]})
        other = workbook.add_worksheet("Croisé")
        for row, values in enumerate((("Section", "Somme"), ("Fonctionnement", 99999.99), ("Investissement", 1587174.48),
                                      ("Total général", 1687174.47)), 2):
            other.write_row(row, 0, values)

    sheet2, cache = "xl/worksheets/sheet2.xml", "xl/pivotCache/pivotCacheDefinition1.xml"
    splice = Splice()
    fields = "".join(
        f'<cacheField name="{name}" numFmtId="0"><sharedItems{items}</cacheField>' for name, items in (
            (title, ' count="2"><s v="Investissement"/><s v="Fonctionnement"/></sharedItems>' if title == "Section"
             else ' containsSemiMixedTypes="0" containsString="0" containsNumber="1" minValue="-500" maxValue="1250000"/>'
             if title == HEADERS[AMOUNT] else "/>") for title in HEADERS))
    records = "".join(
        "<r>" + "".join(f'<x v="{0 if value == "Investissement" else 1}"/>' if column == 3 else
                        f'<n v="{value}"/>' if not isinstance(value, str) else f'<s v="{value}"/>'
                        for column, value in enumerate(line)) + "</r>" for line in LINES)
    splice.part(cache, f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}" r:id="rId1" refreshedBy="Finances" '
                f'refreshedDate="45658" createdVersion="6" refreshedVersion="6" recordCount="{len(LINES)}"><cacheSource '
                f'type="worksheet"><worksheetSource name="Lignes"/></cacheSource><cacheFields count="{len(HEADERS)}">{fields}'
                "</cacheFields></pivotCacheDefinition>", KIND + "pivotCacheDefinition+xml",
                (WORKBOOK, "pivotCacheDefinition", "rId902"))
    splice.part("xl/pivotCache/pivotCacheRecords1.xml",
                f'<pivotCacheRecords xmlns="{MAIN}" count="{len(LINES)}">{records}</pivotCacheRecords>',
                KIND + "pivotCacheRecords+xml", (cache, "pivotCacheRecords", "rId1"))
    pivot_fields = "".join(
        '<pivotField axis="axisRow" showAll="0"><items count="3"><item x="1"/><item x="0"/><item t="default"/></items></pivotField>'
        if column == 3 else '<pivotField dataField="1" showAll="0"/>' if column == AMOUNT else '<pivotField showAll="0"/>'
        for column in range(len(HEADERS)))
    splice.part("xl/pivotTables/pivotTable1.xml",
                f'<pivotTableDefinition xmlns="{MAIN}" name="Croisé 1" cacheId="7" applyNumberFormats="0" dataCaption="Valeurs" '
                'updatedVersion="6" createdVersion="6" outline="1" outlineData="1"><location ref="A3:B6" firstHeaderRow="1" '
                f'firstDataRow="1" firstDataCol="1"/><pivotFields count="{len(HEADERS)}">{pivot_fields}</pivotFields>'
                '<rowFields count="1"><field x="3"/></rowFields><rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i>'
                '</rowItems><colItems count="1"><i/></colItems><dataFields count="1"><dataField name="Somme" '
                f'fld="{AMOUNT}" baseField="0" baseItem="0"/></dataFields></pivotTableDefinition>',
                KIND + "pivotTable+xml", (sheet2, "pivotTable", "rId903"))
    splice.link("xl/pivotTables/pivotTable1.xml", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml", "rId1")
    x14 = f"{MICROSOFT}/spreadsheetml/2009/9/main"
    x15 = f"{MICROSOFT}/spreadsheetml/2010/11/main"
    splice.part("xl/slicerCaches/slicerCache1.xml",
                f'<slicerCacheDefinition xmlns="{x14}" name="Segment_Section" sourceName="Section"><pivotTables><pivotTable tabId="2" '
                'name="Croisé 1"/></pivotTables><data><tabular pivotCacheId="7"><items count="2"><i x="1" s="1"/><i x="0" s="1"/>'
                "</items></tabular></data></slicerCacheDefinition>", "application/vnd.ms-excel.slicerCache+xml",
                (WORKBOOK, "http://schemas.microsoft.com/office/2007/relationships/slicerCache", "rId904"))
    splice.part("xl/slicers/slicer1.xml",
                f'<slicers xmlns="{x14}"><slicer name="Section" cache="Segment_Section" caption="Section" rowHeight="241300"/></slicers>',
                "application/vnd.ms-excel.slicer+xml",
                (SHEET, "http://schemas.microsoft.com/office/2007/relationships/slicer", "rId905"))
    splice.part("xl/timelineCaches/timelineCache1.xml",
                f'<timelineCacheDefinition xmlns="{x15}" name="Chronologie" sourceName="Date"/>',
                "application/vnd.ms-excel.timelineCache+xml",
                (WORKBOOK, "http://schemas.microsoft.com/office/2011/relationships/timelineCache", "rId906"))
    splice.part("xl/timelines/timeline1.xml",
                f'<timelines xmlns="{x15}"><timeline name="Date" cache="Chronologie" caption="Date" level="2" selectionLevel="2"/></timelines>',
                "application/vnd.ms-excel.timeline+xml",
                (sheet2, "http://schemas.microsoft.com/office/2011/relationships/timeline", "rId907"))
    splice.before(WORKBOOK, "</workbook>",
                  f'<pivotCaches><pivotCache cacheId="7" r:id="rId902"/></pivotCaches><extLst><ext xmlns:x14="{x14}" '
                  'uri="{BBE1A952-AA13-448e-AADC-164F8A28A991}"><x14:slicerCaches><x14:slicerCache r:id="rId904"/></x14:slicerCaches></ext>'
                  f'<ext xmlns:x15="{x15}" uri="{{D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}}"><x15:timelineCacheRefs>'
                  '<x15:timelineCacheRef r:id="rId906"/></x15:timelineCacheRefs></ext></extLst>')
    splice.before(SHEET, "</worksheet>",
                  f'<extLst><ext xmlns:x14="{x14}" uri="{{A8765BA9-456A-4dab-B4F3-ACF838C121DE}}"><x14:slicerList>'
                  '<x14:slicer r:id="rId905"/></x14:slicerList></ext></extLst>')
    splice.apply(base(path, more), path)


@book("foreign-data.xlsx")
def data(path):
    """Query tables, connections, external links, XML maps, the data model, custom XML, custom properties of the sheet."""
    def more(workbook, sheet):
        sheet.add_table(0, 0, len(LINES), len(HEADERS) - 1, {"name": "Requête", "columns": [{"header": h} for h in HEADERS]})
        sheet.write_formula(len(LINES) + 3, 0, "=[1]Taux!$A$1", None, 0.2)

    splice = Splice()
    splice.part("xl/connections.xml",
                f'<connections xmlns="{MAIN}"><connection id="1" name="Finances" type="1" refreshedVersion="6"><dbPr '
                'connection="DSN=finances" command="SELECT * FROM lignes"/></connection></connections>',
                KIND + "connections+xml", (WORKBOOK, "connections", "rId901"))
    splice.part("xl/queryTables/queryTable1.xml",
                f'<queryTable xmlns="{MAIN}" name="Finances" connectionId="1" autoFormatId="16"><queryTableRefresh nextId="13">'
                f'<queryTableFields count="{len(HEADERS)}">'
                + "".join(f'<queryTableField id="{n}" name="{title}" tableColumnId="{n}"/>' for n, title in enumerate(HEADERS, 1))
                + "</queryTableFields></queryTableRefresh></queryTable>", KIND + "queryTable+xml",
                ("xl/tables/table1.xml", "queryTable", "rId1"))
    splice.edit("xl/tables/table1.xml", r'totalsRowShown="0"', 'tableType="queryTable" totalsRowShown="0"')
    splice.edit("xl/tables/table1.xml", r'(<tableColumn id="(\d+)")', r'\1 uniqueName="\2" queryTableFieldId="\2"')
    splice.part("xl/externalLinks/externalLink1.xml",
                f'<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONS}"><externalBook r:id="rId1"><sheetNames><sheetName val="Taux"/>'
                '</sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>0.2</v></cell></row></sheetData>'
                "</sheetDataSet></externalBook></externalLink>", KIND + "externalLink+xml", (WORKBOOK, "externalLink", "rId902"))
    splice.link("xl/externalLinks/externalLink1.xml", "externalLinkPath", "file:///C:\\Finances\\taux.xlsx", "rId1", external=True)
    splice.part("xl/xmlMaps.xml",
                f'<MapInfo xmlns="{MAIN}" SelectionNamespaces=""><Schema ID="Schema1"><xsd:schema '
                'xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="budget"/></xsd:schema></Schema><Map ID="1" Name="budget_Map" '
                'RootElement="budget" SchemaID="Schema1" ShowImportExportValidationErrors="false" AutoFit="true" Append="false" '
                'PreserveSortAFLayout="true" PreserveFormat="true"/></MapInfo>', "application/xml", (WORKBOOK, "xmlMaps", "rId903"))
    splice.part("xl/tables/tableSingleCells1.xml",
                f'<singleXmlCells xmlns="{MAIN}"><singleXmlCell id="9" r="A13" connectionId="0"><xmlCellPr id="1" uniqueName="total"><xmlPr '
                'mapId="1" xpath="/budget/@total" xmlDataType="decimal"/></xmlCellPr></singleXmlCell></singleXmlCells>',
                KIND + "tableSingleCells+xml", (SHEET, "tableSingleCells", "rId904"))
    splice.part("xl/model/item.data", binary(3), "application/vnd.openxmlformats-officedocument.model+data",
                (WORKBOOK, "http://schemas.microsoft.com/office/2007/relationships/powerPivotData", "rId905"))
    splice.part("customXml/item1.xml", '<totem xmlns="urn:exemple:totem"><exercice>2025</exercice></totem>',
                link=(WORKBOOK, "customXml", "rId906"))
    splice.part("customXml/itemProps1.xml",
                '<ds:datastoreItem ds:itemID="{B3E1E0F0-0000-4000-8000-000000000001}" '
                f'xmlns:ds="{OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="urn:exemple:totem"/></ds:schemaRefs></ds:datastoreItem>',
                "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", ("customXml/item1.xml", "customXmlProps", "rId1"))
    splice.part("xl/customProperty1.bin", binary(4), default=KIND + "customProperty", link=(SHEET, "customProperty", "rId907"))
    splice.edit(SHEET, r"<tableParts", '<customProperties><customPr name="Atelier" r:id="rId907"/></customProperties><tableParts')
    splice.edit(WORKBOOK, r"<calcPr", '<externalReferences><externalReference r:id="rId902"/></externalReferences><calcPr')
    splice.apply(base(path, more), path)


@book("foreign-controls.xlsx")
def controls(path):
    """Form controls and their properties, ActiveX, an embedded object, a printer's settings, all on the annotated sheet."""
    def more(workbook, sheet):
        sheet.insert_button("N5", {"macro": "Lancer", "caption": "Lancer"})
        sheet.set_paper(9)

    splice = Splice()
    drawing = "xl/drawings/drawing9.xml"
    x14 = f"{MICROSOFT}/spreadsheetml/2009/9/main"
    splice.part("xl/ctrlProps/ctrlProp1.xml", f'<formControlPr xmlns="{x14}" objectType="Drop" dropStyle="combo" dx="16" '
                'fmlaLink="$N$1" fmlaRange="$A$2:$A$5" sel="1" val="0"/>', "application/vnd.ms-excel.controlproperties+xml",
                (SHEET, "ctrlProp", "rId901"))
    splice.part("xl/activeX/activeX1.xml", '<ax:ocx ax:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}" ax:persistence="persistStreamInit" '
                f'r:id="rId1" xmlns:ax="{MICROSOFT}/2006/activeX" xmlns:r="{RELATIONS}"/>', "application/vnd.ms-office.activeX+xml",
                (SHEET, "control", "rId902"))
    splice.part("xl/activeX/activeX1.bin", binary(5), "application/vnd.ms-office.activeX",
                ("xl/activeX/activeX1.xml", "http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary", "rId1"))
    splice.part("xl/embeddings/oleObject1.bin", bytes.fromhex("d0cf11e0a1b11ae1") + binary(6),
                "application/vnd.openxmlformats-officedocument.oleObject", (SHEET, "oleObject", "rId903"))
    splice.part("xl/media/image9.png", png(9, 9), default="image/png", link=(SHEET, "image", "rId904"))
    splice.part("xl/printerSettings/printerSettings1.bin", binary(7, 1200), KIND + "printerSettings",
                (SHEET, "printerSettings", "rId905"))
    anchor = ('<from><xdr:col>13</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></from><to>'
              "<xdr:col>15</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{end}</xdr:row><xdr:rowOff>0</xdr:rowOff></to>")
    splice.part(drawing, '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
                'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><mc:AlternateContent '
                f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:a14="{MICROSOFT}/drawing/2010/main" '
                'Requires="a14"><xdr:oneCellAnchor/></mc:Choice><mc:Fallback/></mc:AlternateContent></xdr:wsDr>',
                "application/vnd.openxmlformats-officedocument.drawing+xml", (SHEET, "drawing", "rId906"))
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    splice.edit(SHEET, r"<pageSetup ", '<pageSetup r:id="rId905" ')
    splice.before(SHEET, "<legacyDrawing", '<drawing r:id="rId906"/>')
    spreadsheet = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    splice.before(
        SHEET, "</worksheet>",
        f'<mc:AlternateContent xmlns:mc="{compatibility}"><mc:Choice Requires="x14" xmlns:x14="{x14}"><oleObjects><mc:AlternateContent>'
        f'<mc:Choice Requires="x14"><oleObject progId="Document" shapeId="1030" r:id="rId903"><objectPr defaultSize="0" r:id="rId904"><anchor '
        f'xmlns:xdr="{spreadsheet}">{anchor.format(row=1, end=3)}</anchor></objectPr></oleObject></mc:Choice><mc:Fallback><oleObject '
        'progId="Document" shapeId="1030" r:id="rId903"/></mc:Fallback></mc:AlternateContent></oleObjects></mc:Choice></mc:AlternateContent>'
        f'<mc:AlternateContent xmlns:mc="{compatibility}"><mc:Choice Requires="x14" xmlns:x14="{x14}"><controls><mc:AlternateContent>'
        f'<mc:Choice Requires="x14"><control shapeId="1028" r:id="rId901" name="Liste"><controlPr defaultSize="0" autoLine="0" autoPict="0">'
        f'<anchor moveWithCells="1" xmlns:xdr="{spreadsheet}">{anchor.format(row=4, end=6)}</anchor></controlPr></control></mc:Choice>'
        '</mc:AlternateContent><control shapeId="1029" r:id="rId902" name="Case"/></controls></mc:Choice></mc:AlternateContent>')
    splice.apply(base(path, more), path)


@book("foreign-markup.xlsx")
def markup(path):
    """Unknown attributes, elements and namespaces, `xr:uid`, extension lists, comments, instructions, CDATA, odd rows."""
    other, revision = "urn:exemple:autre", f"{MICROSOFT}/spreadsheetml/2014/revision"
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    x14ac = f"{MICROSOFT}/spreadsheetml/2009/9/ac"
    x14 = f"{MICROSOFT}/spreadsheetml/2009/9/main"
    splice = Splice()
    splice.edit(SHEET, r"<worksheet ", f'<worksheet xmlns:mc="{compatibility}" mc:Ignorable="x14ac xr autre" xmlns:x14ac="{x14ac}" '
                f'xmlns:xr="{revision}" xr:uid="{{00000000-0001-0000-0000-000000000000}}" xmlns:autre="{other}" autre:note="a &amp; b" ')
    splice.edit(SHEET, r"<sheetFormatPr ", '<sheetFormatPr x14ac:dyDescent="0.25" ')
    splice.edit(SHEET, r'<row r="2"', '<row r="2" x14ac:dyDescent="0.3" autre:origine="compta" thickBot="1" ph="1"')
    splice.edit(SHEET, r'<c r="A2">', '<c r="A2" autre:cle="7" ph="1">')
    splice.edit(SHEET, r'(<c r="A3"[^>]*>)<v>([^<]*)</v></c>', r'<!-- avant A3 -->\1<?outil x="1"?><v><![CDATA[\2]]></v>'
                r'<extLst><ext uri="{AAAA}"><autre:cellule v="1"/></ext></extLst></c>')
    splice.edit(SHEET, r"</row><row r=\"5\"", '</row>\n  <!-- entre deux lignes -->\n  <row r="5"')
    splice.edit(SHEET, r'(<c r="L6"[^/]*)<v>([^<]*)</v>', r"\1<v  >\2</v >")
    splice.edit(SHEET, r"</sheetData>", "</sheetData >")
    splice.before(
        SHEET, "<pageMargins",
        '<sheetCalcPr fullCalcOnLoad="1"/><protectedRanges><protectedRange sqref="L2:L11" name="Montants"/></protectedRanges>'
        '<scenarios current="0" show="0"><scenario name="Haut" count="1" user="x"><inputCells r="L2" val="1"/></scenario></scenarios>'
        '<sortState ref="A2:L11"><sortCondition ref="L2:L11"/></sortState><dataConsolidate function="average"><dataRefs count="1"><dataRef '
        'ref="A1:B2" sheet="Budget"/></dataRefs></dataConsolidate><customSheetViews><customSheetView '
        'guid="{11111111-2222-4333-8444-555555555555}" scale="75"><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" '
        'footer="0.3"/></customSheetView></customSheetViews><phoneticPr fontId="0" type="Hiragana"/>'
        f'<conditionalFormatting sqref="L2:L11" pivot="1" xr:uid="{{00000000-000E-0000-0000-000000000000}}"><cfRule type="expression" '
        'priority="12"><formula>$L2&gt;"a"</formula><extLst><ext uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}" '
        f'xmlns:x14="{x14}"><x14:id>{{DA7ABA51-AAAA-BBBB-0001-000000000001}}</x14:id></ext></extLst></cfRule></conditionalFormatting>')
    splice.before(
        SHEET, "</worksheet>",
        '<cellWatches><cellWatch r="L2"/></cellWatches><ignoredErrors><ignoredError sqref="H2:H11" numberStoredAsText="1"/></ignoredErrors>'
        '<smartTags><cellSmartTags r="A2"><cellSmartTag type="1"><cellSmartTagPr key="k" val="v"/></cellSmartTag></cellSmartTags></smartTags>'
        '<webPublishItems count="1"><webPublishItem id="9" divId="budget_9" sourceType="sheet" destinationFile="budget.htm"/></webPublishItems>'
        f'<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{x14}"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="iconSet" priority="13" '
        'id="{DA7ABA51-AAAA-BBBB-0001-000000000002}"><x14:iconSet iconSet="3Stars"><x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo><x14:cfvo '
        'type="percent"><xm:f>33</xm:f></x14:cfvo><x14:cfvo type="percent"><xm:f>67</xm:f></x14:cfvo></x14:iconSet></x14:cfRule>'
        "<xm:sqref>L2:L11</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
        f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{x14}"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1>'
        "<xm:f>Listes!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>F2:F11</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
        f'<ext uri="{{99999999-0000-4000-8000-000000000000}}" xmlns:n="urn:exemple:nouveau"><n:chose v="1">é<n:autre/></n:chose></ext></extLst>'
        "<!-- après tout -->")
    splice.edit(WORKBOOK, r"<workbook ", f'<workbook xmlns:mc="{compatibility}" mc:Ignorable="x15 xr" xmlns:x15="{MICROSOFT}/spreadsheetml/2010/11/main" '
                f'xmlns:xr="{revision}" ')
    splice.edit(WORKBOOK, r"<bookViews>", f'<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:/Finances/" '
                f'xmlns:x15ac="{MICROSOFT}/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0" '
                'documentId="13_ncr:1_{AAAA}"/><bookViews>')
    splice.edit(WORKBOOK, r"<calcPr[^>]*/>", '<functionGroups builtInGroupCount="19"><functionGroup name="Finances"/></functionGroups>'
                '<definedNames><definedName name="_xlfn.XLOOKUP" hidden="1">#NAME?</definedName><definedName name="Fonction" function="1" '
                'functionGroupId="19" comment="À &amp; B" vbProcedure="1">Budget!$A$1</definedName></definedNames>'
                '<calcPr calcId="191029" iterate="1" iterateCount="7" fullPrecision="0" concurrentCalc="0"/><oleSize ref="A1:L11"/>'
                '<customWorkbookViews><customWorkbookView name="Vue" guid="{11111111-2222-4333-8444-555555555555}" windowWidth="1200" '
                'windowHeight="800" activeSheetId="1"/></customWorkbookViews><fileRecoveryPr repairLoad="0"/>')
    splice.edit(WORKBOOK, r"<workbookPr ", '<fileSharing readOnlyRecommended="1" userName="Finances"/><workbookPr codeName="CeClasseur" ')
    splice.edit("xl/styles.xml", r"</styleSheet>", '<extLst><ext uri="{EB79DEF2-80B8-43e5-95BD-54CBDDF9020C}" '
                f'xmlns:x14="{x14}"><x14:slicerStyles defaultSlicerStyle="SlicerStyleLight1"/></ext></extLst></styleSheet>')
    splice.edit("xl/styles.xml", r"<tableStyles [^>]*/>", '<tableStyles count="1" defaultTableStyle="TableStyleMedium9"><tableStyle name="Ville" '
                'pivot="0" count="1"><tableStyleElement type="wholeTable"/></tableStyle></tableStyles><colors><mruColors><color rgb="FF123456"/>'
                "</mruColors></colors>")
    splice.edit("xl/styles.xml", r"<fonts ", f'<fonts x14ac:knownFonts="1" xmlns:x14ac="{x14ac}" ')
    splice.edit("xl/sharedStrings.xml", r"<si><t>Exercice</t></si>", '<si><r><rPr><b/><rFont val="Arial"/></rPr><t xml:space="preserve">Exer </t></r><r>'
                '<t>cice</t></r><rPh sb="0" eb="4"><t>エ</t></rPh><phoneticPr fontId="1"/></si>')
    splice.apply(base(path, lambda workbook, _: workbook.add_worksheet("Listes").write_column("A1", ["Réel", "Ordre"])), path)


@book("foreign-package.xlsx")
def package(path):
    """Parts that no schema knows, orphans, `[trash]`, labels, odd targets, types by extension, a `.psmdcp`, a folder."""
    splice = Splice()
    splice.part("docMetadata/LabelInfo.xml", '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
                '<clbl:label id="{a}" enabled="1" method="Privileged" siteId="{b}" removed="0"/></clbl:labelList>', "application/vnd.ms-office.classificationlabels+xml",
                ("", "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels", "rId801"))
    splice.part("customUI/customUI14.xml", '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon/></customUI>',
                link=("", "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "rId802"))
    splice.part("docProps/thumbnail.jpeg", binary(11), default="image/jpeg",
                link=("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "rId803"))
    splice.part("package/services/metadata/core-properties/0123456789abcdef.psmdcp", "<ignore/>", "application/xml")
    splice.part("[trash]/0000.dat", bytes(600), default="application/octet-stream")
    splice.part("xl/orphelin.xml", "<rien/>")
    splice.part("xl/theme/themeOverride1.xml", "<rien/>", "application/vnd.openxmlformats-officedocument.themeOverride+xml")
    splice.part("xl/revisions/revisionHeaders.xml",
                f'<headers xmlns="{MAIN}" xmlns:r="{RELATIONS}" guid="{{11111111-2222-4333-8444-555555555555}}"><header '
                'guid="{11111111-2222-4333-8444-555555555555}" dateTime="2025-01-01T00:00:00Z" maxSheetId="2" userName="x" r:id="rId1">'
                '<sheetIdMap count="1"><sheetId val="1"/></sheetIdMap></header></headers>', KIND + "revisionHeaders+xml",
                (WORKBOOK, "revisionHeaders", "rId901"))
    splice.part("xl/revisions/revisionLog1.xml", f'<revisions xmlns="{MAIN}"/>', KIND + "revisionLog+xml",
                ("xl/revisions/revisionHeaders.xml", "revisionLog", "rId1"))
    splice.part("xl/diagrams/data1.xml", '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:ptLst/>'
                "</dgm:dataModel>", "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml")
    splice.part("xl/charts/chartEx1.xml", '<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"/>',
                "application/vnd.ms-office.chartex+xml")
    splice.part("xl/ink/ink1.xml", '<inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML"/>', "application/inkml+xml")
    splice.part("xl/webextensions/taskpanes.xml", '<wetp:taskpanes xmlns:wetp="http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11"/>',
                "application/vnd.ms-office.webextensiontaskpanes+xml",
                ("", "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "rId804"))
    splice.part("xl/attachedToolbars.bin", binary(12), "application/vnd.ms-excel.attachedToolbars",
                (WORKBOOK, "http://schemas.microsoft.com/office/2006/relationships/attachedToolbars", "rId902"))
    # The sheet and the styles are found by absolute targets, the theme by one whose case differs.
    splice.edit("xl/_rels/workbook.xml.rels", r'Target="worksheets/sheet1.xml"', 'Target="/xl/worksheets/sheet1.xml"')
    splice.edit("xl/_rels/workbook.xml.rels", r'Target="styles.xml"', 'Target="/xl/styles.xml"')
    splice.edit("xl/_rels/workbook.xml.rels", r'Target="theme/theme1.xml"', 'Target="./Theme/theme1.xml"')
    splice.apply(base(path), path, first=[("xl/", b""), ("xl/media/", b"")])


@book("foreign-calculation.xlsx")
def calculation(path):
    """A calculation chain, shared and array formulas, cell and value metadata, rich data, volatile dependencies."""
    def more(workbook, sheet):
        for row in range(14, 19):
            sheet.write_formula(row, 0, f"=L{row - 12}*2", None, 1)
        sheet.write_dynamic_array_formula("C15:C17", "=_xlfn.SEQUENCE(3)", None, 1)
        sheet.write_number("D15", 7)

    splice = Splice()
    # The master of shared formulas, then those that share it.
    splice.edit(SHEET, r'(<c r="A15">)<f>L2\*2</f>', r'\1<f t="shared" ref="A15:A19" si="0" ca="1">L2*2</f>')
    for row in range(16, 20):
        splice.edit(SHEET, rf'(<c r="A{row}">)<f>[^<]*</f>', r'\1<f t="shared" si="0"/>')
    splice.edit(SHEET, r'<c r="D15"', '<c r="D15" vm="1"')
    splice.part("xl/calcChain.xml", f'<calcChain xmlns="{MAIN}">' + "".join(f'<c r="A{row}" i="1" l="1"/>' for row in range(19, 14, -1))
                + '<c r="C15" a="1"/></calcChain>', KIND + "calcChain+xml", (WORKBOOK, "calcChain", "rId901"))
    splice.part("xl/volatileDependencies.xml", f'<volTypes xmlns="{MAIN}"><volType type="realTimeData"><main first="rtd.serveur"><tp t="s"><v>a</v>'
                '<stp/><tr r="A15" s="1"/></tp></main></volType></volTypes>', KIND + "volatileDependencies+xml",
                (WORKBOOK, "volatileDependencies", "rId902"))
    rich = f"{MICROSOFT}/spreadsheetml/2017/richdata"
    splice.part("xl/richData/rdrichvalue.xml", f'<rvData xmlns="{rich}" count="1"><rv s="0"><v>1</v></rv></rvData>',
                "application/vnd.ms-excel.rdrichvalue+xml",
                (WORKBOOK, "http://schemas.microsoft.com/office/2017/06/relationships/rdRichValue", "rId903"))
    splice.part("xl/richData/rdrichvaluestructure.xml", f'<rvStructures xmlns="{rich}" count="1"><s t="_error"><k n="errorType" t="i"/></s></rvStructures>',
                "application/vnd.ms-excel.rdrichvaluestructure+xml",
                (WORKBOOK, "http://schemas.microsoft.com/office/2017/06/relationships/rdRichValueStructure", "rId904"))
    splice.edit("xl/metadata.xml", r"</metadata>", '<valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>')
    splice.apply(base(path, more), path)


@book("foreign-odd-rows.xlsx")
def odd_rows(path):
    """Rows and cells without references, spans that are wrong or absent, empty rows that have only a style."""
    def strip(name, data):
        if name != SHEET:
            return data
        text = re.sub(r'(<(?:row|c)) r="[A-Z]*\d+"', r"\1", data.decode())
        text = re.sub(r' spans="[^"]*"', "", text, count=3)
        return text.replace("</sheetData>", '<row s="1" customFormat="1"/><row/><row ht="30" customHeight="1"></row></sheetData>').encode()

    repacked(base(path), path, strip)


@book("foreign-prefixed.xlsx")
def prefixed(path):
    """Every element of the sheet, the styles and the workbook in a prefix."""
    def change(name, data):
        if name not in (SHEET, "xl/styles.xml", WORKBOOK):
            return data
        head, text = data.decode().split("?>", 1)
        text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text).replace(' xmlns="http', ' xmlns:x="http', 1)
        return (head + "?>" + text).encode()

    repacked(base(path), path, change)


@book("foreign-strict.xlsx", opens=False)
def strict(path):
    """ISO/IEC 29500 strict namespaces, a date written as such."""
    def change(name, data):
        text = data.decode("utf-8", "surrogateescape")
        for old, new in ((MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), (RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
                         (f"{OFFICE}/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/extendedProperties"),
                         (f"{OFFICE}/docPropsVTypes", "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"),
                         ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main")):
            text = text.replace(old, new)
        if name == WORKBOOK:
            text = text.replace("<workbook ", '<workbook conformance="strict" ')
        if name == SHEET:
            text = text.replace("</sheetData>", '<row r="13"><c r="A13" t="d"><v>2025-03-01</v></c></row></sheetData>')
        return text.encode("utf-8", "surrogateescape")

    repacked(base(path), path, change)


@book("foreign-sheets.xlsm", sheet="Budget", opens=False)
def other_sheets(path):
    """Dialog and macro sheets among the others, in their places."""
    splice = Splice()
    splice.part("xl/dialogsheets/sheet1.xml", f'<dialogsheet xmlns="{MAIN}"><sheetFormatPr defaultRowHeight="15"/></dialogsheet>',
                KIND + "dialogsheet+xml", (WORKBOOK, "dialogsheet", "rId901"))
    splice.part("xl/macrosheets/sheet1.xml", f'<xm:macrosheet xmlns="{MAIN}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
                '<sheetData><row r="1"><c r="A1"><f>RETURN()</f><v>0</v></c></row></sheetData></xm:macrosheet>', "application/vnd.ms-excel.macrosheet+xml",
                (WORKBOOK, "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "rId902"))
    splice.edit(WORKBOOK, r"<sheets>", '<sheets><sheet name="Boîte" sheetId="71" r:id="rId901"/><sheet name="Macro1" sheetId="72" state="hidden" r:id="rId902"/>')
    splice.edit("[Content_Types].xml", re.escape(KIND + "sheet.main+xml"), "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    splice.apply(base(path), path)

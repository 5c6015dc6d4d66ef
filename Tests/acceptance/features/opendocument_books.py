"""OpenDocument packages written by hand: what LibreOffice would not keep as it is, and what other programs write.

The shapes are those of OpenDocument 1.3 part 3; contents are invented.
"""

import pathlib
import zipfile

from features.books import AMOUNT, DATE, HEADERS, LINES, binary, book, png

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in (
    *((name, f"{ODF}{space}:1.0") for name, space in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("meta", "meta"), ("number", "datastyle"), ("svg", "svg-compatible"), ("chart", "chart"),
        ("form", "form"), ("script", "script"), ("presentation", "presentation"), ("config", "config"))),
    ("xlink", "http://www.w3.org/1999/xlink"), ("dc", "http://purl.org/dc/elements/1.1/"),
    ("of", f"{ODF}of:1.2"), ("ooo", "http://openoffice.org/2004/office"), ("dom", "http://www.w3.org/2001/xml-events"),
    ("msoxl", "http://schemas.microsoft.com/office/excel/formula"),
    ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
    ("loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"), ("autre", "urn:exemple:autre")))
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

STYLES = (
    '<number:number-style style:name="N101"><number:number number:decimal-places="2" number:min-integer-digits="1" '
    'number:grouping="true"/><number:text> €</number:text></number:number-style>'
    '<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="2.5cm"/></style:style>'
    '<style:style style:name="co2" style:family="table-column"><style:table-column-properties style:column-width="7cm" '
    'fo:break-before="page"/></style:style>'
    '<style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="0.9cm" '
    'style:use-optimal-row-height="false"/></style:style>'
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true" style:writing-mode="lr-tb" '
    'table:tab-color="#ff9900"/></style:style>'
    '<style:style style:name="ce1" style:family="table-cell"><style:table-cell-properties fo:background-color="#ddebf7" '
    'fo:border-bottom="0.5pt solid #000000"/><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N101"><style:table-cell-properties '
    'style:cell-protect="none"/><style:map style:condition="value()&lt;0" style:apply-style-name="Default" '
    'style:base-cell-address="Budget.L2"/></style:style>'
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" fo:color="#c00000"/></style:style>'
    '<style:style style:name="gr1" style:family="graphic"><style:graphic-properties draw:fill-color="#ffff00"/></style:style>'
    '<style:style style:name="ru1" style:family="ruby"><style:ruby-properties style:ruby-position="above"/></style:style>')


def text_cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def value_cell(value, more=""):
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}><text:p>{value}</text:p></table:table-cell>'


def line_cells(line, more=lambda column: ""):
    return "".join(text_cell(value, more(column)) if isinstance(value, str) else
                   value_cell(value, more(column) or (' table:style-name="ce2"' if column == AMOUNT else ""))
                   for column, value in enumerate(line))


def header_row():
    return "<table:table-row>" + "".join(text_cell(title, ' table:style-name="ce1"') for title in HEADERS) + "</table:table-row>"


COLUMNS = ('<table:table-column-group table:display="false"><table:table-column table:style-name="co1" '
           'table:number-columns-repeated="2" table:default-cell-style-name="ce1"/></table:table-column-group>'
           '<table:table-header-columns><table:table-column table:style-name="co1" table:visibility="collapse"/></table:table-header-columns>'
           '<table:table-column table:style-name="co1" table:number-columns-repeated="8"/>'
           '<table:table-column table:style-name="co2" table:default-cell-style-name="ce2"/>')

FORMS = ('<office:forms form:automatic-focus="false" form:apply-design-mode="false"><form:form form:name="Formulaire" '
         'office:target-frame=""><form:listbox form:name="Liste" form:control-implementation="ooo:com.sun.star.form.component.ListBox" '
         'xml:id="control1" form:id="control1" form:dropdown="true"><form:option form:label="Réel"/><form:option form:label="Ordre"/></form:listbox></form:form></office:forms>')

SHAPES = ('<table:shapes><draw:rect draw:style-name="gr1" draw:z-index="0" svg:width="3cm" svg:height="1cm" svg:x="1cm" svg:y="12cm">'
          '<text:p>Sur la feuille</text:p></draw:rect><draw:control draw:z-index="1" svg:width="3cm" svg:height="0.6cm" svg:x="5cm" '
          'svg:y="12cm" draw:control="control1"/></table:shapes>')

NOTE = ('<office:annotation office:display="true" draw:style-name="gr1" svg:width="3cm" svg:height="1cm" svg:x="9cm" svg:y="1cm">'
        "<dc:creator>Contrôle</dc:creator><dc:date>2025-01-01T10:00:00</dc:date><text:p>À vérifier</text:p><text:p>vite</text:p>"
        "</office:annotation>")

RICH = ('<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>deux<text:s text:c="3"/>espaces<text:tab/>et '
        '<text:span text:style-name="T1">du <text:span>gras</text:span></text:span><text:line-break/><text:a xlink:href="https://example.org/" '
        'xlink:type="simple">un lien</text:a> <text:ruby text:style-name="ru1"><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん'
        "</text:ruby-text></text:ruby></text:p><text:p/><text:p>Troisième alinéa &amp; fin<!-- remarque --></text:p></table:table-cell>")


def budget(lines=LINES, more_rows="", objects=""):
    """The annotated sheet of the rich document."""
    rows = [header_row()]
    for index, line in enumerate(lines):
        cells = line_cells(line, lambda column, index=index: ' table:content-validation-name="val1"' if column == 3 else "")
        if index == 1:
            cells = cells[:cells.rindex("<text:p>")] + NOTE + cells[cells.rindex("<text:p>"):]
        rows.append(f'<table:table-row{" table:style-name=" + chr(34) + "ro1" + chr(34) if index == 2 else ""}>{cells}'
                    + ('<table:table-cell table:number-columns-repeated="3"/>' if index == 3 else "") + "</table:table-row>")
    grouped = (f'<table:table-header-rows>{rows[0]}</table:table-header-rows>{"".join(rows[1:4])}<table:table-row-group '
               f'table:display="true">{"".join(rows[4:6])}<table:table-row-group>{rows[6]}</table:table-row-group></table:table-row-group>'
               f'{"".join(rows[7:])}')
    tail = (
        f'<table:table-row>{text_cell("Total", chr(32) + "table:number-columns-spanned=" + chr(34) + "3" + chr(34) + " table:number-rows-spanned=" + chr(34) + "2" + chr(34))}'
        '<table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="8"/>'
        '<table:table-cell table:formula="of:=SUM([.L2:.L11])" office:value-type="float" office:value="1687174.3"><text:p>1687174,3</text:p>'
        '</table:table-cell></table:table-row>'
        '<table:table-row><table:covered-table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell table:number-matrix-columns-spanned="1" table:number-matrix-rows-spanned="1" table:formula="of:=SUM([.L2:.L4]*2)" '
        'office:value-type="float" office:value="2866449.42"><text:p>2866449,42</text:p></table:table-cell>'
        '<table:table-cell table:formula="msoxl:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'
        '</table:table-row>'
        f'<table:table-row>{RICH}<table:table-cell office:value-type="date" office:date-value="2025-03-01"><text:p>01/03/25</text:p></table:table-cell>'
        '<table:table-cell office:value-type="time" office:time-value="PT30H15M00S"><text:p>30:15:00</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.055"><text:p>5,5 %</text:p></table:table-cell>'
        '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="12.30000000000000071"><text:p>12,30 €</text:p></table:table-cell>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>'
        f'<table:table-cell autre:cle="7"><draw:frame draw:z-index="2" svg:width="2cm" svg:height="2cm" svg:x="0cm" svg:y="0cm">'
        '<draw:image xlink:href="Pictures/logo.png" xlink:type="simple"/></draw:frame><autre:inconnu a="1">x</autre:inconnu></table:table-cell></table:table-row>')
    return (
        '<table:table table:name="Budget" table:style-name="ta1" table:print-ranges="Budget.A1:Budget.L11" table:protected="true" '
        'table:protection-key="MrjSlq9kOJSBPFOdBKTPX6XuJ6w=" table:protection-key-digest-algorithm="http://www.w3.org/2000/09/xmldsig#sha1">'
        '<table:title>Budget</table:title><table:desc>Les lignes</table:desc>'
        '<loext:table-protection loext:select-protected-cells="true" loext:select-unprotected-cells="true"/>'
        f'{FORMS}{SHAPES}{COLUMNS}{grouped}{tail}{more_rows}{objects}'
        '<table:named-expressions><table:named-range table:name="Locale" table:base-cell-address="$Budget.$A$1" '
        'table:cell-range-address="$Budget.$A$1:.$L$11"/></table:named-expressions>'
        '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Budget.L2:Budget.L11"><calcext:condition '
        'calcext:apply-style-name="Default" calcext:value="&gt;100000" calcext:base-cell-address="Budget.L2"/></calcext:conditional-format>'
        '<calcext:conditional-format calcext:target-range-address="Budget.A2:Budget.A11"><calcext:data-bar calcext:max-length="90" '
        'calcext:positive-color="#2e7d32" calcext:negative-color="#ff0000"><calcext:formatting-entry calcext:value="0" calcext:type="minimum"/>'
        '<calcext:formatting-entry calcext:value="0" calcext:type="maximum"/></calcext:data-bar></calcext:conditional-format></calcext:conditional-formats>'
        '<calcext:sparkline-groups><calcext:sparkline-group calcext:id="{11111111-2222-4333-8444-555555555555}" calcext:type="column" '
        'calcext:color-series="#376092"><calcext:sparklines><calcext:sparkline calcext:cell-address="Budget.L16" '
        'calcext:data-range="Budget.L2:Budget.L11"/></calcext:sparklines></calcext:sparkline-group></calcext:sparkline-groups></table:table>')


BEFORE = (
    '<table:tracked-changes table:track-changes="false"><table:cell-content-change table:id="ct1"><table:cell-address table:column="11" '
    'table:row="1" table:table="0"/><office:change-info><dc:creator>Contrôle</dc:creator><dc:date>2025-01-01T10:00:00</dc:date></office:change-info>'
    '<table:previous><table:change-track-table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:change-track-table-cell>'
    "</table:previous></table:cell-content-change></table:tracked-changes>"
    '<table:calculation-settings table:case-sensitive="false" table:precision-as-shown="false" table:use-regular-expressions="false">'
    '<table:null-date table:date-value="1904-01-01"/><table:iteration table:status="enable" table:steps="7"/></table:calculation-settings>'
    '<table:content-validations><table:content-validation table:name="val1" table:condition="of:cell-content-is-in-list(&quot;Investissement&quot;;'
    '&quot;Fonctionnement&quot;)" table:allow-empty-cell="true" table:base-cell-address="Budget.D2"><table:help-message table:display="true" '
    'table:title="Section"><text:p>À choisir</text:p></table:help-message><table:error-message table:display="true" table:message-type="warning">'
    "<text:p>Non</text:p></table:error-message></table:content-validation></table:content-validations>"
    '<table:label-ranges><table:label-range table:label-cell-range-address="Budget.A1:Budget.L1" '
    'table:data-cell-range-address="Budget.A2:Budget.L11" table:orientation="column"/></table:label-ranges>')

AFTER = (
    '<table:named-expressions><table:named-range table:name="Montants" table:base-cell-address="$Budget.$A$1" '
    'table:cell-range-address="$Budget.$L$2:.$L$11" table:range-usable-as="filter"/><table:named-expression table:name="Taux" '
    'table:base-cell-address="$Budget.$A$1" table:expression="0.2"/></table:named-expressions>'
    '<table:database-ranges><table:database-range table:name="Lignes" table:target-range-address="Budget.A1:Budget.L11" '
    'table:display-filter-buttons="true" table:orientation="row"><table:filter><table:filter-condition table:field-number="4" '
    'table:value="Dépense" table:operator="="/></table:filter><table:sort><table:sort-by table:field-number="11" table:order="descending"/></table:sort>'
    '</table:database-range><table:database-range table:name="Ailleurs" table:target-range-address="\'Autre feuille\'.A1:\'Autre feuille\'.B3"/>'
    "</table:database-ranges>"
    '<table:data-pilot-tables><table:data-pilot-table table:name="Croisé" table:target-range-address="\'Autre feuille\'.D1:\'Autre feuille\'.E5" '
    'table:buttons="\'Autre feuille\'.D1"><table:source-cell-range table:cell-range-address="Budget.A1:Budget.L11"/><table:data-pilot-field '
    'table:source-field-name="Section" table:orientation="row" table:function="auto"><table:data-pilot-level table:show-empty="false"/></table:data-pilot-field>'
    '<table:data-pilot-field table:source-field-name="Montant réalisé" table:orientation="data" table:function="sum"><table:data-pilot-level '
    'table:show-empty="false"/></table:data-pilot-field></table:data-pilot-table></table:data-pilot-tables>'
    '<table:consolidation table:function="sum" table:source-cell-range-addresses="Budget.A1:Budget.B2" table:target-cell-address="Budget.Z1"/>'
    '<table:dde-links><table:dde-link><office:dde-source office:dde-application="soffice" office:dde-topic="x.ods" office:dde-item="A1"/>'
    '<table:table><table:table-column/><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>'
    "</table:dde-link></table:dde-links>")

OTHER = ('<table:table table:name="Autre feuille"><table:table-column table:number-columns-repeated="3"/><table:table-row>'
         f'{text_cell("a")}{value_cell("0.1000000000000000055511151231257827")}</table:table-row><table:table-row table:number-rows-repeated="3">'
         f'{text_cell("b", chr(32) + "table:number-columns-repeated=" + chr(34) + "2" + chr(34))}</table:table-row></table:table>')


def content(sheets, before="", after="", styles=STYLES):
    return (DECLARATION + f'<office:document-content {NAMES} office:version="1.3"><office:scripts><office:event-listeners><script:event-listener '
            'script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic'
            '&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts><office:font-face-decls><style:font-face '
            'style:name="Liberation Sans" svg:font-family="\'Liberation Sans\'"/></office:font-face-decls>'
            f'<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{before}{sheets}{after}'
            "</office:spreadsheet></office:body></office:document-content>")


STYLES_PART = (
    DECLARATION + f'<office:document-styles {NAMES} office:version="1.3"><office:styles><style:default-style style:family="table-cell">'
    '<style:text-properties fo:language="fr" fo:country="FR"/></style:default-style><style:style style:name="Default" style:family="table-cell"/>'
    '<style:style style:name="Montant" style:family="table-cell" style:parent-style-name="Default"/></office:styles><office:automatic-styles>'
    '<style:page-layout style:name="pm1"><style:page-layout-properties style:print-orientation="landscape" style:scale-to-pages="1"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles><office:master-styles>'
    '<style:master-page style:name="Default" style:page-layout-name="pm1"><style:header><text:p>Ville &amp; budget</text:p></style:header>'
    '<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>'
    "</office:document-styles>")
SETTINGS = (
    DECLARATION + f'<office:document-settings {NAMES} office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings">'
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1'
    '</config:config-item><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="Budget"><config:config-item '
    'config:name="HorizontalSplitMode" config:type="short">2</config:config-item><config:config-item config:name="VerticalSplitMode" config:type="short">2'
    '</config:config-item><config:config-item config:name="HorizontalSplitPosition" config:type="int">2</config:config-item><config:config-item '
    'config:name="VerticalSplitPosition" config:type="int">1</config:config-item><config:config-item config:name="ZoomValue" config:type="int">85</config:config-item>'
    '</config:config-item-map-entry></config:config-item-map-named><config:config-item config:name="ActiveTable" config:type="string">Budget</config:config-item>'
    '</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set><config:config-item-set config:name="ooo:configuration-settings">'
    '<config:config-item config:name="PrinterName" config:type="string">Imprimante</config:config-item></config:config-item-set></office:settings>'
    "</office:document-settings>")
META = (DECLARATION + f'<office:document-meta {NAMES} office:version="1.3"><office:meta><meta:generator>À la main</meta:generator>'
        '<dc:date>2025-01-01T10:00:00</dc:date><meta:user-defined meta:name="Service">Finances</meta:user-defined></office:meta></office:document-meta>')
CHART = (DECLARATION + f'<office:document-content {NAMES} office:version="1.3"><office:body><office:chart><chart:chart chart:class="chart:bar" '
         'svg:width="8cm" svg:height="5cm"><chart:plot-area table:cell-range-address="Budget.L1:Budget.L11"><chart:axis chart:dimension="x"/>'
         '<chart:axis chart:dimension="y"/><chart:series chart:values-cell-range-address="Budget.L2:Budget.L11" chart:class="chart:bar"><chart:data-point '
         'chart:repeated="10"/></chart:series></chart:plot-area></chart:chart></office:chart></office:body></office:document-content>')
CHART_FRAME = ('<table:table-row><table:table-cell><draw:frame draw:z-index="3" table:end-cell-address="Budget.H40" table:end-x="0cm" table:end-y="0cm" '
               'svg:width="8cm" svg:height="5cm"><draw:object xlink:href="./Object 1" xlink:type="simple" draw:notify-on-update-of-ranges="Budget.L1:Budget.L11"/>'
               '<draw:image xlink:href="./ObjectReplacements/Object 1" xlink:type="simple"/></draw:frame></table:table-cell></table:table-row>')


def package(path, sheets, before="", after="", extra=(), mimetype=MIMETYPE):
    """Writes a package: mimetype first and stored, the parts, and a manifest that names them all."""
    parts = [("content.xml", content(sheets, before, after), "text/xml"), ("styles.xml", STYLES_PART, "text/xml"),
             ("settings.xml", SETTINGS, "text/xml"), ("meta.xml", META, "text/xml"), *extra]
    rows = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
                   for name, _, kind in parts if kind is not None)
    manifest = (DECLARATION + f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" manifest:version="1.3"><manifest:file-entry '
                f'manifest:full-path="/" manifest:version="1.3" manifest:media-type="{mimetype}"/>{rows}</manifest:manifest>')
    with zipfile.ZipFile(path, "w") as container:
        for name, data, _ in (("mimetype", mimetype, None), *parts, ("META-INF/manifest.xml", manifest, None)):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" or name.endswith("/") else zipfile.ZIP_DEFLATED
            container.writestr(entry, data)


@book("opendocument-rich.ods")
def rich(path):
    """All that a spreadsheet document may hold around and in its cells, and the parts beside it."""
    package(path, budget(objects=CHART_FRAME) + OTHER, BEFORE, AFTER, extra=(
        ("Thumbnails/thumbnail.png", png(), "image/png"), ("Pictures/logo.png", png(9, 9), "image/png"),
        ("Object 1/", b"", "application/vnd.oasis.opendocument.chart"), ("Object 1/content.xml", CHART, "text/xml"),
        ("ObjectReplacements/Object 1", binary(21), 'application/x-openoffice-gdimetafile;windows_formatname=&quot;GDIMetaFile&quot;'),
        ("Configurations2/", b"", "application/vnd.sun.xml.ui.configuration"), ("Configurations2/accelerator/current.xml", b"", ""),
        ("Basic/Standard/Module1.xml", DECLARATION + "<script/>", "text/xml"), ("Basic/script-lc.xml", DECLARATION + "<script/>", "text/xml"),
        ("Scripts/python/outil.py", "print(1)\n", ""), ("Forms/forme.bin", binary(22), ""), ("VersionList.xml", DECLARATION + "<versions/>", "text/xml"),
        ("manifest.rdf", DECLARATION + "<rdf/>", "application/rdf+xml"), ("inconnu/partie.bin", binary(23), "application/x-inconnu")))


@book("opendocument-unlisted.ods", opens=False)
def unlisted(path):
    """A part that the manifest does not name: LibreOffice refuses the file, it is not for us to mend."""
    rows = header_row() + "".join(f"<table:table-row>{line_cells(line)}</table:table-row>" for line in LINES)
    package(path, f'<table:table table:name="Budget">{rows}</table:table>',
            extra=[("hors-manifeste.txt", "personne ne me cite", None)])


@book("opendocument-fillers.ods")
def fillers(path):
    """Repeated rows and cells everywhere, fillers up to the last row and column, rows that are only styles."""
    same = '<table:table-row table:number-rows-repeated="2">' + line_cells(LINES[0]) + '<table:table-cell table:number-columns-repeated="16372"/></table:table-row>'
    rows = header_row().replace("</table:table-row>", '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16372"/></table:table-row>')
    rows += same
    for line in LINES[2:]:
        rows += f'<table:table-row table:default-cell-style-name="ce2">{line_cells(line)}<table:table-cell table:number-columns-repeated="16372"/></table:table-row>'
    rows += ('<table:table-row table:style-name="ro1" table:number-rows-repeated="4"><table:table-cell table:style-name="ce1" '
             'table:number-columns-repeated="16384"/></table:table-row><table:table-row table:number-rows-repeated="1048561"><table:table-cell '
             'table:number-columns-repeated="16384"/></table:table-row>')
    package(path, '<table:table table:name="Budget"><table:table-column table:style-name="co1" table:number-columns-repeated="11"/><table:table-column '
            f'table:style-name="co2" table:number-columns-repeated="16373" table:default-cell-style-name="ce2"/>{rows}</table:table>')


@book("opendocument-layout.ods", sheet="Export", header=4, first=5)
def layout(path):
    """Titles over merged cells, a header on two rows, totals below, a short first sheet before."""
    title = ('<table:table-row>' + text_cell("Budget exécuté", ' table:number-columns-spanned="12" table:number-rows-spanned="1"')
             + '<table:covered-table-cell table:number-columns-repeated="11"/></table:table-row><table:table-row><table:table-cell/></table:table-row>')
    over = ('<table:table-row>' + text_cell("Imputation", ' table:number-columns-spanned="6" table:number-rows-spanned="1"')
            + '<table:covered-table-cell table:number-columns-repeated="5"/>' + text_cell("Compte") + "</table:table-row>")
    lines = "".join(f"<table:table-row>{line_cells(line)}</table:table-row>" for line in LINES)
    total = ('<table:table-row><table:table-cell table:number-columns-repeated="11"/><table:table-cell table:formula="of:=SUM([.L5:.L14])" '
             'office:value-type="float" office:value="1687174.3"><text:p>1687174,3</text:p></table:table-cell></table:table-row>')
    package(path, f'{OTHER}<table:table table:name="Export">{COLUMNS}{title}{over}{header_row()}{lines}{total}</table:table>',
            mimetype=MIMETYPE)


@book("opendocument-template.ots")
def template(path):
    """A template stays a template."""
    rows = header_row() + "".join(f"<table:table-row>{line_cells(line)}</table:table-row>" for line in LINES)
    package(path, f'<table:table table:name="Budget">{COLUMNS}{rows}</table:table>', mimetype=MIMETYPE + "-template")


def flat(path):
    """The rich document as one flat file, without what only a package can hold."""
    inside = content(budget() + OTHER, BEFORE.replace("1904-01-01", "1899-12-30"), AFTER)
    body = inside[inside.index("<office:scripts>"):].replace("</office:document-content>", "")
    start = body.index("<office:font-face-decls>")
    middle = STYLES_PART[STYLES_PART.index("<office:styles>"):STYLES_PART.index("<office:automatic-styles>")]
    page = STYLES_PART[STYLES_PART.index("<style:page-layout "):STYLES_PART.index("</office:automatic-styles>")]
    master = STYLES_PART[STYLES_PART.index("<office:master-styles>"):STYLES_PART.index("</office:document-styles>")]
    body = body[start:].replace("<office:automatic-styles>", middle + "<office:automatic-styles>" + page, 1)
    body = body.replace("<office:body>", master + "<office:body>", 1).replace("Pictures/logo.png", "https://example.org/logo.png")
    meta = META[META.index("<office:meta>"):META.index("</office:document-meta>")]
    settings = SETTINGS[SETTINGS.index("<office:settings>"):SETTINGS.index("</office:document-settings>")]
    pathlib.Path(path).write_text(
        DECLARATION + f'<office:document {NAMES} office:version="1.3" office:mimetype="{MIMETYPE}">{meta}{settings}{body}</office:document>',
        encoding="utf-8")
    return path


book("opendocument-flat.fods")(flat)

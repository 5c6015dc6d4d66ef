"""Budget documents (TOTEM) that expand, nest, never end, lie about amounts, or come in a gzip bomb."""

import gzip
import zlib

from markup import EXTERNAL, FILE, LAUGHS, LOOP, QUADRATIC
from registry import EITHER, READ, REFUSED, case

NAMESPACE = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"
DECLARATION = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
LINE = '<LigneBudget><Nature V="60"/><CodRD V="D"/><MtReal V="1.00"/><OpBudg V="0"/></LigneBudget>'


def budget(lines=LINE, annexes="", head="", facts="", root=""):
    return (f'{DECLARATION}{head}<DocumentBudgetaire xmlns="{NAMESPACE}"{root}><Budget><EnTeteBudget>{facts}</EnTeteBudget>'
            f'<BlocBudget><NatDec V="09"/><Exer V="2024"/></BlocBudget>{lines}<Annexes>{annexes}</Annexes></Budget>'
            '</DocumentBudgetaire>').encode("latin-1", "xmlcharrefreplace")


def line(name, value, code=""):
    return LINE.replace("<CodRD", f'<{name}{code} V="{value}"/><CodRD')


def bomb(size, prefix):
    """A gzip file that begins as a budget document and goes on for `size` bytes of spaces."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [deflater.compress(prefix)]
    for _ in range(size >> 20):
        parts.append(deflater.compress(b" " * (1 << 20)))
    return b"".join(parts) + deflater.flush()


case("budget-plain.xml", budget, READ, shows="60,")
case("budget-plain.xml.gz", lambda: gzip.compress(budget(), mtime=0), READ, shows="60,")
for _label, _head in (("laughs", LAUGHS), ("quadratic", QUADRATIC), ("xxe-file", FILE), ("external-dtd", EXTERNAL),
                      ("entity-loop", LOOP)):
    case(f"budget-{_label}.xml", lambda _head=_head: budget(head=_head, lines='<LigneBudget><Nature V="&a;"/></LigneBudget>'),
         codes="XML CLA006")
case("budget-deep.xml", lambda: budget("<LigneBudget>" + "<x>" * 300_000 + "</x>" * 300_000 + "</LigneBudget>"), codes="XML001")
case("budget-deep-annexes.xml", lambda: budget(annexes="<DATA_X>" * 300_000 + "</DATA_X>" * 300_000), codes="XML001")
case("budget-unclosed.xml", lambda: budget()[:-60], codes="XML001")
case("budget-300000-attributes.xml", lambda: budget(root="".join(f' a{n}="{n}"' for n in range(300_000))), codes="XML001")
case("budget-300000-namespaces.xml", lambda: budget(root="".join(f' xmlns:a{n}="u{n}"' for n in range(300_000))),
     codes="XML001")
case("budget-1000000-fields.xml", lambda: budget(LINE.replace("<CodRD", '<MtSup Code="A" V="1"/>' * 1_000_000 + "<CodRD")),
     codes="TOT007")
case("budget-5000-codes.xml", lambda: budget("".join(line("MtSup", "1", f' Code="A{n}"') for n in range(5_000))), codes="TOT007")
case("budget-1000-annexes.xml", lambda: budget(annexes="".join(f"<DATA_{n}><R/></DATA_{n}>" for n in range(1_000))),
     EITHER)
case("budget-long-value.xml", lambda: budget(line("LibCpte", "x" * 20_000_000)), EITHER)
case("budget-wrong-latin.xml", lambda: budget().replace(b"ISO-8859-1", b"UTF-8").replace(b'V="60"', b'V="\xe9"'), codes="XML001")
case("budget-utf-7.xml", lambda: budget().replace(b"ISO-8859-1", b"UTF-7"), codes="XML003")
case("budget-other-namespace.xml", lambda: budget().replace(b"docbudgetaire\"", b"other\""), codes="TOT001")
case("budget-no-budget.xml", lambda: budget().replace(b"Budget>", b"Autre>"), codes="TOT001")
for _value in ("1,00", "1e3", "NaN", "0x10", "1.005", "9" * 40, "--1", "1 000.00"):
    case(f"budget-amount-{_value[:8].replace(' ', '_')}.xml", lambda _value=_value: budget(line("MtPrev", _value)),
         codes="TOT002", late=True)
case("budget-sens.xml", lambda: budget(LINE.replace('"D"', '"X"')), codes="TOT003", late=True)
case("budget-cut.xml.gz", lambda: gzip.compress(budget(LINE * 5_000), mtime=0)[:-300], REFUSED)
case("budget-crc.xml.gz", lambda: gzip.compress(budget(), mtime=0)[:-8] + bytes(8), codes="ZIP003")
case("budget-bomb.xml.gz", lambda: bomb(700 << 20, budget()), codes="ZIP012 ZIP013")
case("budget-nested.xml.gz", lambda: gzip.compress(gzip.compress(budget(), mtime=0), mtime=0), codes="CLA005")

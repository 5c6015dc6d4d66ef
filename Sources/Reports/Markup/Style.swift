internal import Measures

/// How the page looks: light, dark, and on paper.
enum Style {
    /// The style of a page about `definition`, whose marks bring their colours. Words on a mark are dark in both schemes,
    /// as its colours are light in both.
    static func text(_ definition: MeasureDefinition) -> String {
        var rules = base
        for (place, mark) in definition.marks.enumerated() {
            rules += "rect.m\(place){fill:#\(mark.chart)}"
            rules += ".chip.m\(place){background:#\(mark.fill);color:#\(mark.ink)}"
            rules += ".card.m\(place){border-left-color:#\(mark.chart)}"
        }
        return rules
    }

    private static let base = """
        :root{--fond:#fff;--encre:#1d2328;--douce:#4d5860;--trait:#c9d1d7;--bande:#f3f5f7;--lien:#0b5394;--sol:#dfe4e8;--hachure:#56606a}
        @media (prefers-color-scheme:dark){:root{--fond:#14181c;--encre:#e9ecef;--douce:#b3bcc4;--trait:#3a434b;--bande:#1d2328;\
        --lien:#8ec5ff;--sol:#2b333a;--hachure:#aab4bd}}
        *{box-sizing:border-box}
        html{scroll-behavior:smooth}
        @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
        body{margin:0 auto;max-width:68rem;padding:1rem 1.25rem 3rem;background:var(--fond);color:var(--encre);\
        font:1rem/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",Roboto,sans-serif}
        h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.35rem;margin:2.5rem 0 .75rem;padding-top:.5rem;\
        border-top:2px solid var(--trait)}h3{font-size:1.05rem;margin:1.5rem 0 .5rem}p{margin:.4rem 0}
        a{color:var(--lien)}a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--lien);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{position:static}.defs{position:absolute}
        header p,.note,caption{color:var(--douce)}
        nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(12.5rem,1fr));gap:.75rem}
        .card{background:var(--bande);border-left:.5rem solid var(--trait);padding:.6rem .9rem;border-radius:.25rem}
        .card h3{margin:0;font-size:1rem}.card p{margin:0}.big{font-size:1.7rem;font-weight:600;line-height:1.25}
        figure{margin:.75rem 0}figcaption{margin-bottom:.2rem}
        svg.bar{display:block;width:100%;height:1.9rem}
        svg.interval{height:1.2rem}svg rect.ground{fill:var(--sol)}.m-fond{fill:var(--sol)}.m-trait{fill:var(--hachure)}
        svg.bar rect,svg.treemap rect{stroke:var(--fond);stroke-width:1}
        svg text{fill:#111;font-size:.85rem}svg.bar text{text-anchor:middle;dominant-baseline:central}
        svg.treemap{display:block;width:100%;height:26rem}svg.treemap .code{font-weight:600}
        .bars figure{margin:.5rem 0}.bars svg.bar{height:1.5rem}
        .legend{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:.5rem 1.5rem;margin:.5rem 0 1rem}
        .legend div{display:flex;gap:.6rem;align-items:baseline}.legend dd{margin:0;color:var(--douce);font-size:.9rem}
        .chip{display:inline-block;padding:0 .55rem;border-radius:.7rem;white-space:nowrap;font-weight:600;font-size:.95em}
        .scroll{overflow-x:auto;margin:1rem 0}
        table{border-collapse:collapse;width:100%;font-size:.92rem}caption{text-align:left;padding:.25rem 0;font-size:.92rem}
        th,td{padding:.3rem .6rem;border-bottom:1px solid var(--trait);text-align:left;vertical-align:top}
        thead th{border-bottom:2px solid var(--trait)}tbody th{font-weight:400}tfoot th,tfoot td{font-weight:600}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}thead .n{white-space:normal}
        .ok{font-weight:600}.wrong{font-weight:700;color:#b3261e}
        @media (prefers-color-scheme:dark){.wrong{color:#ffb4ab}}
        pre{background:var(--bande);padding:.75rem;overflow-x:auto}.sum{font-size:.75rem;overflow-wrap:anywhere}
        @media (max-width:40rem){body{padding:.75rem}h1{font-size:1.4rem}svg.treemap{height:20rem}}
        @media print{:root{--fond:#fff;--encre:#000;--douce:#333;--trait:#999;--bande:#f3f5f7;--lien:#000;--sol:#dfe4e8;--hachure:#56606a}\
        @page{size:A4;margin:14mm}body{max-width:none;padding:0;font-size:9.5pt}nav,.skip{display:none}\
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}.scroll{overflow:visible}figure,.card,tr,.legend div{break-inside:avoid}\
        h2,h3,caption{break-after:avoid}thead{display:table-header-group}table{font-size:8pt}th,td{padding:.15rem .3rem}\
        .wrong{color:#8c1d18}pre{white-space:pre-wrap}svg.treemap{height:16rem}}

        """
}

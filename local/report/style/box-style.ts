/** Boxes that scroll, the tables and drawings in them. */
export const BOX_STYLE = `
.scroll{overflow:auto;border:1px solid var(--line);border-radius:.375rem;margin-bottom:.75rem}
.scroll.long{max-height:min(85vh,46rem)}
.scroll.text{max-height:18rem;background:var(--sunken)}
.scroll.drawing{max-height:none}
pre{margin:0;padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.875rem}
caption{text-align:left;padding:.5rem .75rem;color:var(--muted);overflow-wrap:anywhere}
th,td{text-align:left;vertical-align:top;padding:.375rem .75rem;border-top:1px solid var(--line)}
thead th{position:sticky;top:0;z-index:1;background:var(--sunken);white-space:nowrap;font-weight:600}
tbody th{font-weight:400}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.word{white-space:nowrap}
.name{min-width:13rem}
.wide{min-width:14rem;overflow-wrap:anywhere}
.problem{color:var(--bad);min-width:14rem;margin-top:.25rem}
svg text{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--text)}
.drawing{padding:.5rem}
.pipeline{display:block;width:100%;min-width:67rem;height:auto}
.part rect{fill:var(--surface);stroke:var(--edge);stroke-width:1.25}
.part.good rect{stroke:var(--good);fill:var(--surface)}
.part.bad rect{stroke:var(--bad);stroke-width:2;fill:var(--bad-ground)}
.part.warn rect{stroke:var(--warn);stroke-width:2;stroke-dasharray:5 3;fill:var(--warn-ground)}
.part text.role{font-size:12px;fill:var(--muted)}
.part text.name{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.part text.state{font-size:12.5px;font-weight:600;fill:var(--muted)}
.part .sign{color:var(--muted)}
.part.good .sign{color:var(--good)} .part.good text.state{fill:var(--good)}
.part.bad .sign{color:var(--bad)} .part.bad text.state{fill:var(--bad)}
.part.warn .sign{color:var(--warn)} .part.warn text.state{fill:var(--warn)}
.way{fill:none;stroke:var(--edge);stroke-width:1.5}
.way.failures{stroke-dasharray:4 3}
.arrow{fill:var(--edge)}
.timeline{display:flex;padding:.5rem 0}
.lanes{position:sticky;left:0;flex:none;background:var(--surface);border-right:1px solid var(--line)}
.plot{flex:none;display:block}
.lanes text{font-size:13px}
.plot .label{font-size:12px}
.plot .time,.lanes .time{font-size:12px;fill:var(--muted);text-anchor:middle}
.lanes .time{text-anchor:start}
.ruler,.tick{stroke:var(--line);fill:none}
.tick{stroke-dasharray:2 3}
.bar.work .ground{fill:var(--accent)}
.bar.wait .ground{fill:var(--surface);stroke:var(--edge)}
.bar.failed .ground{fill:var(--bad)}
.hatch{fill:none}
.hatch.wait{stroke:var(--edge);stroke-width:2}
.hatch.failed{stroke:var(--surface);stroke-width:1.25}
.legend{color:var(--muted);font-size:.875rem;margin:.25rem 0 .5rem}
.legend li{display:flex;align-items:center;gap:.5rem}
`;

/** On paper everything is there: nothing scrolls, nothing is folded. */
export const PRINT_STYLE = `
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:10pt}
nav,.skip{display:none}
.scroll,.scroll.text{overflow:visible;max-height:none;border:none}
.pipeline{min-width:0}
.timeline{zoom:.58}
table{font-size:.75rem}
th,td{padding:.2rem .375rem}
.word,thead th,.badge{white-space:normal}
td:not(.number){overflow-wrap:anywhere}
.name,.wide,.problem{min-width:0}
thead th{position:static}
tr,.card{break-inside:avoid}
details::details-content{content-visibility:visible;display:block}
summary{color:var(--muted)}
}
`;

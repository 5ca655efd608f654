/** Type, landmarks, cards and small parts. */
export const PAGE_STYLE = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;padding:1rem;max-width:80rem;background:var(--page);color:var(--text);
font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{unicode-bidi:isolate;overflow-wrap:anywhere}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-100rem;background:var(--surface);padding:.5rem 1rem}
.skip:focus{left:1rem;top:1rem;z-index:9}
.shapes{position:absolute}
h1,h2,h3,h4{line-height:1.25;margin:0 0 .75rem}
h1{font-size:1.625rem;display:flex;gap:.75rem;align-items:flex-start}
h2{font-size:1.25rem}
h3{font-size:1.0625rem;margin-top:1.5rem;display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center}
h4{font-size:1rem;margin-top:1.5rem}
h3 code,h4 code{font-size:.9375em;font-weight:600}
p{margin:0 0 .75rem;max-width:75ch}
.path{max-width:none}
.note,.label,.of{color:var(--muted);font-size:.875rem}
.label{margin:.75rem 0 .25rem}
header,nav,section,footer{margin-bottom:1rem}
section,.verdict{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem}
section>:last-child{margin-bottom:0}
.verdict{border-left:.5rem solid var(--good)}
.verdict.bad{border-left-color:var(--bad)}
.verdict h1 .sign{width:1.75rem;height:1.75rem;margin-top:.1rem;stroke-width:2.6;color:var(--good)}
.verdict.bad h1 .sign{color:var(--bad)}
.product{color:var(--muted);margin:0 0 .25rem;font-size:.875rem}
.problems{margin:0 0 1rem;padding-left:1.25rem}
.problems li{margin-bottom:.25rem;max-width:100ch}
nav ul,.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0 .25rem}
nav li{display:flex;gap:.4rem;align-items:center}
nav a{padding:.25rem 0}
footer{padding:0 .25rem;font-size:.875rem}
.facts{margin:0;display:grid;gap:.375rem}
.facts div{min-width:0;overflow-wrap:anywhere}
.facts>div{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:0 1rem}
.facts dt{color:var(--muted)}
.facts dd{margin:0;min-width:0;max-width:100ch}
.sign{width:.875em;height:.875em;flex:none;fill:none;stroke:currentColor;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.badge{display:inline-flex;align-items:center;gap:.35em;padding:.05rem .5rem;border-radius:1rem;
font-size:.8125rem;font-weight:600;line-height:1.5;white-space:nowrap;background:var(--sunken);color:var(--muted)}
.badge.good{background:var(--good-ground);color:var(--good)}
.badge.bad{background:var(--bad-ground);color:var(--bad)}
.badge.warn{background:var(--warn-ground);color:var(--warn)}
.card{border:1px solid var(--line);border-left:.25rem solid var(--bad);border-radius:.375rem;padding:1rem;margin-bottom:1rem}
.card h4{margin-top:0}
.card .text{margin-top:.5rem}
.snapshot+.snapshot{border-top:1px solid var(--line);margin-top:1.5rem}
summary{cursor:pointer;color:var(--accent);padding:.375rem 0;width:fit-content}
details{margin-bottom:.5rem}
details>.scroll{margin-top:.25rem}
@media (max-width:40rem){
body{padding:.5rem}
section,.verdict{padding:.875rem}
h1{font-size:1.25rem;gap:.5rem}
.facts>div{grid-template-columns:1fr}
.facts dd+dt{margin-top:.5rem}
}
`;

/** The look of a report: no font or picture from elsewhere, both themes by what the reader's system prefers, A4 on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --text: light-dark(#1b1e24, #eceef2); --soft: light-dark(#505763, #aeb4c0);
  --line: light-dark(#e6e8ec, #262a32); --surface: light-dark(#ffffff, #14161a); --canvas: light-dark(#f7f8f9, #0d0f12);
  --code: light-dark(#f3f5f7, #1b1e24); --good: light-dark(#14684a, #62c89d); --warning: light-dark(#805300, #e9b44c);
  --problem: light-dark(#a63610, #f6936b); --mark: light-dark(#cfe3f1, #1d3f57); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--text); overflow-wrap: break-word;
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; font-variant-numeric: tabular-nums; }
body > header, main, body > footer { max-width: 960px; margin: 0 auto; padding: 0 24px; }
body > header { padding-top: 40px; }
h1 { margin: 0; font-size: 30px; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 0; font-size: 19px; line-height: 1.3; }
h3 { margin: 20px 0 6px; font-size: 14px; }
nav ol { padding-left: 20px; }
a { color: inherit; }
section { margin: 20px 0; padding: 20px 24px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
.kind, .soft, caption, footer, dt, .rule { color: var(--soft); font-size: 13px; }
.kind code { font-size: 12px; }
section > .kind { margin: 0; }
.question { margin: 2px 0 12px; color: var(--soft); }
ul.words { margin: 12px 0; padding: 0; list-style: none; }
ul.words li { margin: 6px 0; padding-left: 12px; border-left: 3px solid var(--line); }
ul.words .good { border-color: var(--good); }
ul.words .warning { border-color: var(--warning); }
ul.words .problem { border-color: var(--problem); }
ul.words b { font-size: 12px; }
ul.words .good b { color: var(--good); }
ul.words .warning b { color: var(--warning); }
ul.words .problem b { color: var(--problem); }
figure { margin: 20px 0; break-inside: avoid; }
figcaption { font-weight: 600; font-size: 14px; }
svg { display: block; width: 100%; min-width: 560px; max-width: 880px; height: auto; }
.dark { display: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; }
caption { padding: 12px 0 4px; text-align: left; font-weight: 600; }
th, td { padding: 4px 16px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td, th { max-width: 440px; }
th { color: var(--soft); font-weight: 500; }
.number { text-align: right; }
td.bar { background: linear-gradient(var(--mark), var(--mark)) no-repeat left center; }
.missing { color: var(--soft); font-style: italic; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0; font-size: 13px; }
dd { margin: 0; overflow-wrap: anywhere; }
pre, code { border-radius: 4px; background: var(--code); font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; }
code { padding: 1px 4px; }
pre { margin: 0; padding: 8px 12px; white-space: pre-wrap; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid var(--line); color: var(--soft); }
img { max-width: 100%; }
body > footer { padding-bottom: 40px; }
@media (prefers-color-scheme: dark) { .light { display: none; } .dark { display: block; } }
@media (max-width: 600px) { body > header, main, body > footer { padding-inline: 12px; } section { padding: 16px; } dl { grid-template-columns: 1fr; } }
@media print { svg { min-width: 0; } :root { color-scheme: light; } body { background: none; font-size: 11pt; } section { border: 0; padding: 0; }
  .light { display: block; } .dark { display: none; } tr { break-inside: avoid; } }
`;

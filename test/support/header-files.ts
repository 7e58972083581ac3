import { responseHeaders } from '../../src/engine/walls/policy';

const lines = (format: (name: string, value: string) => string): string =>
  responseHeaders.map(([name, value]) => format(name, value)).join('\n');

/**
 * The headers of the walls in the languages of hosts and servers, by the path of each file.
 * Values hold no double quote, so that all of these may put them into double quotes.
 */
export const headerFiles: readonly (readonly [path: string, text: string])[] = [
  ['public/_headers', `/*\n${lines((name, value) => `  ${name}: ${value}`)}\n`],
  [
    'docs/hosting/nginx.conf',
    `# In the server block. A location with an add_header of its own loses these: repeat them there.\n${lines(
      (name, value) => `add_header ${name} "${value}" always;`,
    )}\n`,
  ],
  [
    'docs/hosting/apache.htaccess',
    `# Needs mod_headers. As .htaccess beside index.html, or inside the VirtualHost.\n${lines(
      (name, value) => `Header always set ${name} "${value}"`,
    )}\nAddType application/wasm .wasm\nAddType text/javascript .js\n`,
  ],
  [
    'docs/hosting/Caddyfile',
    `# In the site block.\nheader {\n${lines((name, value) => `\t${name} "${value}"`)}\n}\n`,
  ],
];

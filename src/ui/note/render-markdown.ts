import DOMPurify from 'dompurify';
import { marked } from 'marked';

const allowedTags = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'],
  ...['ul', 'ol', 'li', 'strong', 'em', 'del', 'sub', 'sup', 'a', 'img'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/** One for all notes: each makes a Trusted Types policy, of which a page may have one by that name. */
const purifier = DOMPurify(window);
purifier.addHook('afterSanitizeAttributes', (element) => {
  if (element.localName === 'img' && !isOwnImage(element)) replaceByText(element);
});

/**
 * Markdown as elements, sanitised: no script, style, form, or frame; images only from `data:`; links only to
 * places of this page or, asking first, to the web. Nothing is loaded from elsewhere.
 */
export function renderMarkdown(text: string): DocumentFragment {
  const html = marked.parse(text, { async: false, gfm: true });
  return purifier.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['href', 'title', 'src', 'alt', 'align', 'start'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|data:image\/(?:png|jpeg|gif|webp|svg\+xml);)/i,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

function isOwnImage(element: Element): boolean {
  return element.getAttribute('src')?.startsWith('data:image/') ?? false;
}

/** What the image would have shown, in words. */
function replaceByText(element: Element): void {
  const words = element.getAttribute('alt') || 'image';
  element.replaceWith(`[${words}: not loaded, it lies elsewhere]`);
}

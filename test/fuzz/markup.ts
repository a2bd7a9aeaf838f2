/** Reads a page as strictly as its makers meant it: every element known and closed, every attribute known and quoted, all text escaped. */

const VOID: ReadonlySet<string> = new Set(['meta', 'link', 'input']);
const ELEMENTS: ReadonlySet<string> = new Set([
  ...['html', 'head', 'title', 'body', 'main', 'header', 'section', 'h1', 'h2', 'p', 'a', 'strong', 'span', 'time'],
  ...[
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'form',
    'fieldset',
    'legend',
    'label',
    'textarea',
    'button',
    'details',
    'summary',
    'div',
  ],
  ...VOID,
]);
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['lang', 'charset', 'name', 'content', 'rel', 'href', 'hreflang', 'class', 'role', 'aria-label', 'datetime', 'id'],
  ...['for', 'type', 'value', 'method', 'action', 'enctype', 'required', 'maxlength', 'accept', 'checked'],
]);
/** Where a page may lead to: itself, and other pages of ours. */
const OURS = /^\/[tpsua]\/[^\s"'<>\\]*$/;

const TAG = /^<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/;
const ATTRIBUTE = /([a-z-]+)(?:="([^"<>]*)")?/g;
const TEXT = /^(?:[^<>&"]|&(?:amp|lt|gt|quot|#39);)+/;
const ESCAPES = /&(?!(?:amp|lt|gt|quot|#39);)/;

/** The first fault; undefined: there is none. */
export const faultOf = (page: string): string | undefined => {
  const start = '<!doctype html>\n';
  if (!page.startsWith(start)) return 'no doctype';
  const open: string[] = [];
  let rest = page.slice(start.length);
  while (rest !== '') {
    const text = TEXT.exec(rest)?.[0];
    if (text !== undefined) {
      rest = rest.slice(text.length);
      continue;
    }
    const [tag, closes, name = '', attributes = ''] = TAG.exec(rest) ?? [];
    if (tag === undefined) return `unescaped: ${rest.slice(0, 80)}`;
    rest = rest.slice(tag.length);
    if (!ELEMENTS.has(name)) return `element ${name}`;
    if (closes) {
      const last = open.pop();
      if (last !== name) return `</${name}> closes ${last}`;
      continue;
    }
    const fault = attributeFault(attributes);
    if (fault) return fault;
    if (!VOID.has(name)) open.push(name);
  }
  return open.length > 0 ? `${open.join(' ')} not closed` : undefined;
};

const attributeFault = (attributes: string): string | undefined => {
  for (const [, name = '', value] of attributes.matchAll(ATTRIBUTE)) {
    if (!ATTRIBUTES.has(name)) return `attribute ${name}`;
    if (value !== undefined && ESCAPES.test(value)) return `unescaped in ${name}: ${value.slice(0, 80)}`;
    if ((name === 'href' || name === 'action') && !OURS.test(value ?? '')) return `${name} leads to ${value}`;
  }
  return undefined;
};

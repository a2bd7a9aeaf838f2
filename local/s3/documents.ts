/** The XML that S3 answers with. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] as string);

/** One element with the members as elements in it. */
export const xml = (element: string, members: Readonly<Record<string, string>>): string => {
  const inner = Object.entries(members).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${element}>${inner.join('')}</${element}>`;
};

/** What the stage and the requests to its pages carry. */

/** Whoever reads a page must never get this as it stands here. */
export const MARK = `</textarea><script>planted(1)</script>"'><img src=x onerror=planted(2)>`;

/** One point. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The MIME type that goes with the end of a file's name. The desk holds the content against it. */
const BY_ENDING: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
};

export const ENDINGS = Object.keys(BY_ENDING);

/** Undefined when the ending is none of those that may be attached. */
export const typeOfName = (name: string): string | undefined =>
  BY_ENDING[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];

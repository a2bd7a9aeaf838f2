/** `+8613800138000` of what people write; undefined when it is nobody's mobile phone. Without a country it is one of China's mainland. */
export const e164Of = (phone: string): string | undefined => {
  const written = phone.normalize('NFKC').replace(/[\s().\-‐-―]/g, '');
  const dialled = written.replace(/^00/, '+').replace(/^86(?=1[3-9]\d{9}$)/, '+86');
  const full = /^1[3-9]\d{9}$/.test(dialled) ? `+86${dialled}` : dialled;
  if (full.startsWith('+86')) return /^\+861[3-9]\d{9}$/.test(full) ? full : undefined;
  return /^\+[1-9]\d{6,14}$/.test(full) ? full : undefined;
};

/** As it is dialled within China's mainland; undefined for all others. */
export const mainlandOf = (e164: string): string | undefined => (e164.startsWith('+86') ? e164.slice(3) : undefined);

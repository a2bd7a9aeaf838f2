/** The access log of a stage: its format is the template's, so what is not named there is not written. */

/** By name, without `$context.`. */
export type LogContext = Readonly<Record<string, string | number | undefined>>;

/** One line; a variable that has no value is `-`, as AWS writes it. */
export const accessLine = (format: string, context: LogContext): string =>
  `${format.replace(/\$context\.([A-Za-z0-9_.]+)/g, (_, name: string) => String(context[name] ?? '-'))}\n`;

/** The body of a call as it came over the wire; whoever reads a member checks it. */
// biome-ignore lint/suspicious/noExplicitAny: what a caller sends has no static type
export type Request = Readonly<Record<string, any>>;

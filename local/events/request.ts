/** The body of a call as it came over the wire; whoever reads a member checks it. */
export type Request = Readonly<Record<string, any>>;

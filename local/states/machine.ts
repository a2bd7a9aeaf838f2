/** A declared state machine. */
export interface Machine {
  readonly name: string;
  readonly definition: number;
  readonly text: string;
  readonly timeoutSeconds: number | undefined;
  readonly roleArn: string;
  readonly created: number;
}

/** A change record: `seq` orders those of one stream. */
export interface Change {
  readonly seq: number;
  readonly record: {
    readonly dynamodb: {
      /** Epoch seconds. */
      readonly ApproximateCreationDateTime: number;
      readonly SequenceNumber: string;
      readonly SizeBytes: number;
    };
  };
}

/** Epoch ms at which the record came into the stream. */
export const arrival = ({ record }: Change): number => record.dynamodb.ApproximateCreationDateTime * 1000;

/** A change record: `seq` orders those of one stream. */
export interface Change {
  readonly seq: number;
  readonly record: any;
}

/** Epoch ms at which the record came into the stream. */
export const arrival = ({ record }: Change): number => Number(record.dynamodb.ApproximateCreationDateTime) * 1000;

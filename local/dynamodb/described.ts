/** A table in the words of the API: what dynalite's checks want and DescribeTable answers. */
import type { TableDefinition } from './template.ts';

export interface Described {
  readonly KeySchema: object[];
  readonly AttributeDefinitions: object[];
  readonly GlobalSecondaryIndexes?: object[];
}

export function shapeOf({ keys, indexes }: TableDefinition): Described {
  const schema = (attributes: TableDefinition['keys']) =>
    attributes.map(({ name }, position) => ({ AttributeName: name, KeyType: position === 0 ? 'HASH' : 'RANGE' }));
  const types = new Map([...keys, ...indexes.flatMap((index) => index.keys)].map(({ name, type }) => [name, type]));
  return {
    KeySchema: schema(keys),
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: schema(index.keys),
        Projection: {
          ProjectionType: index.projection,
          ...(index.attributes.length > 0 && { NonKeyAttributes: index.attributes }),
        },
      })),
    }),
  };
}

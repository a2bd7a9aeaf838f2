/** The parts of dynalite that are used here: they are plain functions; none of them opens a database. */
declare module 'dynalite/validations/index.js' {
  type Spec = Record<string, unknown>;
  const validations: {
    /** Throws a SerializationException; answers a copy without unknown members. */
    checkTypes(data: object, types: Spec): Record<string, unknown>;
    /** Throws a ValidationException that names up to ten members. */
    checkValidations(data: object, types: Spec): void;
    /** Answers the text of a refusal. Writes numbers back in their plain form. */
    validateAttributeValue(value: object): string | undefined;
    validateExpressionParams(data: object, expressions: string[], nonExpressions: string[]): string | undefined;
    /** Parses every expression of `data` into `_updates`, `_condition`, `_keyCondition`, `_filter` and `_projection`. */
    validateExpressions(data: object): string | undefined;
    validateConditions(conditions: object): string | undefined;
    convertKeyCondition(
      expression: unknown,
    ): string | Record<string, { ComparisonOperator: string; AttributeValueList: unknown[] }>;
    findDuplicate(values: string[]): string | undefined;
  };
  export default validations;
}

declare module 'dynalite/db/index.js' {
  interface Refusal {
    body: { __type: string; message?: string; Message?: string };
  }
  const db: {
    validateKey(key: object, table: object): Refusal | null | undefined;
    validateItem(item: object, table: object): Refusal | null | undefined;
    validateUpdates(attributeUpdates: undefined, updates: object, table: object): Refusal | null | undefined;
    validateKeyPaths(nestedPaths: object | undefined, table: object): Refusal | null | undefined;
    mapPaths(paths: (string | number)[][], item: object): Record<string, Readonly<Record<string, unknown>>>;
  };
  export default db;
}

declare module 'dynalite/validations/*.js' {
  const action: { types: Record<string, unknown> };
  export default action;
}

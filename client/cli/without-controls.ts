/** The same value without control characters (line breaks and tabs stay): what a customer wrote must not steer a terminal. */
export const withoutControls = <T>(value: T): T => {
  if (typeof value === 'string') return value.replace(CONTROLS, '') as T;
  if (Array.isArray(value)) return value.map(withoutControls) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutControls(inner)])) as T;
  return value;
};

const CONTROLS = /(?![\n\t])\p{Cc}/gu;

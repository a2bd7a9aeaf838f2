/** What a policy says of surveys, held against itself and its categories. */
import { duplicates, type Finding, repeated, unknown } from './findings.ts';
import type { SoundParts } from './policy-file.ts';

/** Of the categories that are named nowhere else. */
const USUAL = 'default';

export const surveyChecks = ({ survey, categories }: SoundParts): readonly Finding[] => {
  if (!survey) return [];
  const { remind, expires, rest, low, reasons, invite } = survey;
  return [
    ...orElse(remind < expires, ['survey', 'remind'], 'It must be shorter than expires: an answer would come too late'),
    ...orElse(
      rest >= expires,
      ['survey', 'rest'],
      'It must not be shorter than expires: a customer would have two surveys at once',
    ),
    ...orElse(low < invite.stars, ['survey', 'low'], 'It must be less than the stars of invite'),
    ...orElse(
      invite.categories.length === 0 || invite.url !== undefined,
      ['survey', 'invite', 'url'],
      'Say where those who are invited may write: an address that begins with https://',
    ),
    ...repeated(['survey', 'invite', 'categories'], invite.categories, (name) => `The category ${name}`),
    ...invite.categories.flatMap((name, at) =>
      unknown(['survey', 'invite', 'categories', at], name, 'category', categories),
    ),
    ...Object.entries(reasons).flatMap(([name, list]) => [
      ...(name === USUAL ? [] : unknown(['survey', 'reasons', name], name, 'category', categories)),
      ...duplicates(['survey', 'reasons', name], list),
    ]),
  ];
};

const orElse = (holds: boolean, path: Finding['path'], message: string): readonly Finding[] =>
  holds ? [] : [{ path, message }];

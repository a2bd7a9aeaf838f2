/** Where the table of notices asks for what there is not, or for what nobody could be told. */
import type { Finding } from './findings.ts';
import { unknown } from './findings.ts';
import { addresseeChecks, matchChecks } from './name-checks.ts';
import type { NoticePart } from './notice-file.ts';
import type { SoundParts } from './policy-file.ts';

export const noticeChecks = (file: SoundParts): readonly Finding[] =>
  (file.notices?.table ?? []).flatMap((row, index) => {
    const path = ['notices', 'table', index];
    return [
      ...row.to.flatMap((who, at) => addresseeChecks([...path, 'to', at], who, file)),
      ...matchChecks([...path, 'only'], row.only ?? {}, file),
      ...nobody(path, row),
      ...ofAlarms(path, row),
      ...row.by.flatMap((channel, at) => channelChecks([...path, 'by', at], channel, row, file)),
      ...templateChecks(path, row, file),
    ];
  });

type Path = Finding['path'];

const isGroup = (channel: string): boolean => channel.startsWith('robot:') || channel.startsWith('hook:');

const nobody = (path: Path, { to, by }: NoticePart): readonly Finding[] => {
  const isTold = (who: string): boolean => by.some((channel) => who !== 'customer' || !isGroup(channel));
  if (to.length === 0 && by.some((channel) => !isGroup(channel)))
    return [{ path: [...path, 'by'], message: 'Name who is told under to; only a robot or a hook can do without' }];
  return by.length > 0 && to.some((who) => !isTold(who))
    ? [
        {
          path: [...path, 'by'],
          message: 'A customer is told by mail or sms: a robot or a hook speaks to a group of the desk',
        },
      ]
    : [];
};

/** An alarm is about no ticket. */
const ofAlarms = (path: Path, { when, to, only }: NoticePart): readonly Finding[] => {
  if (when !== 'alarm') return [];
  return [
    ...(only ? [{ path: [...path, 'only'], message: 'An alarm is of no ticket, so nothing narrows it down' }] : []),
    ...to.flatMap((who, at) =>
      who === 'named' || who.includes(':') || who.startsWith('agt_')
        ? []
        : [
            {
              path: [...path, 'to', at],
              message: `An alarm has no ${who}: write named (those that the alarm is for), a team or an agent`,
            },
          ],
    ),
  ];
};

const channelChecks = (path: Path, channel: string, row: NoticePart, file: SoundParts): readonly Finding[] => {
  const [kind, name] = channel.split(':');
  const named = (places: Readonly<Record<string, unknown>> | undefined) =>
    places && Object.keys(places).map((each) => ({ name: each }));
  if (kind === 'robot') return unknown(path, name, 'robot', named(file.notices?.robots));
  if (kind === 'hook') return unknown(path, name, 'hook', named(file.notices?.hooks));
  const template = row.template ?? row.when;
  const words = file.templates && Object.hasOwn(file.templates, template) ? file.templates[template] : undefined;
  return kind === 'sms' && words && (words.zh.short === undefined || words.en.short === undefined)
    ? [{ path, message: `The template ${template} has no short text, so it cannot go by sms` }]
    : [];
};

const templateChecks = (
  path: Path,
  { when, template = when, by }: NoticePart,
  { templates }: SoundParts,
): readonly Finding[] =>
  by.length === 0 || !templates || Object.hasOwn(templates, template)
    ? []
    : [
        {
          path: [...path, ...(template === when ? ['when'] : ['template'])],
          message: `There is no template ${template}: write it under templates; there are ${Object.keys(templates).join(', ')}`,
        },
      ];

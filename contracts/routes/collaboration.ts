/** What people do with a ticket beside bringing it to its end. */
import * as desk from '../desk-requests.ts';
import { command } from './desk-commands.ts';
import { AGENTS, DESK, READERS, type Route, WORKERS } from './route.ts';

export const COLLABORATION = {
  tagTicket: command('tag', [...AGENTS, 'reviewer'], desk.tag, 'Add tags, take some away'),
  followTicket: command('follow', DESK, desk.follow, 'Tell me of everything from now on, or somebody else'),
  unfollowTicket: command('unfollow', DESK, desk.follow, 'No longer'),
  setFields: command('fields', WORKERS, desk.setFields, 'Fill in fields of its form; those that are not named stay'),
  takeStep: command('steps', WORKERS, desk.takeStep, 'A step of the checklist is done'),
  runMacro: command('macro', AGENTS, desk.macro, 'Several actions at once, wholly or not at all'),
  sendBack: command('send-back', AGENTS, desk.sendBack, 'Back to the one who handed it over'),
  askParty: command(
    'ask-party',
    AGENTS,
    desk.askParty,
    'Ask somebody outside, who answers by a link; it waits for them',
  ),
  revokeLink: command(
    'revoke-link',
    [...AGENTS, 'operator'],
    desk.revokeLink,
    'The links that its customer was given open no longer',
  ),
  attendTicket: {
    method: 'POST',
    path: '/v1/tickets/{id}/presence',
    auth: 'token',
    scopes: READERS,
    function: 'desk-commands',
    body: desk.attend,
    status: 200,
    summary: 'I look at it, or write, for the next 30 seconds; who else does',
  },
} as const satisfies Record<string, Route>;

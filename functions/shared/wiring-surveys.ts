/** Ports of what outlives a ticket: surveys, and what stays with a customer. */
import { createItemReads } from '../../adapters/dynamodb/item-reads.ts';
import { createContacts } from '../../adapters/dynamodb/notice-contacts.ts';
import { createDuePlaces } from '../../adapters/dynamodb/notice-due.ts';
import { createProfiles } from '../../adapters/dynamodb/profiles.ts';
import { createSurveys } from '../../adapters/dynamodb/surveys.ts';
import { systemTime as time } from '../../adapters/system-time.ts';
import type { Contacts, DuePlaces } from '../../core/ports-notices.ts';
import type { Profiles, Surveys } from '../../core/ports-surveys.ts';
import { dynamodb as client } from './dynamodb.ts';

type Has<V extends string> = Readonly<Record<V, string>>;

const readItem = createItemReads({ client, time });

export const wireSurveys = (from: Has<'CUSTOMER_TABLE' | 'INSIGHT_TABLE'> & Partial<Has<'TICKET_TABLE'>>): Surveys =>
  createSurveys({
    ...{ client, time, customerTable: from.CUSTOMER_TABLE, insightTable: from.INSIGHT_TABLE },
    ticketTable: from.TICKET_TABLE,
  });

export const wireProfiles = (from: Has<'CUSTOMER_TABLE'>): Profiles =>
  createProfiles({ client, time, customerTable: from.CUSTOMER_TABLE });

export const wireContacts = (from: Has<'NOTICE_TABLE'>): Contacts =>
  createContacts({ client, time, readItem, noticeTable: from.NOTICE_TABLE });

export const wireDuePlaces = (from: Has<'NOTICE_TABLE'>): DuePlaces =>
  createDuePlaces({ client, time, noticeTable: from.NOTICE_TABLE });

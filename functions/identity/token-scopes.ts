/**
 * Called by the user pool before it signs an access token: the groups of a person become the scopes that the API asks for. Groups
 * that are no role of the desk give nothing.
 */
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { SCOPES, type Scope } from '../../contracts/routes/route.ts';

const isRole = (group: string): group is Scope => Object.hasOwn(SCOPES, group);

export const handler = async (event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> => {
  const groups = event.request.groupConfiguration.groupsToOverride ?? [];
  const scopesToAdd = groups.filter(isRole).map((role) => SCOPES[role]);
  event.response = { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd } } };
  return event;
};

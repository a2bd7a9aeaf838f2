/**
 * Keys of the directory table.
 *
 * | item    | pk             | sk           | note                                            |
 * |---------|----------------|--------------|-------------------------------------------------|
 * | agent   | TEAM#<team>    | AGENT#<id>   | who they are, presence, load                    |
 * | team    | TEAM#<team>    | TEAM         | title, zone, shifts and their changes           |
 * | pointer | AGENT#<id>     | POINTER      | the team they are listed in                     |
 * | name    | TEAMS          | TEAM#<team>  | one for every team with agents or a roster      |
 * | views   | VIEWS#<owner>  | VIEWS        | lists that an agent or a team keeps, by name    |
 * | reviewer| REVIEWERS      | REVIEWER#<id> | who reviews, and how many they were given today |
 *
 * | question                        | answered by                             |
 * |---------------------------------|-----------------------------------------|
 * | a team, its roster and agents   | Query TEAM#<team>                       |
 * | one agent                       | GetItem pointer, then agent             |
 * | names of all teams              | Query TEAMS                             |
 * | views of an agent or a team     | GetItem views                           |
 * | who reviews                     | Query REVIEWERS                         |
 */
const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

const AGENT = 'AGENT#';

export const teamKey = (team: string): string => `TEAM#${team}`;
export const agentKey = (team: string, id: string) => key(teamKey(team), `${AGENT}${id}`);
export const rosterKey = (team: string) => key(teamKey(team), ROSTER);
export const ROSTER = 'TEAM';
export const pointerKey = (id: string) => key(`${AGENT}${id}`, 'POINTER');
export const viewsKey = (owner: string) => key(`VIEWS#${owner}`, 'VIEWS');
export const REVIEWERS = 'REVIEWERS';
export const reviewerKey = (id: string) => key(REVIEWERS, `REVIEWER#${id}`);
export const TEAMS = 'TEAMS';
export const teamNameKey = (team: string) => key(TEAMS, teamKey(team));

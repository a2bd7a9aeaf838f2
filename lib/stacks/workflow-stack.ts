import { fileURLToPath } from 'node:url';
import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Desk } from '../constructs/permissions.ts';
import { StateMachineFromFile } from '../constructs/state-machine-from-file.ts';
import { TicketFunction } from '../constructs/ticket-function.ts';

const DEFINITION = fileURLToPath(new URL('../../statemachines/ticket.asl.json', import.meta.url));

/** The workflow of a ticket, and the functions that it calls. */
export class WorkflowStack extends Stack {
  readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, desk: Desk) {
    super(scope, id, { description: 'Gongdan: the workflow of a ticket' });
    const { ticket, directory, policy, insight } = desk.tables;
    const variables = { TICKET_TABLE: ticket.tableName, POLICY_TABLE: policy.tableName };
    const advance = new TicketFunction(this, 'AdvanceTicket', {
      name: 'advance-ticket',
      desk,
      variables: { ...variables, DIRECTORY_TABLE: directory.tableName, INSIGHT_TABLE: insight.tableName },
    });
    const archive = new TicketFunction(this, 'ArchiveTicket', { name: 'archive-ticket', desk, variables });
    const { machine } = new StateMachineFromFile(this, 'TicketWorkflow', {
      file: DEFINITION,
      substitutions: {
        Partition: Aws.PARTITION,
        AdvanceTicket: advance.lambda.functionArn,
        ArchiveTicket: archive.lambda.functionArn,
        TicketTable: ticket.tableName,
      },
      grants: [
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: [advance.lambda.functionArn, archive.lambda.functionArn],
        }),
        // Parking is a transaction: the head is checked, the wait is put.
        new PolicyStatement({
          actions: ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem'],
          resources: [ticket.tableArn],
        }),
      ],
      restartsItself: true,
      desk,
    });
    this.stateMachineArn = machine.stateMachineArn;
  }
}

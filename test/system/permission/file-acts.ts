/** What is done with files. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { attachFile, fetchFile, sendFile } from '../../../client/attach-file.ts';
import { minutes } from '../../support/system.ts';
import type { Act } from './acts.ts';
import { OFTEN, tried } from './tried.ts';

const TEXT = new Uint8Array(Buffer.from('签收单号 77'));
const FILE = { name: '签收.txt', type: 'text/plain', bytes: TEXT };

const SHA256 = createHash('sha256').update(TEXT).digest('hex');

export const FILE_ACTS: readonly Act[] = [
  {
    name: 'files come, are read, are not what they are called, and go',
    play: async ({ runtime, desk }, { begun }) => {
      const lin = await desk('agt_lin', 'agent');
      const id = begun;
      const clean = await tried(attachFile(lin, id, FILE));
      await tried(attachFile(lin, id, { ...FILE, type: 'image/png' }));
      await runtime.settle();
      if (!clean) return;
      const attachment = clean.id;
      const link = await tried(lin.readAttachment({ id, attachment }));
      if (link) await tried(fetchFile(link));
      await tried(lin.removeAttachment({ id, attachment }, { ifMatch: 1 }));
      await tried(lin.removeAttachment({ id, attachment }));
      await runtime.settle();
    },
  },
  {
    name: 'somebody lists files more often than a sandbox counts alone',
    play: async ({ desk }, { begun }) => {
      const lin = await desk('agt_lin', 'agent');
      for (let time = 0; time < OFTEN; time += 1) await tried(lin.listAttachments({ id: begun }));
    },
  },
  {
    name: 'files come while the workflow is down, and take tickets from an agent who is too late',
    play: async ({ runtime, desk, post }) => {
      const operator = await desk('agt_operator', 'operator');
      const lin = await desk('agt_lin', 'agent');
      const late = 'sla: [{ name: begin, when: {}, targets: { accept: { within: 3 min, rescue: requeue } } }]';
      const policy = readFileSync('policies/desk.yaml', 'utf8').replace(/^sla: \[\]$/m, late);
      await tried(operator.publishPolicy({ body: { policy } }));
      const [sent, announced] = [await tried(post('订单超时未派送')), await tried(post('订单超时未派送'))];
      if (!sent || !announced) return;
      const file = { name: 'a.txt', type: FILE.type, size: TEXT.length, sha256: SHA256 };
      const requested = await tried(lin.requestUpload({ id: sent.id, body: file }));
      const [machine] = runtime.resources('AWS::StepFunctions::StateMachine');
      for (const { id } of [sent, announced]) {
        const executionArn = `${machine?.ref.replace(':stateMachine:', ':execution:')}:${id}-1`;
        await runtime.call('AWSStepFunctions', 'StopExecution', { executionArn }).catch(() => {}); // may never have begun
      }
      // Their load stands in another team by the time somebody looks for it, whoever of the team has them.
      for (const name of ['lin', 'he']) {
        const moved = { name, team: 'aftersales', roles: ['agent' as const], capacity: 100 };
        await tried(operator.putAgent({ agent: `agt_${name}`, body: moved }));
      }
      await runtime.advance(minutes(3) + 1000);
      if (requested) await tried(sendFile(requested.upload, TEXT));
      await tried(lin.requestUpload({ id: announced.id, body: file }));
      await runtime.settle();
    },
  },
];

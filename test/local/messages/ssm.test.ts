import { GetParameterCommand, GetParametersCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { startService } from './service.ts';

const ROBOT = '/gongdan/local/robots/ops';

describe('the parameter store of the runtime', () => {
  it('gives a secret decrypted to whoever asks so, by name or ARN, and counts its versions', async () => {
    await using service = await startService();
    service.parameters.put(ROBOT, 'SecureString', '{"key":"1"}');
    const put = new PutParameterCommand({ Name: ROBOT, Value: '{"key":"2"}', Type: 'SecureString', Overwrite: true });
    expect(await service.ssm.send(put)).toMatchObject({ Version: 2 });
    const { Parameter } = await service.ssm.send(new GetParameterCommand({ Name: ROBOT, WithDecryption: true }));
    expect(Parameter).toMatchObject({ Name: ROBOT, Type: 'SecureString', Value: '{"key":"2"}', Version: 2 });
    const again = await service.ssm.send(new GetParameterCommand({ Name: Parameter?.ARN, WithDecryption: true }));
    expect(again.Parameter?.Value).toBe('{"key":"2"}');
    const sealed = await service.ssm.send(new GetParameterCommand({ Name: ROBOT }));
    expect(sealed.Parameter?.Value).not.toContain('key');
  });

  it('answers several at once, and names those that are not there', async () => {
    await using service = await startService();
    service.declare('AWS::SSM::Parameter', 'Sign', { Name: '/gongdan/sign', Type: 'String', Value: '工单' });
    const names = ['/gongdan/sign', '/gongdan/none'];
    expect(await service.ssm.send(new GetParametersCommand({ Names: names }))).toMatchObject({
      Parameters: [{ Name: '/gongdan/sign', Value: '工单' }],
      InvalidParameters: ['/gongdan/none'],
    });
  });

  it('refuses a parameter that is not there, one that is there already, and who may not read it', async () => {
    await using service = await startService({ allows: (_, resource) => resource.endsWith('parameter/gongdan/sign') });
    service.parameters.put('/gongdan/sign', 'String', 'a');
    const get = (Name: string) => service.ssm.send(new GetParameterCommand({ Name }));
    await expect(get('/gongdan/other')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const put = new PutParameterCommand({ Name: '/gongdan/sign', Value: 'b', Type: 'String' });
    await expect(service.ssm.send(put)).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    await using open = await startService();
    await expect(open.ssm.send(new GetParameterCommand({ Name: '/gongdan/other' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
  });
});

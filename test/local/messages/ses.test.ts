import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../local/ses/simulator.ts';
import { NOW, startService } from './service.ts';

const BUS = 'arn:aws:events:local:000000000000:event-bus/default';
const SET = 'arn:aws:ses:local:000000000000:configuration-set/Told';
type Service = Awaited<ReturnType<typeof startService>>;

const declareDesk = ({ declare }: Service, types = ['bounce', 'complaint', 'delivery']): void => {
  declare('AWS::SES::ConfigurationSet', 'Told', { SuppressionOptions: { SuppressedReasons: ['BOUNCE'] } });
  declare('AWS::SES::ConfigurationSetEventDestination', 'ToBus', {
    ConfigurationSetName: 'Told',
    EventDestination: { Enabled: true, MatchingEventTypes: types, EventBridgeDestination: { EventBusArn: BUS } },
  });
  declare('AWS::SES::EmailIdentity', 'Mail', { EmailIdentity: 'gongdan.local' });
};

const mail = (to: string, more: Partial<SendEmailCommandInput> = {}): SendEmailCommand =>
  new SendEmailCommand({
    FromEmailAddress: '工单 <desk@gongdan.local>',
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: 'Told',
    EmailTags: [{ Name: 'notice', Value: 'bm90aWNl' }],
    Content: {
      Simple: {
        Subject: { Data: '工单已受理', Charset: 'UTF-8' },
        Body: { Text: { Data: '您好' }, Html: { Data: '<p>您好</p>' } },
        Headers: [{ Name: 'References', Value: '<tkt_01JABCDEFGHJKMNPQRSTVWXYZ0@gongdan.local>' }],
      },
    },
    ...more,
  });

const told = ({ published }: Service) =>
  published.map(({ source, detailType, detail, resources }) => ({
    ...{ source, detailType, resources },
    detail: JSON.parse(detail),
  }));

describe('SES of the runtime', () => {
  it('keeps a mail with both bodies, headers and tags, and tells that it arrived', async () => {
    await using service = await startService();
    declareDesk(service);
    const { MessageId } = await service.ses.send(mail('li@example.com'));
    expect(service.messages.list()).toEqual([
      expect.objectContaining({
        ...{ id: MessageId, time: NOW, channel: 'mail', provider: 'ses', fate: 'delivered' },
        ...{ to: ['li@example.com'], subject: '工单已受理', text: '您好', html: '<p>您好</p>' },
        tags: { notice: 'bm90aWNl' },
        ticket: 'tkt_01JABCDEFGHJKMNPQRSTVWXYZ0',
        headers: [
          { name: 'References', value: '<tkt_01JABCDEFGHJKMNPQRSTVWXYZ0@gongdan.local>' },
          { name: 'Message-ID', value: `<${MessageId}@local.amazonses.com>` },
        ],
      }),
    ]);
    expect(told(service)).toEqual([
      {
        ...{ source: 'aws.ses', detailType: 'Email Delivered', resources: [SET] },
        detail: expect.objectContaining({
          eventType: 'Delivery',
          delivery: expect.objectContaining({ recipients: ['li@example.com'], timestamp: '2026-03-02T01:00:00.000Z' }),
          mail: expect.objectContaining({
            messageId: MessageId,
            destination: ['li@example.com'],
            tags: expect.objectContaining({ notice: ['bm90aWNl'], 'ses:configuration-set': ['Told'] }),
          }),
        }),
      },
    ]);
    expect(service.counted['ses.mails']).toBe(1);
  });

  it('tells of mails that come back, are complained of or were given up, as the simulator of SES does', async () => {
    await using service = await startService();
    declareDesk(service);
    await service.ses.send(mail('bounce+7@simulator.amazonses.com'));
    await service.ses.send(mail('suppressionlist@simulator.amazonses.com'));
    await service.ses.send(mail('Complaint@Simulator.amazonses.com'));
    expect(told(service).map(({ detailType, detail }) => [detailType, detail.eventType])).toEqual([
      ['Email Bounced', 'Bounce'],
      ['Email Bounced', 'Bounce'],
      ['Email Delivered', 'Delivery'],
      ['Email Complaint Received', 'Complaint'],
    ]);
    const [bounced, suppressed, , complained] = told(service).map(({ detail }) => detail);
    expect(bounced.bounce).toMatchObject({
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'bounce+7@simulator.amazonses.com', action: 'failed', status: '5.1.1' }],
    });
    expect(suppressed.bounce).toMatchObject({ bounceType: 'Permanent', bounceSubType: 'Suppressed' });
    expect(complained.complaint).toMatchObject({
      complainedRecipients: [{ emailAddress: 'Complaint@Simulator.amazonses.com' }],
      complaintFeedbackType: 'abuse',
    });
    expect(service.messages.list().map(({ fate }) => fate)).toEqual(['bounced', 'bounced', 'complained']);
    expect(outcomeOf('bounce@example.com')).toBe('delivered');
  });

  it('tells only what the configuration set asks for, and of the set of the identity when a mail names none', async () => {
    await using service = await startService();
    declareDesk(service, ['BOUNCE']);
    service.declare('AWS::SES::EmailIdentity', 'Mail', {
      EmailIdentity: 'gongdan.local',
      ConfigurationSetAttributes: { ConfigurationSetName: 'Told' },
    });
    await service.ses.send(mail('li@example.com', { ConfigurationSetName: undefined }));
    await service.ses.send(mail('bounce@simulator.amazonses.com', { ConfigurationSetName: undefined }));
    expect(told(service).map(({ detailType }) => detailType)).toEqual(['Email Bounced']);
  });

  it.each<[string, Partial<SendEmailCommandInput>, string]>([
    ['a set that is not there', { ConfigurationSetName: 'Other' }, 'NotFoundException'],
    ['a sender nobody has verified', { FromEmailAddress: 'desk@elsewhere.local' }, 'MessageRejected'],
    ['a tag with other letters', { EmailTags: [{ Name: 'notice', Value: 'tkt_1.2#late' }] }, 'BadRequestException'],
    ['nobody to send it to', { Destination: {} }, 'BadRequestException'],
    [
      'a header that is not ASCII',
      {
        Content: {
          Simple: {
            Subject: { Data: 'a' },
            Body: { Text: { Data: 'a' } },
            Headers: [{ Name: 'X-Desk', Value: '工单' }],
          },
        },
      },
      'BadRequestException',
    ],
    ['a template, which is not emulated', { Content: { Template: { TemplateName: 'a' } } }, 'BadRequestException'],
  ])('refuses %s', async (_, more, code) => {
    await using service = await startService();
    declareDesk(service);
    await expect(service.ses.send(mail('li@example.com', more))).rejects.toMatchObject({ name: code });
    expect(service.messages.list()).toEqual([]);
    expect(service.published).toEqual([]);
  });

  it('refuses who may use the identity and not the configuration set', async () => {
    await using service = await startService({ allows: (_, resource) => resource.includes(':identity/') });
    declareDesk(service);
    await expect(service.ses.send(mail('li@example.com'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('sends nothing when it fails on purpose', async () => {
    await using service = await startService({ faults: { provider: 1 } });
    declareDesk(service);
    await expect(service.ses.send(mail('li@example.com'))).rejects.toMatchObject({
      name: expect.stringMatching(/TooManyRequestsException|InternalServiceError/),
    });
    expect(service.messages.list()).toEqual([]);
    expect(service.counted).toEqual({});
  });
});

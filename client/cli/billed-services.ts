import type { Phrase } from './words.ts';

/** What AWS bills, by the name under which the runtime on this machine counts it. */
export const SERVICES: Readonly<Record<string, Phrase>> = {
  'apigateway.requests': ['HTTP API 请求', 'HTTP API requests'],
  'lambda.invocations': ['Lambda 调用', 'Lambda invocations'],
  'lambda.gbSeconds': ['Lambda GB 秒 (arm64)', 'Lambda GB-seconds (arm64)'],
  'dynamodb.writeUnits': ['DynamoDB 写单位', 'DynamoDB write units'],
  'dynamodb.readUnits': ['DynamoDB 读单位', 'DynamoDB read units'],
  'dynamodb.streamReads': ['DynamoDB 流读取', 'DynamoDB stream reads'],
  'pipes.requests': ['管道请求', 'Pipe requests'],
  'events.published': ['总线事件', 'Bus events'],
  'scheduler.invocations': ['定时调用', 'Scheduler invocations'],
  'sqs.requests': ['SQS 请求', 'SQS requests'],
  'states.transitions': ['状态转换', 'State transitions'],
  'secretsmanager.requests': ['Secrets Manager 请求', 'Secrets Manager requests'],
  's3.puts': ['S3 写入与复制', 'S3 puts and copies'],
  's3.gets': ['S3 读取', 'S3 reads'],
  's3.gbMonths': ['S3 存储（首月，GB）', 'S3 storage, the first month (GB)'],
  's3.gbOut': ['S3 流出流量（GB）', 'S3 data to the internet (GB)'],
  'ses.mails': ['邮件', 'Mails'],
};

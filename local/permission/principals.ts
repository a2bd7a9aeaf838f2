/** As whom the resources of a template act. */
import type { LoadedResource } from '../assembly/load.ts';
import type { Identity } from './permission.ts';

const BY_TYPE: Readonly<Record<string, (resource: LoadedResource) => Identity>> = {
  'AWS::Lambda::Function': ({ properties }) => ({ roleArn: properties.Role, assumedBy: 'lambda.amazonaws.com' }),
  'AWS::StepFunctions::StateMachine': ({ properties }) => ({
    roleArn: properties.RoleArn,
    assumedBy: 'states.amazonaws.com',
  }),
  'AWS::Pipes::Pipe': ({ properties }) => ({ roleArn: properties.RoleArn, assumedBy: 'pipes.amazonaws.com' }),
  'AWS::Events::Rule': ({ identity }) => ({ service: 'events.amazonaws.com', sourceArn: identity.attributes.Arn }),
  'AWS::ApiGatewayV2::Api': () => ({ service: 'apigateway.amazonaws.com' }),
};

/** Undefined: the resource makes no calls. */
export const identityOf = (resource: LoadedResource): Identity | undefined => BY_TYPE[resource.type]?.(resource);

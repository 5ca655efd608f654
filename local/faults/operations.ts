import { glueOperations } from "../aws/glue/glue-service";
import { rdsOperations } from "../aws/rds/rds-service";
import { s3Operations } from "../aws/s3/s3-service";
import { snsOperations, sqsOperations } from "../aws/sqs-sns/operations";
import { EXPORT_OPERATION } from "./plan";

/** What the local services are asked for over the wire. */
export const CALLED_OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  glue: glueOperations,
  rds: rdsOperations,
  s3: s3Operations,
  sns: snsOperations,
  sqs: sqsOperations,
  sts: ["GetCallerIdentity"],
};

/** What Lambda, SNS and RDS do by themselves, beside SNS's SendMessage: nobody can call it here. */
const OWN_ACTS: Readonly<Record<string, readonly string[]>> = {
  logs: ["CreateLogGroup", "CreateLogStream", "PutLogEvents"],
  sts: ["AssumeRole"],
  xray: ["PutTraceSegments", "PutTelemetryRecords"],
};

/** What a plan may name: every operation that the local world has, and the export task. */
export const PLANNABLE_OPERATIONS: readonly string[] = [
  ...[CALLED_OPERATIONS, OWN_ACTS].flatMap(operationsOf),
  EXPORT_OPERATION,
];

function operationsOf(services: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(services).flatMap(([service, names]) => names.map((name) => `${service}:${name}`));
}

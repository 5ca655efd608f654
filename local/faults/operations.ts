import { glueOperations } from "../aws/glue/glue-service";
import { rdsOperations } from "../aws/rds/rds-service";
import { s3Operations } from "../aws/s3/s3-service";
import { snsOperations, sqsOperations } from "../aws/sqs-sns/operations";
import { EXPORT_OPERATION } from "./plan";

const services: Readonly<Record<string, readonly string[]>> = {
  glue: glueOperations,
  rds: rdsOperations,
  s3: s3Operations,
  sns: snsOperations,
  sqs: sqsOperations,
};

/** What a plan may name: every operation that the local services have, and the export task. */
export const PLANNABLE_OPERATIONS: readonly string[] = [
  ...Object.entries(services).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
  EXPORT_OPERATION,
];

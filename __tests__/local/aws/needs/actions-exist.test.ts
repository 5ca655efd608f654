import { glueNeeds } from "../../../../local/aws/needs/glue-needs";
import { rdsNeeds } from "../../../../local/aws/needs/rds-needs";
import { s3Needs } from "../../../../local/aws/needs/s3-needs";
import { snsNeeds } from "../../../../local/aws/needs/sns-needs";
import { sqsNeeds } from "../../../../local/aws/needs/sqs-needs";
import { QueryParameters } from "../../../../local/aws/protocols/query-protocol";
import { glueOperations } from "../../../../local/aws/glue/glue-service";
import { actions } from "../../../../local/aws/rds/rds-actions";
import { RdsArns } from "../../../../local/aws/rds/rds-arns";
import { s3Operations } from "../../../../local/aws/s3/s3-service";
import { snsOperations, sqsOperations } from "../../../../local/aws/sqs-sns/operations";
import { actionExists } from "../../../../local/permissions/simulator";
import type { Need } from "../../../../local/permissions/types";
import { accountId, factsOf, region, REPORT_KEY } from "./facts";

/** A request that brings everything along of which a need can come. */
const form = new QueryParameters(
  new URLSearchParams({
    SourceArn: `arn:aws:rds:${region}:${accountId}:snapshot:s`,
    IamRoleArn: `arn:aws:iam::${accountId}:role/export`,
    KmsKeyId: "key",
    ResourceName: `arn:aws:rds:${region}:${accountId}:db:d`,
    "Tags.Tag.1.Key": "team",
    "Tags.Tag.1.Value": "housing",
  }),
);
const queueArn = `arn:aws:sqs:${region}:${accountId}:q`;
const common = { keyArn: REPORT_KEY, region, callerAccountId: accountId, byService: false };

const needsOf: Readonly<Record<string, readonly [readonly string[], (name: string) => readonly Need[]]>> = {
  rds: [
    [...actions.keys()],
    (name) =>
      rdsNeeds(name, { given: form, arns: new RdsArns(region, accountId), callerAccountId: accountId }),
  ],
  s3: [
    s3Operations,
    (name) =>
      s3Needs(name, {
        ...factsOf({ key: "k", keyArn: REPORT_KEY, hasTags: true }),
        source: { bucket: "b", key: "k", ownerAccountId: accountId, object: undefined },
        writeKeyArn: REPORT_KEY,
        headers: { "x-amz-acl": "private", "x-amz-tagging": "a=b", "if-match": "e" },
        deleted: ["k"],
      }),
  ],
  sqs: [sqsOperations, (name) => sqsNeeds(name, { ...common, queueArn, tags: { team: "housing" } })],
  sns: [
    snsOperations,
    (name) =>
      snsNeeds(name, {
        ...common,
        topicArn: `arn:aws:sns:${region}:${accountId}:t`,
        protocol: "sqs",
        endpoint: queueArn,
        tags: { team: "housing" },
      }),
  ],
  glue: [
    glueOperations,
    (name) => glueNeeds(name, `arn:aws:glue:${region}:${accountId}:workflow/w`, accountId),
  ],
};

it.each(Object.entries(needsOf))("names only actions that AWS has: %s", async (service, [names, needs]) => {
  expect(names.length).toBeGreaterThan(4);
  const asked = names.flatMap((name) => needs(name).map(({ action }) => ({ name, action })));
  const known = await Promise.all(asked.map(({ action }) => actionExists(action)));
  expect(asked.filter((_, index) => known[index] !== true)).toEqual([]);
  // Whatever is called needs something of its own service.
  for (const name of names) expect(needs(name).map(({ action }) => action.split(":")[0])).toContain(service);
});

import { sandboxSettings } from "../../../../config/settings/sandbox";
import { namesSandbox, sandboxParts } from "../../../../cli/sandbox/status/sandbox/sandbox-parts";
import { IDENTITY } from "./support/parts";

it("derives the names that the stack derives", () => {
  expect(sandboxParts(IDENTITY)).toEqual({
    database: "demo-sbx-rds-snapshot-to-cross-account-s3-sandbox-db",
    bastion: "demo-sbx-sandbox-bastion",
    endpointSecurityGroup: "demo-sbx-sandbox-systems-manager",
    artefactBucket: "demo-sbx-sandbox-lambda-artefact-storage-7",
    exportBucket: "demo-sbx-sandbox-rds-export-storage-7",
    zoneBucket: "demo-sbx-sandbox-landing-zone-7",
    functions: ["Demo-Sbx-rds-snapshot-to-s3", "Demo-Sbx-s3-to-s3-copier"],
    queues: [
      "demo-sbx-rds-snapshot-to-s3",
      "demo-sbx-rds-snapshot-to-s3-deadletter",
      "demo-sbx-s3-to-s3-copier",
      "demo-sbx-s3-to-s3-copier-deadletter",
    ],
    exportServiceRole: "demo-sbx-rds-snapshot-export-service",
  });
  expect(sandboxSettings.identifier_prefix.rules[0]).toMatchObject({ kind: "length", max: 19 });
});

it.each([
  ["arn:aws:sns:eu-west-2:111122223333:demo-sbx-rds-snapshot-to-s3", true],
  ["Demo-Sbx rds snapshot to cross account s3 sandbox db key", true],
  ["arn:aws:sns:eu-west-2:111122223333:demo-sbx-two-rds-snapshot-to-s3", false],
  ["arn:aws:sns:eu-west-2:111122223333:my-demo-sbx-rds-snapshot-to-s3", false],
  ["Demo-Sbx-two rds snapshot to cross account s3 sandbox db key", false],
  ["not Demo-Sbx", false],
  ["", false],
])("tells by whole names whether %p is of the sandbox: %p", (text, expected) => {
  expect(namesSandbox(IDENTITY)(text)).toBe(expected);
});

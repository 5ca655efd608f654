import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Caller } from "../../../local/aws/types";
import { keepAccount, profilesOf } from "../../../local/start/kept-account";

const directory = mkdtempSync(path.join(tmpdir(), "kept account's "));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const aws = {
  endpoint: "http://127.0.0.1:4000",
  region: "eu-west-2",
  credentialsFor: ({ principal }: Caller) => ({
    accessKeyId: `key of ${principal}`,
    secretAccessKey: `secret of ${principal}`,
    sessionToken: `token of ${principal}`,
  }),
};
const roles = { export: "arn:aws:iam::1:role/export", copier: "arn:aws:iam::1:role/copier" };
const account = keepAccount(aws, profilesOf(roles), directory);

describe("keepAccount", () => {
  test("hands out the endpoint, and the credentials of the person", () => {
    expect(account).toMatchObject({
      endpoint: aws.endpoint,
      profiles: ["you", "zone-owner", "export-function", "copier-function"],
      environment: {
        AWS_ENDPOINT_URL: aws.endpoint,
        AWS_REGION: "eu-west-2",
        AWS_ACCESS_KEY_ID: "key of arn:aws:iam::111122223333:user/you",
      },
    });
  });

  test("writes a file that a shell sets the same variables from, whatever the folder is called", () => {
    const words = 'unset AWS_REGION; export AWS_PROFILE=other; . "$1"; env -0';
    const env = execFileSync("sh", ["-c", words, "sh", account.environmentFile], { encoding: "utf8" });
    const set = new Map(env.split("\0").map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
    for (const [name, value] of Object.entries(account.environment)) expect(set.get(name)).toBe(value);
    expect(set.has("AWS_PROFILE")).toBe(false);
  });

  test("lets nobody else read the credentials", () => {
    for (const name of ["aws.env", "aws-credentials", "aws-config"])
      expect(statSync(path.join(directory, name)).mode & 0o077).toBe(0);
  });

  test("has a profile for each, the roles of the functions among them", () => {
    const credentials = readFileSync(path.join(directory, "aws-credentials"), "utf8");
    expect(credentials).toContain(`[copier-function]\naws_access_key_id = key of ${roles.copier}\n`);
    const config = readFileSync(path.join(directory, "aws-config"), "utf8");
    expect(config).toContain("[profile export-function]\nregion = eu-west-2\nendpoint_url = http://127");
  });
});

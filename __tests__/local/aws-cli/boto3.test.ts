import { readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { startWorld, type World } from "../aws/local-world";
import { boto3, describeWith, Shell } from "./tools";

jest.setTimeout(180_000);

const line = z.object({ name: z.string(), wrong: z.string().optional() });

const script = path.join(__dirname, "boto3_checks.py");

let world: World;
let shell: Shell;
beforeAll(async () => {
  world = await startWorld();
  shell = new Shell(world);
  const { rds, buckets, glue } = world.aws;
  rds.createInstance("housing", {
    tags: { team: "housing" },
    endpoint: { address: "127.0.0.1", port: 5433 },
  });
  rds.createInstance("parking");
  await rds.snapshotAvailable(rds.createSnapshot("parking", undefined, { automated: true }).arn);
  for (const name of ["files", "plain", "policed"]) buckets.create(name);
  buckets.showPolicy("policed", JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Shown" }] }));
  glue.createWorkflow("landed");
});
afterAll(async () => {
  shell.close();
  await world.close();
});

describeWith(boto3, "boto3", () => {
  it("finds the local account as AWS's models say it must be", async () => {
    const checks = readFileSync(script, "utf8").match(/^@check$/gm) ?? [];
    const { stdout, stderr } = await shell.run("python3", [script]);
    const results = stdout
      .split("\n")
      .filter((text) => text !== "")
      .map((text) => line.parse(JSON.parse(text)));
    expect({ wrong: results.filter(({ wrong }) => wrong !== undefined), stderr }).toEqual({
      wrong: [],
      stderr: "",
    });
    expect(results).toHaveLength(checks.length);
  });
});
